import { reportTriggerStatus } from '../../operations/report-trigger-status';
import type { Operation } from '../../../shared/fields/operation';

/** No endpoint: what a trigger refused or left out never was WATI's to know. */
export const getTriggerStatus: Operation = {
	option: {
		name: 'Get Trigger Status',
		value: 'getTriggerStatus',
		action: 'Get the status of a trigger',
		description:
			'Get what the WATI Triggers of this workflow accepted, refused and ignored, and why nothing started. Makes no call to WATI.',
	},
	steps: reportTriggerStatus,
	fields: [
		{
			displayName:
				'Place this operation in the workflow of the trigger, after a separate start such as a Manual Trigger: n8n shows a node only the data of its own workflow. Counts are at most a minute old.',
			name: 'triggerStatusNotice',
			type: 'notice',
			default: '',
		},
	],
};
