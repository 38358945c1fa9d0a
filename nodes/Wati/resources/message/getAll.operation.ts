import { prepare } from '../../../shared/parameters/pre-send';
import { numberInPath } from '../../../shared/parameters/whatsapp-number';
import { contactNumber, limit, returnAll, simplify } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import { records } from '../../../shared/http/answers/readers';

const SIMPLE_FIELDS = [
	'id',
	'eventType',
	'type',
	'text',
	'finalText',
	'data',
	'owner',
	'statusString',
	'operatorName',
	'created',
] as const;

/** GET /api/v1/getMessages/{whatsappNumber} (spec A, "Get Messages"). */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many messages',
		description: 'Get many messages and events of the chat with a contact, newest first',
		routing: {
			request: {
				method: 'GET',
				url: '/api/v1/getMessages/{whatsappNumber}',
				qs: { pageNumber: 1 },
			},
			send: { preSend: [prepare(numberInPath)] },
			output: { postReceive: [records(SIMPLE_FIELDS)] },
		},
	},
	fields: [contactNumber, returnAll, limit, simplify],
};
