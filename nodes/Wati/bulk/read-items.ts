import {
	NodeApiError,
	sleep,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
} from 'n8n-workflow';

import { deliveryOptionsOf } from '../requests/delivery-options';
import { textParameter } from '../requests/input';
import { outgoingOf } from '../requests/outgoing';
import { refusalOf } from '../requests/prepare';
import type { Receiver } from '../requests/recipients';
import { nodeError } from '../responses/node-error';
import { guardError } from '../transport/guard';
import { shapeToMany, TO_MANY } from './route-to-many';
import type { RoutedItems } from './routed-items';

/** One item that can be sent. */
export interface ReadyItem {
	itemIndex: number;
	receiver: Receiver;
}

/** Items that can go out together: same template, broadcast, channel, connection and version of the API. */
export interface Group {
	key: string;
	url: string;
	/** All of the body but the recipients. */
	body: IDataObject;
	/** In the order of the input. */
	items: ReadyItem[];
}

/** Longest time without a chance for other executions to run. */
const LONGEST_TURN_MS = 40;

/** Reads and checks the recipients of all items, and sorts them by what can go out together. */
export class ItemReader {
	readonly groups = new Map<string, Group>();

	/** A bad item is its own failure only. By item, in the order of the input. */
	readonly failures = new Map<number, NodeApiError>();

	private readonly recipients = new Map<Group, Map<string, number>>();

	private readonly node = this.context.getNode();

	private readonly wishes = deliveryOptionsOf(this.items.item(0));

	/** @param sendDuplicates whether a number may get the same template of the same broadcast twice */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly items: RoutedItems,
		private readonly sendDuplicates: boolean,
	) {}

	/** Reads item after item, and stops early when the execution was stopped. */
	async read(total: number): Promise<void> {
		const signal = this.context.getExecutionCancelSignal();
		let turn = Date.now();
		for (let itemIndex = 0; itemIndex < total && !signal?.aborted; itemIndex++) {
			try {
				await this.add(itemIndex);
			} catch (thrown) {
				this.failures.set(itemIndex, this.asNodeError(thrown, itemIndex));
			}
			if (Date.now() - turn < LONGEST_TURN_MS) continue;
			await sleep(0);
			turn = Date.now();
		}
	}

	private asNodeError(thrown: unknown, itemIndex: number): NodeApiError {
		if (thrown instanceof NodeApiError) return thrown;
		const { message, description } = thrown as { message?: string; description?: string };
		return nodeError(this.node, 'input-invalid', { message, description, itemIndex });
	}

	private async add(itemIndex: number): Promise<void> {
		const options = await this.shape(itemIndex);
		const refused = guardError(this.node, this.wishes, outgoingOf(options), itemIndex);
		if (refused) throw refused;
		const { url, body } = options;
		const { receivers, ...shared } = body as IDataObject & { receivers: [Receiver] };
		const [receiver] = receivers;
		const connection = textParameter(this.items.item(itemIndex), 'connection');
		const key = JSON.stringify([url, shared, connection]);
		const group = this.groups.get(key) ?? { key, url, body: shared, items: [] };
		this.groups.set(key, group);
		if (!this.sendDuplicates && this.isDuplicate(group, receiver.whatsappNumber, itemIndex)) return;
		group.items.push({ itemIndex, receiver });
	}

	private async shape(itemIndex: number): Promise<IHttpRequestOptions> {
		const { items } = this;
		const request = items.request(TO_MANY.method, TO_MANY.url);
		const shaped = await shapeToMany.call(items.item(itemIndex), request);
		const refusal = refusalOf(shaped);
		if (refusal !== undefined) throw refusal;
		return shaped;
	}

	private isDuplicate(group: Group, number: string, itemIndex: number): boolean {
		const recipients = this.recipients.get(group) ?? new Map<string, number>();
		this.recipients.set(group, recipients);
		const first = recipients.get(number);
		if (first === undefined) {
			recipients.set(number, itemIndex);
			return false;
		}
		const message = `${number} is already the recipient of item ${first}`;
		const error = nodeError(this.node, 'recipient-duplicate', { message, itemIndex });
		this.failures.set(itemIndex, error);
		return true;
	}
}
