import type { IDataObject, IExecuteSingleFunctions, INodeExecutionData } from 'n8n-workflow';

import { WATI_FAILURES } from '../../../services/wati/errors/messages';
import type { NodeFailure } from '../../../shared/errors/node-error';
import { writeCount } from '../../../shared/formatting/write-count';
import { watiError } from '../../../services/wati/errors/wati-error';
import { readAsked, type RecipientResult } from '../../responses/recipients';
import { KeptWrites } from '../../../shared/http/kept/kept-writes';
import type {
	OperationInterceptor,
	PipelineRequest,
	RequestSession,
} from '../../../shared/http/pipeline';
import { createLeftOutItem } from '../../../shared/sending/opt-out';
import { createUnsentItem } from '../../../shared/sending/unsent-item';
import { findLeftOut } from '../opt-out/leave-out';
import { sendChunk } from './chunk';
import { SentItems, type SentTo } from './sent-items';
import type { ToMany } from './to-many';
import { mostIn, recipientListIn } from '../../requests/template/recipient-list';
import {
	describeRepeat,
	getRepeats,
	type RepeatedRecipient,
} from '../../requests/template/repeated-recipients';

/** Refused recipients named in a message; more would not be read. */
const NAMED = 5;

function namedFew(texts: string[], between: string): string {
	const more = texts.length > NAMED ? [`and ${texts.length - NAMED} more`] : [];
	return [...texts.slice(0, NAMED), ...more].join(between);
}

function complaint(failed: RecipientResult[], total: number): string {
	const { code, message } = failed[0]!.failure!;
	if (code === 'outcome-unknown') {
		const numbers = failed.map(({ whatsappNumber }) => whatsappNumber);
		return `${message}. Recipients with unknown outcome: ${failed.length} of ${total} (${namedFew(numbers, ', ')})`;
	}
	const reasons = failed.map(
		({ whatsappNumber, failure }) => `${whatsappNumber}: ${failure!.words ?? failure!.message}`,
	);
	return `WATI did not accept ${failed.length} of ${writeCount(total, 'recipient')}: ${namedFew(reasons, '; ')}`;
}

function summary(
	context: IExecuteSingleFunctions,
	results: RecipientResult[],
	total: number,
): NodeFailure {
	const failed = results.filter(({ failure }) => failure !== undefined);
	const sent = results.filter(({ failure, optedOut }) => failure === undefined && !optedOut);
	const { code, httpCode, description } = failed[0]!.failure!;
	const parts = [
		`WATI accepted ${writeCount(sent.length, 'recipient')}: do not send to them again.`,
		...(code === 'outcome-unknown' ? [description ?? WATI_FAILURES[code].advice] : []),
		`Not tried: ${total - results.length}.`,
		'Set On Error to continue to get one item per recipient.',
	];
	return watiError(context.getNode(), code, {
		message: complaint(failed, total),
		description: parts.join(' '),
		httpCode,
		itemIndex: context.getItemIndex(),
	});
}

function getItem(context: IExecuteSingleFunctions, result: RecipientResult): INodeExecutionData {
	const itemIndex = context.getItemIndex();
	const { whatsappNumber, localMessageId, broadcastId, scheduledAt, failure } = result;
	if (result.optedOut) {
		return createLeftOutItem(context, whatsappNumber);
	}
	if (failure) {
		const error = watiError(context.getNode(), failure.code, { ...failure, itemIndex });
		return createUnsentItem(context, error, whatsappNumber, { whatsappNumber });
	}
	const { remembered, verified } = result;
	const ids = { whatsappNumber, localMessageId, broadcastId, scheduledAt };
	const known = { ...ids, remembered, verified };
	const named = Object.entries(known).filter(([, value]) => value !== undefined);
	return { json: { accepted: true, ...Object.fromEntries(named) } };
}

