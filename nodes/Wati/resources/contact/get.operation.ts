import { prepare } from '../../../shared/parameters/pre-send';
import { targetInPath } from '../../requests/message/target';
import { contactOfV3 } from '../../responses/contacts';
import { simplify } from '../../../shared/fields/fields';
import { contactNumber } from '../fields';
import { type Operation } from '../../../shared/fields/operation';

/** GET /api/ext/v3/contacts/{target} (official OpenAPI, "Get contact details"). */
export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a contact',
		description: 'Get one contact by its number or ID, with its teams and attributes',
		routing: {
			request: { method: 'GET', url: '/api/ext/v3/contacts/{target}' },
			send: { preSend: [prepare(targetInPath)] },
			output: { postReceive: [contactOfV3] },
		},
	},
	fields: [contactNumber, simplify],
};
