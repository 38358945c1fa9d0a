import { routeToMany } from '../../operations/send-to-many/route-to-many';
import { runSchedule as runAllItems } from '../../operations/send-to-many/send-to-many';
import { SCHEDULE } from '../../operations/send-to-many/to-many';
import { channel } from '../channel/channel-fields';
import { oneLineValues, buildOptionsField } from '../../../shared/fields/fields';
import { broadcastName, template, templateText } from '../fields';
import { type Operation } from '../../../shared/fields/operation';
import { ownMessageId, recipientFields, sendDuplicates } from './recipient-fields';

/**
 * POST /api/ext/v3/messageTemplates/schedule (official OpenAPI, "Schedule template messages"). Other sources name
 * the body differently; what the answer may look like is read in each form.
 */
export const schedule: Operation = {
	option: {
		name: 'Schedule',
		value: 'schedule',
		action: 'Schedule a template',
		description:
			'Have WATI send an approved template to many contacts at a later time, in one call per 10,000',
		routing: routeToMany(SCHEDULE),
	},
	run: runAllItems,
	fields: [
		template,
		templateText,
		{
			displayName: 'Send At',
			name: 'scheduledAt',
			type: 'dateTime',
			default: '',
			required: true,
			description:
				'When WATI sends it. Uses the time zone of the workflow unless the value names one.',
		},
		...recipientFields,
		buildOptionsField(
			broadcastName,
			{ ...channel, description: 'The channel to send from. Leave out for the default channel.' },
			ownMessageId,
			oneLineValues,
			sendDuplicates,
		),
	],
};
