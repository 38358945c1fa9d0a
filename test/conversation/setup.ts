import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { SleepingExecution } from '../harness';
import type { Bench } from '../wati/setup';
import { operation } from '../wati/setup';

export const MINUTE = 60_000;

let shift = 0;

/** Lets time pass for everything in this process that asks for it. */
export function later(milliseconds: number): void {
	shift += milliseconds;
}

/** Undoes {@link later}; for `afterEach`. */
export function now(): void {
	shift = 0;
}

const real = Date.now.bind(Date);

beforeAll(() => {
	jest.spyOn(Date, 'now').mockImplementation(() => real() + shift);
});

afterEach(now);

/** Sends a question to the number in each item. */
export const question = (more: INodeParameters = {}) =>
	operation('message', 'sendAndWaitForReply', {
		whatsappNumber: '={{ $json.number }}',
		messageType: 'text',
		messageText: '=Shall we deliver {{ $json.order }}?',
		limitAmount: 10,
		limitUnit: 'minutes',
		...more,
	});

/** Asks the people, one item each. */
export async function ask(
	bench: Bench,
	numbers: string[],
	more: INodeParameters = {},
	onError?: string,
): Promise<SleepingExecution> {
	const items = numbers.map((number, place) => ({ number, order: `A-${place + 1}` }));
	return await SleepingExecution.start({
		parameters: question(more),
		credentials: more.authentication === 'watiApi' ? bench.wati() : bench.maton(),
		items,
		onError,
	});
}

let ids = 0;

/** A typed message as WATI posts it. */
export function message(waId: string, text: string, more: IDataObject = {}): IDataObject {
	ids += 1;
	const at = Date.now() + 1_000;
	return {
		eventType: 'message',
		id: `66f0aa0000000000${String(ids).padStart(8, '0')}`,
		whatsappMessageId: `wamid.in.${ids}`,
		conversationId: '66f0aa000000000000000061',
		text,
		type: 'text',
		timestamp: String(Math.floor(at / 1_000)),
		owner: false,
		statusString: 'SENT',
		waId,
		replyContextId: '',
		listReply: null,
		interactiveButtonReply: null,
		buttonReply: null,
		...more,
	};
}

export const replyOf = ({ json }: INodeExecutionData) => json.reply as IDataObject;

/** Status and value of each item of an output, with the number it belongs to. */
export const replies = (items: INodeExecutionData[]) =>
	items.map((item) => [
		item.json.whatsappNumber,
		replyOf(item).status,
		replyOf(item).value ?? null,
	]);
