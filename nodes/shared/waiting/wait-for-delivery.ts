import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { errorItem } from '../errors/node-error';
import type { NodeService } from '../http/pipeline';
import { resolveRoute } from '../http/route/route';
import { RoutedItems } from '../items/routed-items';
import { toNodeError } from '../items/run-item';
import { checkWord, InputError, textParameter, type ParameterSource } from '../parameters/input';
import type { AwaitedEvent } from './awaited-event';
import {
	isAbout,
	recordStatus,
	tellsOfOpen,
	toDeliveryItem,
	type DeliveryStage,
	type FollowedMessage,
} from './followed-message';
import { hasListener } from './in-process/listeners';
import { OwnWait } from './in-process/own-wait';
import { getScopeOfRoute, type Scope } from './in-process/scope';
import { isWokenByEvents, toUnheardFailure } from './in-process/wakers';
import {
	getDueWork,
	getFirstTimes,
	getNextLookUp,
	looksUp,
	readSchedule,
	readTimeLimit,
	sleepUntilDue,
	waitUntilDue,
	type Schedule,
} from './schedule';
import { describeDeliveries } from './progress';
import { addToInbox, getResumeUrl, getWaitOfRun, storeWait, type StoredWait } from './wait-state';
import type { WaitingNode } from './waiting-node';

/** What a node gives to the operation Wait for Delivery. */
export interface DeliveryFollower {
	node: WaitingNode;
	service: NodeService;
	/** Who gets the message, where that is needed to look it up. @throws InputError when the field names nobody */
	getRecipient?(context: ParameterSource): string;
	/** @throws InputError when the field holds no ID of the service */
	checkMessageId?(context: ParameterSource): void;
	/**
	 * Looks up how a message stands; empty when that cannot be found out. Absent where the service cannot be asked.
	 */
	lookUpStatus?(routed: RoutedItems, message: FollowedMessage): Promise<AwaitedEvent[]>;
}

type Wait = StoredWait<'delivery'>;

/** The messages of all items, followed until each has reached its stage. */
class Deliveries {
	private readonly schedule: Schedule;

