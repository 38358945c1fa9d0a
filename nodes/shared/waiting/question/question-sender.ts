import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { EmptyField, Operation } from '../../fields/operation';
import type { NodeService } from '../../http/pipeline';
import type { RoutedItems } from '../../items/routed-items';
import type { ParameterSource } from '../../parameters/input';
import type { AwaitedEvent } from '../awaited-event';
import type { WaitingNode } from '../waiting-node';

/** What a node gives to the operation Send and Wait for Reply. */
export interface QuestionSender {
	node: WaitingNode;
	service: NodeService;
	/** Operations that questions go out by, by the value of `Message Type`; `text` also asks again. */
	operations: Record<string, Operation> & { text: Operation };
	/** Options of the question that hold for the text that asks again, and what they are called there. */
	keptOptions: Record<string, string>;
	/** Where fields that were left empty take their value from, as in the operations that ask. */
	whenEmpty: Record<string, EmptyField>;
	/** Whom the question goes to. @throws InputError when the field names nobody */
	getRecipient(context: ParameterSource): string;
	/** Further numbers and IDs of the recipient, as the answer to the send tells them. */
	getOtherNames(sent: IDataObject): string[];
	/**
	 * The business number that a request leaves from, or its ID, where the service's events tell theirs. The field for it may be
	 * empty.
	 */
	getChannel?(request: IHttpRequestOptions): string | undefined;
	/**
	 * Reads what was written lately in a chat, by both sides and oldest first; empty when the chat cannot be read. Absent
	 * where the service has no chats to read.
	 */
	readChat?(routed: RoutedItems, item: number, recipient: string): Promise<AwaitedEvent[]>;
}
