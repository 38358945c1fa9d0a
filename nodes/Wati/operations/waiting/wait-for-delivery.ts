import type { IDataObject } from 'n8n-workflow';

import { fromWatiEvent, watiWaitingNode } from '../../../services/wati/waiting-node';
import { normalize } from '../../../services/wati/normalize';
import { prepareOperation, routeItem } from '../../../shared/items/each-item';
import type { RoutedItems } from '../../../shared/items/routed-items';
import { choiceParameter, textParameter } from '../../../shared/parameters/input';
import { readRecipient } from '../../requests/contact/recipient';
import type { AwaitedEvent } from '../../../shared/waiting/awaited-event';
import type { FollowedMessage } from '../../../shared/waiting/followed-message';
import { createWaitForDelivery } from '../../../shared/waiting/wait-for-delivery';
import { getStatus } from '../../resources/message/getStatus.operation';
import { watiNode } from '../../service';
import { readChatRecords } from './chat-records';

const STATUS = prepareOperation(watiNode, getStatus);

/** A record of a message that WATI has tells how the message stands. */
function toStatus(record: IDataObject): AwaitedEvent {
	return { ...fromWatiEvent(normalize(record, 'message')), kind: 'status', fromMe: true };
}

async function readStatusRecord(
	routed: RoutedItems,
	{ item, messageId }: FollowedMessage,
	channelNumber: string,
): Promise<IDataObject[]> {
	const parameters = { channelNumber, localMessageId: messageId, simplify: false };
	const overrides = { parameters, neverStops: true } as const;
	const [found] = await routeItem(STATUS, routed, item, overrides);
	const { error, ...record } = found?.json ?? {};
	return error === undefined ? [{ localMessageId: messageId, ...record }] : [];
}

/** Message: Wait for Delivery. */
export const runWaitForDelivery = createWaitForDelivery({
	node: watiWaitingNode,
	service: watiNode,
	getRecipient: readRecipient,
	/** Reads the status record where that is offered, else the chat. */
	async lookUpStatus(routed, message) {
		const context = routed.item(message.item);
		const channel = choiceParameter(context, 'options.channelNumber');
		const isDirect = textParameter(context, 'authentication') === 'watiApi';
		const records =
			isDirect && channel !== ''
				? await readStatusRecord(routed, message, channel)
				: await readChatRecords(routed, message.item, message.recipient);
		return records.map(toStatus);
	},
});
