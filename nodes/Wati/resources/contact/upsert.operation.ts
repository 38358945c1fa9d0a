import { contactInBody } from '../../requests/contact/contact';
import { attributesInBody } from '../../../shared/parameters/key-values';
import { prepare } from '../../../shared/parameters/pre-send';
import { numberInPath } from '../../requests/contact/recipient';
import { createOrUpdate } from '../../operations/create-or-update';
import { attributes, contactNumber } from '../fields';
import type { Operation } from '../../../shared/fields/operation';
import { contactName } from './contact-name';
import { writtenContact } from '../../responses/contacts';

/** POST /api/v1/addContact/{whatsappNumber}, and where that leaves an existing contact as it was, updateContactAttributes. */
export const upsert: Operation = {
	option: {
		name: 'Create or Update',
		value: 'upsert',
		action: 'Create or update a contact',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
		routing: {
			request: { method: 'POST', url: '/api/v1/addContact/{whatsappNumber}' },
			send: { preSend: [prepare(numberInPath, contactInBody, attributesInBody)] },
			output: { postReceive: [writtenContact] },
		},
	},
	steps: createOrUpdate,
	fields: [contactNumber, contactName, ...attributes],
};
