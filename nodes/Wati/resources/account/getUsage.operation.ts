import { reportUsage } from '../../operations/report-usage';
import type { Operation } from '../../../shared/fields/operation';

/** No endpoint: WATI's API does not tell how many calls of the month are used. */
export const getUsage: Operation = {
	option: {
		name: 'Get Usage',
		value: 'getUsage',
		action: 'Get the usage of an account',
		description:
			'Get how many calls this n8n instance made to the account this month, by endpoint. Makes no call.',
	},
	steps: reportUsage,
	fields: [
		{
			displayName:
				'Counts the calls of this n8n process since it started or since the month began, whichever is later. Calls from other programs and other n8n processes are not included.',
			name: 'usageNotice',
			type: 'notice',
			default: '',
		},
	],
};
