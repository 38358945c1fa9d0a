import {
	sleep,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
} from 'n8n-workflow';

import { isNodeFailure, type NodeFailure } from '../../../shared/errors/node-error';
import {
	listCallOptions,
	readDeliveryOptions,
	type DeliveryOptions,
} from '../../../shared/parameters/delivery-options';
import { choiceParameter, InputError } from '../../../shared/parameters/input';
import { getPersonKey } from '../../../shared/parameters/phone-number/person';
import { describeSend } from '../../requests/message/outgoing';
import { getStepRefusals } from '../../../shared/parameters/pre-send';
import { readSwitch } from '../../../shared/parameters/switches';
import { watiError } from '../../../services/wati/errors/wati-error';
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

/** Items that can go out together: same template, broadcast, channel, connection, version of the API and delivery options. */
export interface Group {
	key: string;
	url: string;
	/** Where the recipients stand in the body. */
	list: RecipientList;
	template: string;
	options: DeliveryOptions;
	/** All of the body but the recipients. */
	body: IDataObject;
	/** In the order of the input. */
	items: ReadyItem[];
}

/** What an item's options say, with a key of those that its call has in common. */
interface ItemOptions {
	options: DeliveryOptions;
	sendDuplicates: boolean;
	key: string;
}

/** What items of common calls cannot have each for itself. */
const HOLDS_FOR_ALL = [
	['previewOnly', 'Preview Only'],
	['resendMemory', 'Remember What Was Sent'],
] as const;

/** Longest time without a chance for other executions to run. */
const LONGEST_TURN_MS = 40;

/** Reads and checks the recipients of all items, and sorts them by what can go out together. */
export class ItemReader {
	readonly groups = new Map<string, Group>();

	/** A bad item is its own failure only. By item, in the order of the input. */
	readonly failures = new Map<number, NodeFailure>();

	/** In a preview, what else is wrong with a bad item. */
	readonly further = new Map<number, unknown[]>();

	/** Items by broadcast and person, in whatever form of their number. */
	private readonly recipients = new Map<string, Map<string, number>>();

	private readonly node = this.context.getNode();

	/** Delivery options of the first item that could be read. */
	options: DeliveryOptions = {};

	private first?: number;

	/** What was read last: without an expression, n8n gives all items the same object. */
	private last?: { given: unknown; read: ItemOptions };

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly items: RoutedItems,
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
		const { options, sendDuplicates, key: way } = this.readOptions(itemIndex);
		const shaped = await this.shape(itemIndex);
		const send = describeSend(shaped);
		const [refused] = listGuardRefusals(options, send);
		if (refused) throw toGuardError(this.node, refused, itemIndex);
		const { url, body } = shaped;
		const list = recipientListIn(body)!;
		const { [list]: entries, ...shared } = body as IDataObject;
		const [recipient] = entries as [IDataObject];
		const { whatsappNumber } = readAsked(recipient);
		const connection = choiceParameter(this.items.item(itemIndex), 'options.connection');
		const broadcast = JSON.stringify([url, shared, connection]);
		const key = `${broadcast}${way}`;
		const { template = '' } = send;
		const made = { key, url, list, template, options, body: shared, items: [] };
		const group = this.groups.get(key) ?? made;
		this.groups.set(key, group);
		if (!sendDuplicates && this.isDuplicate(broadcast, whatsappNumber, itemIndex)) return;
		group.items.push({ itemIndex, recipient, whatsappNumber });
	}

	/** @throws InputError where an option is unclear, or holds for all items and is not that of the first one */
	private readOptions(itemIndex: number): ItemOptions {
		const { items, last } = this;
		const given = items.parameters.get('options', itemIndex, {});
		if (last !== undefined && last.given === given) return last.read;
		const source = items.item(itemIndex);
		const options = readDeliveryOptions(source);
		if (this.first === undefined) {
			this.first = itemIndex;
			this.options = options;
		}
		for (const [name, label] of HOLDS_FOR_ALL) {
			if (options[name] === this.options[name]) continue;
			throw new InputError(
				`The field '${label}' is not the same as in item ${this.first}`,
				'Nothing was sent to this recipient. The items go out in common calls: enter one value for all, or use Template: Send.',
			);
		}
		const sendDuplicates = readSwitch(source, 'options.sendDuplicates');
		const read = { options, sendDuplicates, key: JSON.stringify(listCallOptions(source)) };
		this.last = { given, read };
		return read;
	}

	private async shape(itemIndex: number): Promise<IHttpRequestOptions> {
		const { items, way } = this;
		const request = items.request(way.request);
		const shaped = await way.shape.call(items.item(itemIndex), request);
		const [refusal, ...further] = getStepRefusals(shaped);
		if (further.length > 0) this.further.set(itemIndex, further);
		if (refusal !== undefined) throw refusal;
		return shaped;
	}

	private isDuplicate(broadcast: string, number: string, itemIndex: number): boolean {
		const recipients = this.recipients.get(broadcast) ?? new Map<string, number>();
		this.recipients.set(broadcast, recipients);
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
