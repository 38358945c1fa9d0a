import { reportSetup } from '../../operations/report-setup';
import type { Operation } from '../../../shared/fields/operation';

/** No endpoint of its own: it asks several and judges the answers. */
export const checkSetup: Operation = {
	option: {
		name: 'Check Setup',
		value: 'checkSetup',
		action: 'Check the setup of an account',
		description:
			'Check the credential, the connection, API v3, webhooks, the token and the clock. Says what to do for each row that is not ok.',
	},
	steps: reportSetup,
	fields: [
		{
			displayName:
				'Makes two or three read calls. A failed check appears in the output and does not stop the workflow.',
			name: 'setupNotice',
			type: 'notice',
			default: '',
		},
	],
};
