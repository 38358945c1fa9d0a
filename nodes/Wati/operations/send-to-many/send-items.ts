import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { WATI_FAILURES } from '../../../services/wati/errors/messages';
import type { FailureCode } from '../../../shared/errors/catalogue';
import type { NodeFailure } from '../../../shared/errors/node-error';
import { watiError } from '../../../services/wati/errors/wati-error';
import type { RecipientResult } from '../../responses/recipients';
import type { ItemUsage, OperationPipeline } from '../../../shared/http/pipeline';
import { KeptWrites } from '../../../shared/http/kept/kept-writes';
import { getRunState, isOwnRun, ItemStatuses } from '../../../shared/http/run-state';
import { createLeftOutItem } from '../../../shared/sending/opt-out';
import { createUnsentItem } from '../../../shared/sending/unsent-item';
import { findLeftOut } from '../opt-out/leave-out';
import { sendChunk } from './chunk';
import { createChunkRequest } from './chunk-request';
import { previewItems } from './preview-items';
import { Progress } from './progress';
import { orderGroups } from './order-groups';
import { ItemReader, type Group } from './read-items';
import type { RoutedItems } from '../../../shared/items/routed-items';
import { SentItems } from './sent-items';
import type { ToMany } from './to-many';
import { mostIn } from '../../requests/template/recipient-list';

/** Refusals that every further call would meet as well. Calls count, so none is made. */
const HOLDS_FOR_ALL: FailureCode[] = [
	'credential-refused',
	'no-connection',
	'not-allowed',
	'not-found',
	'not-reachable',
	'rate-limited',
];

const NO_USAGE: ItemUsage = { calls: 0, retries: 0, saved: 0 };

function addUsages(one: ItemUsage, other: ItemUsage): ItemUsage {
	const { calls, retries, saved } = one;
	return {
		calls: calls + other.calls,
		retries: retries + other.retries,
		saved: saved + other.saved,
	};
}

/** One try of a run: many items, few calls, and a result for each item. */
class ItemRun {
	private readonly total = this.context.getInputData().length;

	private readonly stopsOnError = !this.context.continueOnFail();

	private readonly statuses = new ItemStatuses(this.stopsOnError, true);

	private readonly progress = new Progress(this.context, this.total, this.way.label);

	private readonly node = this.context.getNode();

	private readonly reader = new ItemReader(this.context, this.routed, this.way);

	private readonly memory = new SentItems(
		// Calls of an agent's tool are all item 0, and their requests tell them apart.
		isOwnRun(this.context) ? getRunState(this.context.getExecuteData()).batch : new Map(),
		KeptWrites.of(this.context),
	);

	private readonly output: INodeExecutionData[] = [];

	/** Keys of groups whose template was refused. */
	private readonly refused = new Set<string>();

	/** The first failure, which is thrown when the node stops on error. */
	private failed?: NodeFailure;

