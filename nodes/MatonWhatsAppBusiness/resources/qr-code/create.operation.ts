import { prepare } from '../../../shared/parameters/pre-send';
import type { Operation } from '../../../shared/fields/operation';
import { graphPath } from '../../requests/own-path';
import { newQrCode } from '../../requests/qr-codes';
import { qrCode } from '../../responses/qr-codes';
import { ownNumber } from '../fields';
import { imageFormat, prefilledMessage } from './qr-code-fields';

/** POST /{phone_number_id}/message_qrdls (Meta, "QR codes and short links", 2025-10-31). */
export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a QR code',
		description: 'Create a QR code and a short link that open a chat with a text to send',
		routing: {
			request: { method: 'POST', url: '/{version}/{phoneNumberId}/message_qrdls' },
			send: { preSend: [prepare(newQrCode, graphPath)] },
			output: { postReceive: [qrCode] },
		},
	},
	fields: [...ownNumber, prefilledMessage, imageFormat],
};
