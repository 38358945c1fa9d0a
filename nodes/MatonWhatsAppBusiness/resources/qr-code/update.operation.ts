import { prepare } from '../../../shared/parameters/pre-send';
import type { Operation } from '../../../shared/fields/operation';
import { graphPath } from '../../requests/own-path';
import { changedQrCode } from '../../requests/qr-codes';
import { qrCode } from '../../responses/qr-codes';
import { ownNumber } from '../fields';
import { code, prefilledMessage } from './qr-code-fields';

/** POST /{phone_number_id}/message_qrdls (see `changedQrCode`). */
export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a QR code',
		description: 'Change the message of a QR code, keeping its picture and link',
		routing: {
			request: { method: 'POST', url: '/{version}/{phoneNumberId}/message_qrdls' },
			send: { preSend: [prepare(changedQrCode, graphPath)] },
			output: { postReceive: [qrCode] },
		},
	},
	fields: [...ownNumber, code, prefilledMessage],
};