/** What is said of somebody who stood in the list before; they got the template there. */
function itemOfRepeat(
	context: IExecuteSingleFunctions,
	repeat: RepeatedRecipient,
): INodeExecutionData {
	const { whatsappNumber } = repeat;
	const error = watiError(context.getNode(), 'recipient-duplicate', {
		message: describeRepeat(repeat),
		description:
			"The template goes to this number once. Switch on 'Send Duplicates' under Options to send it more than once.",
		itemIndex: context.getItemIndex(),
	});
	return createUnsentItem(context, error, whatsappNumber, { whatsappNumber });
}

/** The items of all recipients in the order of the list as it was given. */
function getItems(
	{ context, shaped }: RequestSession,
	results: RecipientResult[],
): INodeExecutionData[] {
	const items = results.map((result) => getItem(context, result));
	for (const repeat of getRepeats(shaped)) {
		items.splice(repeat.place, 0, itemOfRepeat(context, repeat));
	}
	return items;
}

/** One recipient of the list with its place in it, and what is known of it from an earlier try. */
interface Listed {
	place: number;
	recipient: IDataObject;
	sent: SentTo;
	known?: RecipientResult;
}

function listRecipients(
	{ context, options }: RequestSession,
	template: string,
	recipients: IDataObject[],
	memory: SentItems,
): Listed[] {
	const counts = new Map<string, number>();
	return recipients.map((recipient, place) => {
		const { whatsappNumber } = readAsked(recipient);
		const repeat = counts.get(whatsappNumber) ?? 0;
		counts.set(whatsappNumber, repeat + 1);
		const sent = { itemIndex: context.getItemIndex(), template, whatsappNumber, repeat };
		const known = options.resendMemory === false ? undefined : memory.lookUp(sent);
		return { place, recipient, sent, known };
	});
}

/** The recipients that are still to be sent to; of those who opted out the result is noted. */
async function leaveOutOptedOut(
	request: PipelineRequest,
	listed: Listed[],
	results: RecipientResult[],
): Promise<Listed[]> {
	const open = listed.filter(({ known }) => known === undefined);
	const people = open.map(({ sent }) => sent.whatsappNumber);
	const { out, unread } = await findLeftOut(request, people);
	return open.filter(({ place, sent: { whatsappNumber } }) => {
		const failed = unread.get(whatsappNumber);
		if (failed) results[place] = failed;
		if (out.has(whatsappNumber)) results[place] = { whatsappNumber, optedOut: true };
		return !failed && !out.has(whatsappNumber);
	});
}

/**
 * Sends one template to the list of one item in calls of as many recipients as the endpoint takes, and gives back
 * one item per recipient, also for those who were left out since they stand in the list before. When the node stops on error, the first call with a refused recipient is the last one.
 */
export function sendInChunks(way: ToMany): OperationInterceptor {
	return async (request, next) => {
		const { session } = request;
		const { context } = session;
		const list = recipientListIn(request.options.body)!;
		const { [list]: entries, ...body } = request.options.body as IDataObject;
		const most = mostIn(list);
		const { template = '' } = session.route.service.describeSend(request.options);
		const memory = new SentItems(new Map(), KeptWrites.of(context));
		const listed = listRecipients(session, template, entries as IDataObject[], memory);
		const results: RecipientResult[] = [];
		const failure = () => {
			const isRefused = results.some((result) => result?.failure !== undefined);
			if (!isRefused || context.continueOnFail()) return undefined;
			return summary(context, results.filter(Boolean), listed.length);
		};
		for (const { place, known } of listed) if (known) results[place] = known;
		const open = await leaveOutOptedOut(request, listed, results);
		for (let start = 0; start < open.length && !failure(); start += most) {
			const chunk = open.slice(start, start + most);
			const recipients = chunk.map(({ recipient }) => recipient);
			const outcome = await sendChunk(request, next, way, { list, body }, recipients);
			outcome.results.forEach((result, at) => {
				const { place, sent } = chunk[at]!;
				results[place] = result;
				memory.record(sent, result);
			});
		}
		const failed = failure();
		if (failed) return { failure: failed };
		const answer = { statusCode: 200, headers: {}, body: undefined };
		return { page: { answer, items: getItems(session, results) } };
	};
}
