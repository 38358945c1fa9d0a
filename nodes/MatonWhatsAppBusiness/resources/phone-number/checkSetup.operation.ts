import type { Operation } from '../../../shared/fields/operation';
import { reportMetaSetup } from '../../operations/report-setup';
import { ownNumber } from '../fields';

/** Asks by the route of Get, and judges the answer. */
export const checkSetup: Operation = {
	option: {
		name: 'Check Setup',
		value: 'checkSetup',
		action: 'Check the setup of a phone number',
		description:
			'Check the access to a business number, its registration and quality, and how long its version of the Graph API is valid',
	},
	steps: reportMetaSetup,
	fields: [
		...ownNumber,
		{
			displayName: 'Makes one read call. A failed check appears in the output and does not stop the workflow.',
			name: 'setupNotice',
			type: 'notice',
			default: '',
		},
	],
};
