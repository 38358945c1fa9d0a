import { prepare } from '../../../shared/parameters/pre-send';
import { idInPath } from '../../../shared/parameters/record-id';
import type { Operation } from '../../../shared/fields/operation';
import { deleted } from '../../../shared/http/answers/readers';
import { graphPath } from '../../requests/own-path';
import { ownNumber } from '../fields';
import { code } from './qr-code-fields';

/** DELETE /{phone_number_id}/message_qrdls/{code} (Meta, "QR codes and short links", 2025-10-31). */
export const remove: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a QR code',
		description: 'Delete a QR code and its link permanently',
		routing: {
			request: { method: 'DELETE', url: '/{version}/{phoneNumberId}/message_qrdls/{qrCode}' },
			send: { preSend: [prepare(idInPath('qrCode', 'QR Code'), graphPath)] },
			output: { postReceive: [deleted] },
		},
	},
	fields: [...ownNumber, code],
};
