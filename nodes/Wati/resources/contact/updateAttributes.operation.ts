import { attributesInBody, attributesNeeded } from '../../../shared/parameters/key-values';
import { prepare } from '../../../shared/parameters/pre-send';
import { numberInPath } from '../../requests/contact/recipient';
import { attributes, contactNumber } from '../fields';
import type { Operation } from '../../../shared/fields/operation';
import { writeOnce } from '../../operations/single-write';
import { writtenContact } from '../../responses/contacts';

/** POST /api/v1/updateContactAttributes/{whatsappNumber} (spec A, "Update Contact Attributes"; spec E, "update_contact"). */
export const updateAttributes: Operation = {
	option: {
		name: 'Update Attributes',
		value: 'updateAttributes',
		action: 'Update the attributes of a contact',
		description: 'Set attributes of an existing contact, leaving its other attributes as they are',
		routing: {
			request: { method: 'POST', url: '/api/v1/updateContactAttributes/{whatsappNumber}' },
			send: { preSend: [prepare(numberInPath, attributesInBody, attributesNeeded)] },
			output: { postReceive: [writtenContact] },
		},
	},
	steps: writeOnce(
		'Check the attributes of the contact in WATI. You can safely repeat the change.',
	),
	fields: [contactNumber, ...attributes],
};
