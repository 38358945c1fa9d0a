import { contactInBody } from '../../requests/contact/contact';
import { attributesInBody } from '../../../shared/parameters/key-values';
import { prepare } from '../../../shared/parameters/pre-send';
import { numberInPath } from '../../requests/contact/recipient';
import { attributes, contactNumber } from '../fields';
import type { Operation } from '../../../shared/fields/operation';
import { contactName } from './contact-name';
import { writeOnce } from '../../operations/single-write';
import { writtenContact } from '../../responses/contacts';

/** POST /api/v1/addContact/{whatsappNumber} (spec A, "Add Contact"). */
export const add: Operation = {
	option: {
		name: 'Add',
		value: 'add',
		action: 'Add a contact',
		description: 'Add a contact by its number, with a name and attributes',
		routing: {
			request: { method: 'POST', url: '/api/v1/addContact/{whatsappNumber}' },
			send: { preSend: [prepare(numberInPath, contactInBody, attributesInBody)] },
			output: { postReceive: [writtenContact] },
		},
	},
	steps: writeOnce('Check with Contact: Get Many whether it exists before you add it again.'),
	fields: [contactNumber, contactName, ...attributes],
};
