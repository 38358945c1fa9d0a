import type { IHttpRequestOptions, INode } from 'n8n-workflow';

import type { DeliveryOptions } from '../parameters/delivery-options';
import { readEntries } from '../parameters/input';
import { getPersonKey, isGroupId } from '../parameters/phone-number/person';
import { writeCount } from '../formatting/write-count';
import { nodeError, type NodeFailure } from '../errors/node-error';
import { isWrite } from '../http/request-session';
import type { OperationInterceptor, RequestSession } from '../http/pipeline';
import type { SendDescription } from '../http/send-description';

/** What the guard refuses, in words for whoever chose the values: often an AI agent. */
export interface GuardRefusal {
	message: string;
	/** What may be done instead. */
	description: string;
}

/** Entries of a list named in a text. */
const NAMED = 20;

function named(entries: string[]): string {
	const more = entries.length > NAMED ? ` and ${entries.length - NAMED} more` : '';
	return `${entries.slice(0, NAMED).join(', ')}${more}`;
}

/** A list that somebody added and left empty, or whose expression gave nothing: it allows nothing. */
function refuseAll(label: string): GuardRefusal {
	return {
		message: `The field '${label}' under Agent Limits is empty, so it allows nothing`,
		description: 'Nothing was sent. Enter allowed values, or remove the field.',
	};
}

/** Exact, or the beginning before a `*`. */
function allows(entries: string[], value: string): boolean {
	return entries.some((entry) =>
		entry.endsWith('*') ? value.startsWith(entry.slice(0, -1)) : entry === value,
	);
}

/** A limit; what is no number, or below 0, allows nothing. */
export function readWholeNumber(value: unknown): number {
	const number = Math.floor(Number(value));
	return number > 0 ? number : 0;
}

function templateRefusal(list: unknown, { template }: SendDescription): GuardRefusal | undefined {
	if (list === undefined || template === undefined) return undefined;
	const entries = readEntries(list, 'Allowed Templates');
	if (entries.length === 0) return refuseAll('Allowed Templates');
	if (allows(entries, template)) return undefined;
	return {
		message: `The template '${template}' is not among the allowed ones`,
		description: `Nothing was sent. Templates that may be sent here: ${named(entries)}. Choose one of them, or tell the user that this template is not available.`,
	};
}

/** Digits of a number (E.164). The ID of a contact may have nothing but digits, but has more. */
const NUMBER = /^\d{1,15}$/;

/**
 * Tells whether a target is among allowed numbers, e.g. `14155551234` or `49*`, in any form of the person's number. A group
 * and a person without a number are allowed by their whole ID alone: a `*` stands for the digits of a number.
 */
function createPersonTest(entries: string[]): (target: string) => boolean {
	const beginnings = entries
		.filter((entry) => entry.endsWith('*'))
		.map((entry) =>
			entry === '*' ? '' : entry.slice(0, -1).replace(/[\s().\-/+]|^00/g, '') || entry,
		);
	const people = new Set(entries.map(getPersonKey));
	return (target) => {
		const key = getPersonKey(target);
		if (!NUMBER.test(key)) return people.has(key);
		const receiver = target.slice(target.lastIndexOf(':') + 1);
		return (
			people.has(key) ||
			beginnings.some((beginning) => [receiver, key].some((form) => form.startsWith(beginning)))
		);
	};
}

function numberRefusal(list: unknown, { recipients }: SendDescription): GuardRefusal | undefined {
	if (list === undefined) return undefined;
	const entries = readEntries(list, 'Allowed Numbers');
	if (entries.length === 0) return refuseAll('Allowed Numbers');
	const isAllowed = createPersonTest(entries);
	const outside = recipients
		.map(({ whatsappNumber }) => whatsappNumber)
		.find((target) => !isAllowed(target));
	if (outside === undefined) return undefined;
	return {
		message: `${isGroupId(outside) ? `The group ${outside}` : outside} is not among the numbers that may be written to`,
		description: `Nothing was sent. Allowed here: ${named(entries)} (* matches any further digits). Ask the user for one of these numbers, or tell them that this one cannot be written to.`,
	};
}

function amountRefusal(most: unknown, { recipients }: SendDescription): GuardRefusal | undefined {
	if (most === undefined || recipients.length <= readWholeNumber(most)) return undefined;
	return {
		message: `${writeCount(recipients.length, 'recipient')} in one call, but the limit is ${readWholeNumber(most)}`,
		description:
			'Nothing was sent. Ask the user which of the recipients matter most, and send to no more than that number.',
	};
}

/**
 * Checks a send against Agent Limits, without a request. An entry that was
 * added but is empty allows nothing.
 *
 * @returns all that is refused
 */
export function listGuardRefusals(options: DeliveryOptions, send: SendDescription): GuardRefusal[] {
	return [
		templateRefusal(options.allowedTemplates, send),
		numberRefusal(options.allowedNumbers, send),
		amountRefusal(options.mostRecipients, send),
	].filter((refusal) => refusal !== undefined);
}

/** A refusal as the error to show. */
export function toGuardError(node: INode, refusal: GuardRefusal, itemIndex?: number): NodeFailure {
	return nodeError(node, 'guard-refused', { ...refusal, itemIndex });
}

/** Why a request may not be sent by the entries of the guard; undefined when it may. */
export function findGuardError(
	{ context, route, options: wanted }: RequestSession,
	options: IHttpRequestOptions,
	shaped: object,
): NodeFailure | undefined {
	if (!isWrite(options.method)) return undefined;
	const [refusal] = listGuardRefusals(wanted, route.service.describeSend(options, shaped));
	return refusal && toGuardError(context.getNode(), refusal, context.getItemIndex());
}

/** Refuses what an agent may not send or change, before anything else is done for it. A dry run lists it instead. */
export const agentGuard: OperationInterceptor = (request, next) => {
	const { session, options } = request;
	const isPreview = session.options.previewOnly === true;
	const failure = isPreview ? undefined : findGuardError(session, options, session.shaped);
	return failure ? Promise.resolve({ failure }) : next(request);
};
