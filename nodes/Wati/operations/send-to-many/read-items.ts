import {
	sleep,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
} from 'n8n-workflow';

import { isNodeFailure, type NodeFailure } from '../../../shared/errors/node-error';
import { readDeliveryOptions } from '../../../shared/parameters/delivery-options';
import { textParameter } from '../../../shared/parameters/input';
import { getPersonKey } from '../../../shared/parameters/phone-number/person';
import { describeSend } from '../../requests/message/outgoing';
import { getStepRefusal } from '../../../shared/parameters/pre-send';
import { watiError } from '../../../services/wati/wati-error';
import { readAsked } from '../../responses/recipients';
import { listGuardRefusals, toGuardError } from '../../../shared/sending/agent-guard';
import type { RoutedItems } from '../../../shared/items/routed-items';
import { recipientListIn, type RecipientList } from '../../requests/template/recipient-list';
import type { ToMany } from './to-many';

/** One item that can be sent. */
export interface ReadyItem {
	itemIndex: number;
	/** As it stands in the body. */
	recipient: IDataObject;
	whatsappNumber: string;
}

/** Items that can go out together: same template, broadcast, channel, connection and version of the API. */
export interface Group {
	key: string;
	url: string;
	/** Where the recipients stand in the body. */
	list: RecipientList;
	template: string;
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
	readonly failures = new Map<number, NodeFailure>();

	/** Items by person, in whatever form of their number. */
	private readonly recipients = new Map<Group, Map<string, number>>();

	private readonly node = this.context.getNode();

	private readonly options = readDeliveryOptions(this.items.item(0));

	/** @param sendDuplicates whether a number may get the same template of the same broadcast twice */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly items: RoutedItems,
		private readonly sendDuplicates: boolean,
		private readonly way: ToMany,
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

	private asNodeError(thrown: unknown, itemIndex: number): NodeFailure {
		if (isNodeFailure(thrown)) return thrown;
		const { message, description } = thrown as { message?: string; description?: string };
		return watiError(this.node, 'input-invalid', { message, description, itemIndex });
	}

	private async add(itemIndex: number): Promise<void> {
		const shaped = await this.shape(itemIndex);
		const send = describeSend(shaped);
		const [refused] = listGuardRefusals(this.options, send);
		if (refused) throw toGuardError(this.node, refused, itemIndex);
		const { url, body } = shaped;
		const list = recipientListIn(body)!;
		const { [list]: entries, ...shared } = body as IDataObject;
		const [recipient] = entries as [IDataObject];
		const { whatsappNumber } = readAsked(recipient);
		const connection = textParameter(this.items.item(itemIndex), 'options.connection');
		const key = JSON.stringify([url, shared, connection]);
		const { template = '' } = send;
		const group = this.groups.get(key) ?? { key, url, list, template, body: shared, items: [] };
		this.groups.set(key, group);
		if (!this.sendDuplicates && this.isDuplicate(group, whatsappNumber, itemIndex)) return;
		group.items.push({ itemIndex, recipient, whatsappNumber });
	}

	private async shape(itemIndex: number): Promise<IHttpRequestOptions> {
		const { items, way } = this;
		const request = items.request(way.request);
		const shaped = await way.shape.call(items.item(itemIndex), request);
		const refusal = getStepRefusal(shaped);
		if (refusal !== undefined) throw refusal;
		return shaped;
	}

	private isDuplicate(group: Group, number: string, itemIndex: number): boolean {
		const recipients = this.recipients.get(group) ?? new Map<string, number>();
		this.recipients.set(group, recipients);
		const person = getPersonKey(number);
		const first = recipients.get(person);
		if (first === undefined) {
			recipients.set(person, itemIndex);
			return false;
		}
		const message = `${number} is already the recipient of item ${first}`;
		const error = watiError(this.node, 'recipient-duplicate', { message, itemIndex });
		this.failures.set(itemIndex, error);
		return true;
	}
}
