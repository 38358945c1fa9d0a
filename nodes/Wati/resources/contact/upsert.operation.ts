import { contactInBody } from '../../requests/contact';
import { attributesInBody } from '../../requests/pairs';
import { prepare } from '../../requests/prepare';
import { numberInPath } from '../../requests/whatsapp-number';
import { record } from '../../responses/readers';
import { createOrUpdate } from '../../transport/create-or-update';
import { attributes, contactNumber } from '../fields';
import type { Operation } from '../operation';
import { contactName } from './contact-name';

/** POST /api/v1/addContact/{whatsappNumber}, and where that leaves an existing contact as it was, updateContactAttributes. */
export const upsert: Operation = {
	option: {
		name: 'Create or Update',
		value: 'upsert',
		action: 'Create or update a contact',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
		routing: {
			request: { method: 'POST', url: '/api/v1/addContact/{whatsappNumber}' },
			operations: { pagination: createOrUpdate },
			send: { preSend: [prepare(numberInPath, contactInBody, attributesInBody)] },
			output: { postReceive: [record('contact')] },
		},
	},
	fields: [contactNumber, contactName, ...attributes],
};
