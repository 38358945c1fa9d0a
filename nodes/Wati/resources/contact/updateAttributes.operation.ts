import { attributesInBody, attributesNeeded } from '../../requests/pairs';
import { prepare } from '../../requests/prepare';
import { numberInPath } from '../../requests/whatsapp-number';
import { record } from '../../responses/readers';
import { attributes, contactNumber } from '../fields';
import type { Operation } from '../operation';

/** POST /api/v1/updateContactAttributes/{whatsappNumber} (spec A, "Update Contact Attributes"; spec E, "update_contact"). */
export const updateAttributes: Operation = {
	option: {
		name: 'Update Attributes',
		value: 'updateAttributes',
		action: 'Update attributes of a contact',
		description: 'Set attributes of an existing contact, leaving its other attributes as they are',
		routing: {
			request: { method: 'POST', url: '/api/v1/updateContactAttributes/{whatsappNumber}' },
			send: { preSend: [prepare(numberInPath, attributesInBody, attributesNeeded)] },
			output: { postReceive: [record('contact')] },
		},
	},
	fields: [contactNumber, ...attributes],
};
