import { metaWaitingNode } from '../../services/meta/waiting-node';
import { readMessageId } from '../requests/message';
import { metaNode } from '../service';
import { createWaitForDelivery } from '../../shared/waiting/wait-for-delivery';

/** Message: Wait for Delivery. Meta tells statuses by webhook alone. */
export const runWaitForDelivery = createWaitForDelivery({
	node: metaWaitingNode,
	service: metaNode,
	checkMessageId: (context) => void readMessageId(context, 'messageId', 'Message ID'),
});
