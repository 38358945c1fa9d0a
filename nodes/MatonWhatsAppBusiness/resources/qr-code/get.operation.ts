import { prepare } from '../../../shared/parameters/pre-send';
import { idInPath } from '../../../shared/parameters/record-id';
import type { Operation } from '../../../shared/fields/operation';
import { graphPath } from '../../requests/own-path';
import { imageInAnswer } from '../../requests/qr-codes';
import { qrCode } from '../../responses/qr-codes';
import { ownNumber } from '../fields';
import { code, imageFormat } from './qr-code-fields';

/** GET /{phone_number_id}/message_qrdls/{code} (Meta, "QR codes and short links", 2025-10-31). */
export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a QR code',
		description: 'Get the text, the link and the picture of a QR code',
		routing: {
			request: { method: 'GET', url: '/{version}/{phoneNumberId}/message_qrdls/{qrCode}' },
			send: { preSend: [prepare(idInPath('qrCode', 'QR Code'), imageInAnswer, graphPath)] },
			output: { postReceive: [qrCode] },
		},
	},
	fields: [...ownNumber, code, imageFormat],
};
