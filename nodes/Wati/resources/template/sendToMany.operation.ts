import { routeToMany } from '../../operations/send-to-many/route-to-many';
import { SEND_TO_MANY } from '../../operations/send-to-many/to-many';
import { channelNumber } from '../channel/channel-fields';
import {
	apiVersion,
	broadcastName,
	oneLineValues,
	optionsOf,
	template,
} from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import { recipientFields, sendDuplicates } from './recipient-fields';

/**
 * The route describes the endpoint, and n8n walks it when an AI agent uses the node as a tool. In a
 * workflow the custom operation of the same name runs instead, with all items at once.
 */
export const sendToMany: Operation = {
	option: {
		name: 'Send to Many',
		value: 'sendToMany',
		action: 'Send template to many contacts',
		description: 'Send an approved template to many contacts in one call per 1,000',
		routing: routeToMany(SEND_TO_MANY),
	},
	fields: [
		template,
		...recipientFields,
		apiVersion,
		optionsOf(broadcastName, channelNumber, oneLineValues, sendDuplicates),
	],
};
