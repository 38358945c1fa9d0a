import { prepare } from '../../../shared/parameters/pre-send';
import { limit, returnAll } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import { graphPath } from '../../requests/own-path';
import { qrCodes } from '../../responses/qr-codes';
import { ownNumber } from '../fields';

/** GET /{phone_number_id}/message_qrdls (Meta, "QR codes and short links", 2025-10-31). */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many QR codes',
		description: 'Get many QR codes of a business number',
		routing: {
			request: { method: 'GET', url: '/{version}/{phoneNumberId}/message_qrdls' },
			send: { preSend: [prepare(graphPath)] },
			output: { postReceive: [qrCodes] },
		},
	},
	fields: [...ownNumber, returnAll, limit],
};
