import { prepare } from '../../../shared/parameters/pre-send';
import { leaveOutOfCsv } from '../../operations/opt-out/leave-out-of-csv';
import { recipientsCsv } from '../../requests/template/recipients-csv';
import { acceptedFile } from '../../responses/readers';
import { binaryInput, oneLineValues, buildOptionsField } from '../../../shared/fields/fields';
import { broadcastName, template, templateText } from '../fields';
import type { Operation } from '../../../shared/fields/operation';

/** POST /api/v1/sendTemplateMessageCSV (spec A, "Send Template Message via CSV"). */
export const sendViaCsv: Operation = {
	option: {
		name: 'Send via CSV',
		value: 'sendViaCsv',
		action: 'Send a template via CSV',
		description:
			'Send an approved template to the contacts of a CSV file with a column named Phone',
		routing: {
			request: { method: 'POST', url: '/api/v1/sendTemplateMessageCSV' },
			send: { preSend: [prepare(recipientsCsv)] },
			output: { postReceive: [acceptedFile] },
		},
	},
	steps: leaveOutOfCsv,
	fields: [
		template,
		templateText,
		binaryInput,
		buildOptionsField(
			broadcastName,
			{
				displayName: 'Skip Invalid Rows',
				name: 'leaveOutBadRows',
				type: 'boolean',
				default: true,
				description:
					'Whether to send to the other rows when some contain no complete number, a blank value or a number that came before. Otherwise nothing is sent.',
			},
			oneLineValues,
		),
	],
};
