import { prepare } from '../../../shared/parameters/pre-send';
import { targetInPath } from '../../requests/message/target';
import { deletedContact } from '../../responses/v3-readers';
import { deleteOnce } from '../../operations/single-write';
import { contactNumber } from '../fields';
import { type Operation } from '../../../shared/fields/operation';

const deleteContact = deleteOnce(
	/contact.*(not found|missing|not exist)/i,
	'Look for the contact in WATI (Contact: Get). You can safely delete it again.',
);

/** DELETE /api/ext/v3/contacts/{target} (docs.wati.io, "Delete contact"; the OpenAPI does not have it yet). */
export const remove: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a contact',
		description: 'Delete a contact from WATI. A missing contact counts as deleted.',
		routing: {
			request: { method: 'DELETE', url: '/api/ext/v3/contacts/{target}' },
			send: { preSend: [prepare(targetInPath)] },
			output: { postReceive: [deletedContact] },
		},
	},
	steps: deleteContact,
	fields: [contactNumber],
};