	/** Why no further call is made. */
	private hopeless?: FailureCode;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly routed: RoutedItems,
		private readonly way: ToMany,
		private readonly pipeline: OperationPipeline,
	) {}

	async run(): Promise<INodeExecutionData[]> {
		const { reader } = this;
		await reader.read(this.total);
		if (reader.options.previewOnly === true) {
			return await previewItems(reader, this.routed, this.statuses, this.way, this.pipeline);
		}
		for (const [itemIndex, error] of reader.failures) this.fail(itemIndex, error);
		this.stopIfFailed();
		for (const group of orderGroups([...reader.groups.values()])) await this.sendGroup(group);
		this.settleRest();
		this.progress.finish();
		return this.output;
	}

	private async sendGroup(group: Group): Promise<void> {
		this.leaveOutKnown(group);
		this.leaveOutRefused(group);
		let reads = await this.leaveOutOptedOut(group);
		this.stopIfFailed();
		const open = group.items;
		// A chunk leaves the list before it leaves the node, so that memory shrinks as the run goes on.
		while (open.length > 0 && !this.isStopped()) {
			const { statuses, routed, way, pipeline } = this;
			const chunk = open.splice(0, mostIn(group.list));
			const call = await createChunkRequest(routed, group, chunk, statuses, way);
			const { request, recipients } = call;
			const outcome = await sendChunk(request, pipeline, way, group, recipients);
			const { results, failure } = outcome;
			const usage = addUsages(reads, request.session.usage);
			reads = NO_USAGE;
			this.progress.called(chunk.length, usage.calls);
			chunk.forEach(({ itemIndex }, place) => {
				const result = results[place]!;
				const { template } = group;
				const { whatsappNumber } = chunk[place]!;
				if (this.hasMemory) this.memory.record({ itemIndex, template, whatsappNumber }, result);
				this.settle(itemIndex, result, place === 0 ? usage : NO_USAGE);
			});
			this.stopIfFailed();
			if (failure) this.giveUp(failure.code, group);
		}
	}

	/** What an earlier try of this run, or the execution that is retried, sent is not sent again. */
	private leaveOutKnown(group: Group): void {
		if (!this.hasMemory) return;
		group.items = group.items.filter(({ itemIndex, whatsappNumber }) => {
			const { template } = group;
			const known = this.memory.lookUp({ itemIndex, template, whatsappNumber });
			if (known) this.settle(itemIndex, known, NO_USAGE);
			return known === undefined;
		});
	}

	/** @returns what it cost to find out who opted out */
	private async leaveOutOptedOut(group: Group): Promise<ItemUsage> {
		if (group.options.respectOptOut !== true || group.items.length === 0) return NO_USAGE;
		const { statuses, routed, way } = this;
		const first = group.items.slice(0, 1);
		const { request } = await createChunkRequest(routed, group, first, statuses, way);
		const people = group.items.map(({ whatsappNumber }) => whatsappNumber);
		const { out, unread } = await findLeftOut(request, people);
		group.items = group.items.filter(({ itemIndex, whatsappNumber }) => {
			const failed = unread.get(whatsappNumber);
			if (failed) this.settle(itemIndex, failed, NO_USAGE);
			if (out.has(whatsappNumber)) this.settleLeftOut(itemIndex, whatsappNumber);
			return !failed && !out.has(whatsappNumber);
		});
		return request.session.usage;
	}

	private get hasMemory(): boolean {
		return this.reader.options.resendMemory !== false;
	}

	private settleLeftOut(itemIndex: number, whatsappNumber: string): void {
		this.statuses.note(itemIndex, 'notSent');
		this.output[itemIndex] = createLeftOutItem(this.routed.item(itemIndex), whatsappNumber);
	}

	private isStopped(): boolean {
		return this.hopeless !== undefined || this.context.getExecutionCancelSignal()?.aborted === true;
	}

	private giveUp(code: FailureCode, group: Group): void {
		if (HOLDS_FOR_ALL.includes(code)) this.hopeless = code;
		if (code !== 'template-refused') return;
		this.refused.add(group.key);
		this.leaveOutRefused(group);
	}

	private leaveOutRefused({ key, items }: Group): void {
		if (!this.refused.has(key)) return;
		for (const { itemIndex } of items.splice(0)) {
			this.settleUntried(itemIndex, 'template-refused');
		}
	}

	/** @param usage what the item cost: the first one of a call carries all of it, so that sums are right */
	private settle(itemIndex: number, result: RecipientResult, usage: ItemUsage): void {
		const { failure, ...known } = result;
		const told = Object.entries(known).filter(([, value]) => value !== undefined);
		const details: IDataObject = Object.fromEntries(told);
		if (this.reader.options.includeUsage === true) details.usage = { ...usage };
		if (failure) {
			const { whatsappNumber } = known;
			const error = watiError(this.node, failure.code, { ...failure, itemIndex, whatsappNumber });
			this.fail(itemIndex, error, known.whatsappNumber, details);
			return;
		}
		this.statuses.note(itemIndex, 'sent');
		this.output[itemIndex] = {
			json: { accepted: true, ...details },
			pairedItem: { item: itemIndex },
		};
	}

	private fail(
		itemIndex: number,
		error: NodeFailure,
		whatsappNumber?: string,
		details?: IDataObject,
	): void {
		this.statuses.noteFailure(itemIndex, error);
		this.failed ??= error;
		if (this.stopsOnError) return;
		const context = this.routed.item(itemIndex);
		this.output[itemIndex] = createUnsentItem(context, error, whatsappNumber, details);
	}

	private settleUntried(itemIndex: number, reason: FailureCode): void {
		const cancelled = reason === 'cancelled';
		const error = watiError(this.node, cancelled ? 'cancelled' : 'not-tried', {
			itemIndex,
			...(cancelled
				? {}
				: { description: `${WATI_FAILURES[reason].message}. ${WATI_FAILURES[reason].advice}` }),
		});
		this.statuses.note(itemIndex, 'notSent');
		this.output[itemIndex] = createUnsentItem(this.routed.item(itemIndex), error);
	}

	/** Items left when the run ended early: the execution was stopped, or a refusal holds for all. */
	private settleRest(): void {
		for (let itemIndex = 0; itemIndex < this.total; itemIndex++) {
			if (!this.statuses.knows(itemIndex)) {
				this.settleUntried(itemIndex, this.hopeless ?? 'cancelled');
			}
		}
	}

	private stopIfFailed(): void {
		if (!this.stopsOnError || !this.failed) return;
		for (let itemIndex = 0; itemIndex < this.total; itemIndex++) {
			if (!this.statuses.knows(itemIndex)) this.statuses.note(itemIndex, 'notSent');
		}
		throw this.failed;
	}
}

/**
 * Sends one template to the recipients of all items in calls of as many as the endpoint takes, and gives each item its own
 * result in the order of the input. When the node stops on error, all items are checked before the first
 * call, and the first call with a refused recipient is the last one.
 *
 * @throws NodeFailure with what was sent, failed and not sent, when the node stops on error
 */
export async function sendItems(
	context: IExecuteFunctions,
	routed: RoutedItems,
	way: ToMany,
	pipeline: OperationPipeline,
): Promise<INodeExecutionData[]> {
	return await new ItemRun(context, routed, way, pipeline).run();
}
