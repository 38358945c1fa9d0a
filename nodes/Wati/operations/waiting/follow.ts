import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { digitsOf } from '../../../shared/webhooks/payload';
import { routeItem } from '../../../shared/items/each-item';
import { RoutedItems } from '../../../shared/items/routed-items';
import { InputError, textParameter } from '../../../shared/parameters/input';
import { recipientOf } from '../../../shared/parameters/whatsapp-number';
import { getStatus } from '../../resources/message/getStatus.operation';
import { errorItem, nodeError } from '../../../shared/errors/node-error';
import { transport } from '../../../shared/http/transport';
import { chatRecords } from './chat-records';
import { isAbout, itemOfWatch, note, watchFor, type Step, type Watch } from '../../../shared/waiting/deliveries';
import { eventOfRecord, type Incoming } from '../../../shared/waiting/incoming';
import { dutiesOf, nextLook, scheduleOf, sleepOn, timesOf, untilDue } from '../../../shared/waiting/schedule';
import { keep, ownWaiting, receive, resumeUrlOf, type Waiting } from '../../../shared/waiting/wait-state';

/** The messages of all items, followed until each has reached its step. */
class Deliveries {
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly routed: RoutedItems,
	) {}

	/** Looks once, since a message may have arrived already, then sleeps. */
	async begin(): Promise<INodeExecutionData[][]> {
		const { context, routed } = this;
		const resumeUrl = resumeUrlOf(context);
		const targets = context.getInputData().map((_, item) => this.watch(item));
		const schedule = scheduleOf(routed.item(0));
		const times = timesOf(schedule);
		const waiting = keep(context, { kind: 'delivery', resumeUrl, ...times, targets });
		if (schedule.looksAtEnd) await this.look(waiting);
		return await this.sleepOrEnd(waiting);
	}

	private watch(item: number): Watch {
		const watch: Watch = {
			item,
			messageId: '',
			recipient: '',
			goal: 'delivered',
			step: 'accepted',
			state: 'waiting',
			failure: null,
			times: {},
			input: this.context.getInputData()[item]?.json ?? {},
		};
		try {
			return { ...watch, ...this.wish(item) };
		} catch (thrown) {
			const { message, description } = thrown as InputError;
			const text = { message, description, itemIndex: item };
			const error = nodeError(this.context.getNode(), 'input-invalid', text);
			if (!this.context.continueOnFail()) throw error;
			return { ...watch, state: 'refused', input: errorItem(error, item).json };
		}
	}

	/** @throws InputError when a field says nothing */
	private wish(item: number): Pick<Watch, 'messageId' | 'recipient' | 'goal'> {
		const context = this.routed.item(item);
		const messageId = textParameter(context, 'messageId').trim();
		if (messageId === '') throw new InputError("The field 'Message ID' is empty");
		const goal = textParameter(context, 'waitUntil') as Step;
		return { messageId, recipient: recipientOf(context), goal };
	}

	/** Goes on where the node fell asleep. */
	async goOn(waiting: Waiting<'delivery'>): Promise<INodeExecutionData[][]> {
		if (waiting.done) return this.outputs(waiting);
		await untilDue(waiting);
		for (const event of waiting.inbox.splice(0)) this.note(waiting, event);
		const schedule = scheduleOf(this.routed.item(0));
		const { looks, ends } = dutiesOf(waiting, schedule);
		if (looks) {
			await this.look(waiting);
			waiting.lookAt = nextLook(schedule, Date.now());
		}
		for (const watch of waiting.targets) {
			if (ends && watch.state === 'waiting') watch.state = 'timedOut';
		}
		return await this.sleepOrEnd(waiting);
	}

	private note(waiting: Waiting<'delivery'>, event: Incoming): void {
		const watch = watchFor(waiting.targets, event);
		if (watch) note(watch, event);
	}

	/** Looks after all messages that are still under way. */
	private async look(waiting: Waiting<'delivery'>): Promise<void> {
		const open = waiting.targets.filter(({ state }) => state === 'waiting');
		const events = await Promise.all(open.map(async (watch) => await this.stateOf(watch)));
		for (const event of events.flat()) {
			receive(waiting, event);
			this.note(waiting, event);
		}
		waiting.inbox.splice(0);
	}

	/** What WATI knows of a message: its status record where that is offered, else the chat. */
	private async stateOf(watch: Watch): Promise<Incoming[]> {
		const { item, recipient } = watch;
		const context = this.routed.item(item);
		const channel = textParameter(context, 'channelNumber').trim();
		const isDirect = textParameter(context, 'authentication') === 'watiApi';
		const records =
			isDirect && channel !== ''
				? await this.statusRecord(watch, channel)
				: await chatRecords(this.routed, item, recipient);
		return records
			.map((record) => asStatus(eventOfRecord(record, digitsOf(recipient) ?? recipient)))
			.filter((event) => isAbout(watch, event));
	}

	private async statusRecord(watch: Watch, channelNumber: string): Promise<IDataObject[]> {
		const parameters = { channelNumber, localMessageId: watch.messageId, simplify: false };
		const overrides = { parameters, neverStops: true } as const;
		const route = getStatus.option.routing ?? {};
		const [found] = await routeItem(transport, route, this.routed, watch.item, overrides);
		const { error, ...record } = found?.json ?? {};
		return error === undefined ? [{ localMessageId: watch.messageId, ...record }] : [];
	}

	private async sleepOrEnd(waiting: Waiting<'delivery'>): Promise<INodeExecutionData[][]> {
		if (waiting.targets.some(({ state }) => state === 'waiting')) {
			return await sleepOn(this.context, waiting, waiting.targets.map(itemOfWatch));
		}
		waiting.done = true;
		return this.outputs(waiting);
	}

	/** What arrived, and what could not be followed; then what failed or is still under way. */
	private outputs({ targets }: Waiting<'delivery'>): INodeExecutionData[][] {
		const isFirst = ({ state }: Watch) => state === 'reached' || state === 'refused';
		const first = targets.filter((watch) => isFirst(watch));
		const others = targets.filter((watch) => !isFirst(watch));
		return [first.map(itemOfWatch), others.map(itemOfWatch)];
	}
}

/** A record of the chat tells how its message stands. */
function asStatus(event: Incoming): Incoming {
	return { ...event, kind: 'status', fromMe: true };
}

/**
 * Message: Wait for Delivery. Sleeps until the message of each item has reached the chosen step, has failed, or
 * the time is up.
 *
 * @throws NodeApiError `wait-not-possible` or `input-invalid`
 */
export async function waitForDelivery(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const deliveries = new Deliveries(this, await RoutedItems.of(this));
	const waiting = ownWaiting(this, 'delivery');
	return waiting ? await deliveries.goOn(waiting) : await deliveries.begin();
}
