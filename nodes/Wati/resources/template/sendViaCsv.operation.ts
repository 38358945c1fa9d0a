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
		{
			...binaryInput,
			hint: 'The name of the input field containing the CSV file. Its first row names the columns: Phone, CountryCode if you like, and one for each variable.',
		},
		buildOptionsField(
			broadcastName,
			{
				displayName: 'Encoding',
				name: 'encoding',
				type: 'options',
				options: [
					{ name: 'Arabic (Windows-1256)', value: 'windows-1256' },
					{
						name: 'Auto',
						value: '',
						description: 'UTF-8, UTF-16 or Windows-1252; a file that looks otherwise is refused',
					},
					{ name: 'Central European (Windows-1250)', value: 'windows-1250' },
					{ name: 'Chinese, Simplified (GB18030)', value: 'gb18030' },
					{ name: 'Chinese, Traditional (Big5)', value: 'big5' },
					{ name: 'Cyrillic (Windows-1251)', value: 'windows-1251' },
					{ name: 'Greek (Windows-1253)', value: 'windows-1253' },
					{ name: 'Hebrew (Windows-1255)', value: 'windows-1255' },
					{ name: 'Japanese (Shift_JIS)', value: 'shift_jis' },
					{ name: 'Korean (EUC-KR)', value: 'euc-kr' },
					{ name: 'Thai (Windows-874)', value: 'windows-874' },
					{ name: 'Turkish (Windows-1254)', value: 'windows-1254' },
					{ name: 'UTF-8', value: 'utf-8' },
					{ name: 'Vietnamese (Windows-1258)', value: 'windows-1258' },
					{ name: 'Western (Windows-1252)', value: 'windows-1252' },
				],
				default: '',
				description:
					'How the file stores letters such as é, Ł and И. Preview Only shows the first rows as they will be sent.',
			},
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
