import type { INode, NodeApiError } from 'n8n-workflow';

import type { DeliveryOptions } from '../parameters/delivery-options';
import { entriesOf } from '../parameters/input';
import { getPersonKey } from '../parameters/phone-number/person';
import { nodeError } from '../errors/node-error';
import type { Outgoing } from './outgoing';

/** What the guard refuses, in words for whoever chose the values: often an AI agent. */
export interface GuardRefusal {
	message: string;
	/** What may be done instead. */
	description: string;
}

/** Entries of a list named in a text. */
const NAMED = 20;

/** An execution that has sent nothing for a day is over. */
const LONGEST_MS = 86_400_000;
const MOST_EXECUTIONS = 10_000;

/** Messages sent by execution, oldest use first. */
const sends = new Map<string, { count: number; at: number }>();

function named(entries: string[]): string {
	const more = entries.length > NAMED ? ` and ${entries.length - NAMED} more` : '';
	return entries.length === 0 ? 'none' : `${entries.slice(0, NAMED).join(', ')}${more}`;
}

/** Exact, or the beginning before a `*`. */
function allows(entries: string[], value: string): boolean {
	return entries.some((entry) =>
		entry.endsWith('*') ? value.startsWith(entry.slice(0, -1)) : entry === value,
	);
}

function wholeNumber(value: unknown): number {
	const number = Math.floor(Number(value));
	return Number.isNaN(number) ? 0 : number;
}

function templateRefusal(list: unknown, { template }: Outgoing): GuardRefusal | undefined {
	if (list === undefined || template === undefined) return undefined;
	const entries = entriesOf(list, 'Guard: Allowed Templates');
	if (allows(entries, template)) return undefined;
	return {
		message: `The template '${template}' is not among the allowed ones`,
		description: `Nothing was sent. Templates that may be sent here: ${named(entries)}. Choose one of them, or tell the user that this template is not available.`,
	};
}

/** Tells whether a target is among allowed numbers, e.g. `14155551234` or `49*`, in any form of the person's number. */
function createPersonTest(entries: string[]): (target: string) => boolean {
	const beginnings = entries
		.filter((entry) => entry.endsWith('*'))
		.map((entry) =>
			entry === '*' ? '' : entry.slice(0, -1).replace(/[\s().\-/+]|^00/g, '') || entry,
		);
	const people = new Set(entries.map(getPersonKey));
	return (target) => {
		const key = getPersonKey(target);
		const receiver = target.slice(target.lastIndexOf(':') + 1);
		return (
			people.has(key) ||
			beginnings.some((beginning) => [receiver, key].some((form) => form.startsWith(beginning)))
		);
	};
}

function numberRefusal(list: unknown, { recipients }: Outgoing): GuardRefusal | undefined {
	if (list === undefined) return undefined;
	const entries = entriesOf(list, 'Guard: Allowed Numbers');
	const isAllowed = createPersonTest(entries);
	const outside = recipients
		.map(({ whatsappNumber }) => whatsappNumber)
		.find((target) => !isAllowed(target));
	if (outside === undefined) return undefined;
	return {
		message: `${outside} is not among the numbers that may be written to`,
		description: `Nothing was sent. Allowed here: ${named(entries)} (* stands for any further digits). Ask the user for one of these numbers, or tell them that this one cannot be written to.`,
	};
}

function amountRefusal(most: unknown, { recipients }: Outgoing): GuardRefusal | undefined {
	if (most === undefined || recipients.length <= wholeNumber(most)) return undefined;
	return {
		message: `${recipients.length} recipients in one call, but at most ${wholeNumber(most)} are allowed`,
		description:
			'Nothing was sent. Ask the user which of the recipients matter most, and send to no more than that number.',
	};
}

/**
 * Checks a send against the Guard entries of Delivery Options, without a request. An entry that was
 * added but is empty allows nothing.
 *
 * @returns all that is refused
 */
export function guardRefusals(options: DeliveryOptions, outgoing: Outgoing): GuardRefusal[] {
	return [
		templateRefusal(options.allowedTemplates, outgoing),
		numberRefusal(options.allowedNumbers, outgoing),
		amountRefusal(options.mostRecipients, outgoing),
	].filter((refusal) => refusal !== undefined);
}

function asError(node: INode, refusal: GuardRefusal, itemIndex?: number): NodeApiError {
	return nodeError(node, 'guard-refused', { ...refusal, itemIndex });
}

/** {@link guardRefusals} as the error to show; undefined when the send may go on. */
export function guardError(
	node: INode,
	options: DeliveryOptions,
	outgoing: Outgoing,
	itemIndex?: number,
): NodeApiError | undefined {
	const [refusal] = guardRefusals(options, outgoing);
	return refusal && asError(node, refusal, itemIndex);
}

function countOf(execution: string): number {
	const known = sends.get(execution);
	return known && Date.now() - known.at < LONGEST_MS ? known.count : 0;
}

function setCount(execution: string, count: number): void {
	sends.delete(execution);
	sends.set(execution, { count, at: Date.now() });
	if (sends.size > MOST_EXECUTIONS) sends.delete(sends.keys().next().value!);
}

/** Why an execution may not send so many messages more; undefined when it may. */
export function quotaRefusal(
	options: DeliveryOptions,
	execution: string,
	messages: number,
): GuardRefusal | undefined {
	if (options.mostSends === undefined) return undefined;
	const most = wholeNumber(options.mostSends);
	const sent = countOf(execution);
	if (sent + messages <= most) return undefined;
	return {
		message: `This execution may send ${most} messages, and ${sent} of them are used`,
		description:
			'Nothing was sent. Send no more messages in this execution, and tell the user what was sent so far.',
	};
}

/** Takes messages from what the execution may send, or tells why it cannot. */
export function takeQuota(
	node: INode,
	options: DeliveryOptions,
	execution: string,
	messages: number,
	itemIndex: number,
): NodeApiError | undefined {
	if (options.mostSends === undefined) return undefined;
	const refusal = quotaRefusal(options, execution, messages);
	if (refusal) return asError(node, refusal, itemIndex);
	setCount(execution, countOf(execution) + messages);
	return undefined;
}

/** Gives back what was taken for messages that surely were not accepted. */
export function returnQuota(options: DeliveryOptions, execution: string, messages: number): void {
	if (options.mostSends === undefined) return;
	setCount(execution, Math.max(0, countOf(execution) - messages));
}
