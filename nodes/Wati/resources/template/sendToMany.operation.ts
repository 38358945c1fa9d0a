import { routeToMany } from '../../operations/send-to-many/route-to-many';
import { runSendToMany as runAllItems } from '../../operations/send-to-many/send-to-many';
import { SEND_TO_MANY } from '../../operations/send-to-many/to-many';
import { sendingChannel } from '../channel/channel-fields';
import { oneLineValues, buildOptionsField } from '../../../shared/fields/fields';
import { apiVersion, broadcastName, template, templateText } from '../fields';
import type { Operation } from '../../../shared/fields/operation';
import { ownMessageId, recipientFields, sendDuplicates } from './recipient-fields';

export const sendToMany: Operation = {
	option: {
		name: 'Send to Many',
		value: 'sendToMany',
		action: 'Send a template to many contacts',
		description: 'Send an approved template to many contacts in one call per 1,000',
		routing: routeToMany(SEND_TO_MANY),
	},
	run: runAllItems,
	fields: [
		template,
		templateText,
		...recipientFields,
		buildOptionsField(
			apiVersion,
			broadcastName,
			...sendingChannel,
			ownMessageId,
			oneLineValues,
			sendDuplicates,
		),
	],
};
