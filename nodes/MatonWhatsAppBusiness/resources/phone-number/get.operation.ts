import { prepare } from '../../../shared/parameters/pre-send';
import type { Operation } from '../../../shared/fields/operation';
import { graphPath } from '../../requests/own-path';
import { answered } from '../../responses/readers';
import { ownNumber } from '../fields';

/** GET /{phone_number_id} (spec D, "Get Phone Number"). */
export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a phone number',
		description: 'Get one business number with its verified name and quality',
		routing: {
			request: { method: 'GET', url: '/{version}/{phoneNumberId}' },
			send: { preSend: [prepare(graphPath)] },
			output: { postReceive: [answered] },
		},
	},
	fields: ownNumber,
};