	private readonly own: OwnWait;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly routed: RoutedItems,
		private readonly follower: DeliveryFollower,
		private readonly scope: Scope,
	) {
		const { node, lookUpStatus } = follower;
		const hasTrigger = hasListener(node, scope);
		this.schedule = readSchedule(routed.item(0), lookUpStatus !== undefined, hasTrigger);
		this.own = new OwnWait(context, node, scope);
	}

	/** Looks up once, since a message may have arrived already, then sleeps. */
	async begin(): Promise<INodeExecutionData[][]> {
		const { context, follower, schedule, scope, routed } = this;
		const { node } = follower;
		const resumeUrl = getResumeUrl(context);
		const targets = context.getInputData().map((_, item) => this.toMessage(item));
		if (!(await isWokenByEvents(routed.item(0), { node, scope, schedule }))) {
			throw toUnheardFailure(context, node, 'status');
		}
		const times = getFirstTimes(schedule, Date.now(), targets);
		const begun = { kind: 'delivery', resumeUrl, ...times, targets } as const;
		const wait = storeWait<'delivery'>(context, node, begun);
		this.own.update(wait);
		this.takeRecent(wait);
		if (looksUp(schedule)) await this.lookUp(wait);
		return await this.sleepOrEnd(wait);
	}

	/** Records what this process was told before it knew of the wait: a status may be faster than the next node. */
	private takeRecent(wait: Wait): void {
		this.own.takeRecent(wait, (event) => tellsOfOpen(wait.targets, event));
		this.recordStatuses(wait);
	}

	private toMessage(item: number): FollowedMessage {
		const message: FollowedMessage = {
			item,
			messageId: '',
			recipient: '',
			goal: 'delivered',
			until: 0,
			step: 'accepted',
			state: 'waiting',
			failure: null,
			times: {},
			input: this.context.getInputData()[item]?.json ?? {},
		};
		try {
			return { ...message, ...this.readFields(item) };
		} catch (thrown) {
			const error = toNodeError(this.context.getNode(), thrown, item);
			if (!this.context.continueOnFail()) throw error;
			return { ...message, state: 'refused', input: errorItem(error, item).json };
		}
	}

	/** @throws InputError when a field says nothing */
	private readFields(
		item: number,
	): Pick<FollowedMessage, 'messageId' | 'recipient' | 'goal' | 'until'> {
		const context = this.routed.item(item);
		const messageId = textParameter(context, 'messageId').trim();
		if (messageId === '')
			throw new InputError(
				"The field 'Message ID' is empty",
				'Drag in the ID that the sending node returns.',
			);
		checkWord("field 'Message ID'", messageId);
		this.follower.checkMessageId?.(context);
		const goal = textParameter(context, 'waitUntil') as DeliveryStage;
		const until = Date.now() + readTimeLimit(context);
		return { messageId, recipient: this.follower.getRecipient?.(context) ?? '', goal, until };
	}

	/** Goes on where the node fell asleep. */
	async goOn(wait: Wait): Promise<INodeExecutionData[][]> {
		if (wait.done) return this.toOutputs(wait);
		await waitUntilDue(wait);
		this.takeRecent(wait);
		const { isDue, looks, isOver } = getDueWork(wait, this.schedule);
		if (looks) await this.lookUp(wait);
		if (isDue) wait.lookAt = getNextLookUp(this.schedule, wait.begunAt, Date.now());
		for (const message of wait.targets) {
			if (message.state === 'waiting' && isOver(message)) message.state = 'timedOut';
		}
		return await this.sleepOrEnd(wait);
	}

	/** Empties the inbox. */
	private recordStatuses(wait: Wait): void {
		for (const event of wait.inbox.splice(0)) {
			for (const message of wait.targets) if (isAbout(message, event)) recordStatus(message, event);
		}
	}

	/** Looks up all messages that are still under way. */
	private async lookUp(wait: Wait): Promise<void> {
		const { lookUpStatus } = this.follower;
		if (!lookUpStatus) return;
		const open = wait.targets.filter(({ state }) => state === 'waiting');
		const found = await Promise.all(
			open.map(async (message) => {
				const events = await lookUpStatus(this.routed, message);
				return events.filter((event) => isAbout(message, event));
			}),
		);
		for (const event of found.flat()) {
			// A record keeps its ID while its status moves on, so one that came before may say something new.
			if (!addToInbox(wait, event)) wait.inbox.push(event);
		}
		this.recordStatuses(wait);
	}

	private async sleepOrEnd(wait: Wait): Promise<INodeExecutionData[][]> {
		if (wait.targets.some(({ state }) => state === 'waiting')) {
			return await sleepUntilDue(this.context, wait, this.own, describeDeliveries(wait.targets));
		}
		wait.done = true;
		this.own.end(wait);
		return this.toOutputs(wait);
	}

	/** What arrived, and what could not be followed; then what failed or is still under way. */
	private toOutputs({ targets }: Wait): INodeExecutionData[][] {
		const isFirst = ({ state }: FollowedMessage) => state === 'reached' || state === 'refused';
		const first = targets.filter((message) => isFirst(message));
		const others = targets.filter((message) => !isFirst(message));
		return [first.map(toDeliveryItem), others.map(toDeliveryItem)];
	}
}

/**
 * The custom operation Wait for Delivery. It sleeps until the message of each item has reached the chosen stage, has
 * failed, or the time is up. The operation throws `wait-not-possible` or `input-invalid`.
 */
export function createWaitForDelivery(follower: DeliveryFollower) {
	return async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const routed = await RoutedItems.of(this);
		const scope = getScopeOfRoute(await resolveRoute(routed.item(0), follower.service.service));
		const deliveries = new Deliveries(this, routed, follower, scope);
		const wait = getWaitOfRun(this, follower.node, 'delivery');
		return wait ? await deliveries.goOn(wait) : await deliveries.begin();
	};
}
