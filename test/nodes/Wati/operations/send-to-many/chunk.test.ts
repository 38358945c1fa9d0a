import type { IDataObject } from 'n8n-workflow';

import { sendChunk } from '../../../../../nodes/Wati/operations/send-to-many/chunk';
import {
	SCHEDULE,
	SEND_TO_MANY,
	type ToMany,
} from '../../../../../nodes/Wati/operations/send-to-many/to-many';
import type { FailureCode } from '../../../../../nodes/shared/errors/catalogue';
import { nodeError } from '../../../../../nodes/shared/errors/node-error';
import {
	fetchBeside,
	type BesideResult,
} from '../../../../../nodes/shared/http/beside/fetch-beside';
import type { OperationPipeline, SendResult } from '../../../../../nodes/shared/http/pipeline';
import { createRequest, createSession } from '../../../../../nodes/shared/http/request-session';
import type { Route } from '../../../../../nodes/shared/http/route/route';
import { ItemStatuses } from '../../../../../nodes/shared/http/run-state';
import { wati } from '../../../../../nodes/Wati/service';
import { NODE } from '../../../../harness/node';

jest.mock('../../../../../nodes/shared/http/beside/fetch-beside');

beforeEach(() => jest.useFakeTimers({ now: 60_000 }));
afterEach(() => jest.useRealTimers());

const numberOf = (place: number) => `1415555000${place}`;
const shared = { template_name: 'order_update' };

interface Given {
	count?: number;
	way?: ToMany;
	more?: IDataObject;
	verify?: boolean;
	/** What the call brought. */
	attempt: object;
	/** What a look into a number's chat shows, by how often it was looked at. */
	look?: (whatsappNumber: string, times: number) => { body?: unknown; failure?: Error };
	signal?: AbortSignal;
}

const tenants = new WeakMap<object, string>();
let count = 0;

/** Each run is of an account of its own, since the process remembers what it sent to whom. */
function getTenant(executeData: object): string {
	const tenant = tenants.get(executeData) ?? `t${(count += 1)}`;
	tenants.set(executeData, tenant);
	return tenant;
}

/** Sends one chunk by a pipeline that stands in for the network. */
async function chunk(given: Given, executeData: object = {}) {
	const { count = 2, way = SEND_TO_MANY, more = {}, verify, attempt, look, signal } = given;
	const bodies: unknown[] = [];
	const looks: string[] = [];
	const next: OperationPipeline = async ({ options }) => {
		bodies.push(options.body);
		return attempt as SendResult;
	};
	jest.mocked(fetchBeside).mockImplementation(async (_session, path) => {
		const whatsappNumber = path.split('/').pop()!;
		looks.push(whatsappNumber);
		const times = looks.filter((one) => one === whatsappNumber).length;
		return { calls: 1, ...look?.(whatsappNumber, times) } as BesideResult;
	});
	const context = {
		getExecuteData: () => executeData,
		getExecutionCancelSignal: () => signal,
		getExecutionId: () => 'e',
		getNodeParameter: (name: string) =>
			name === 'options' && verify !== undefined ? { verify } : '',
	};
	const tenant = getTenant(executeData);
	const route = { service: wati, kind: 'maton', apiUrl: 'https://x', tenant } as Route;
	const session = createSession(context as never, {
		route,
		statuses: new ItemStatuses(true, true),
		shaped: { url: '/x' },
	});
	const list = way === SEND_TO_MANY ? 'receivers' : 'recipients';
	const recipients = Array.from({ length: count }, (_, place) =>
		list === 'receivers'
			? { whatsappNumber: numberOf(place) }
			: { phone_number: numberOf(place), local_message_id: `own-${place}` },
	);
	const body = { ...shared, ...more };
	const sent = sendChunk(createRequest(session), next, way, { list, body }, recipients);
	const tookMs = sent.then(() => Date.now() - 60_000);
	await jest.advanceTimersByTimeAsync(10_000);
	return { ...(await sent), tookMs: await tookMs, bodies, looks, recipients };
}

const accepted = (body: unknown, more = {}) => ({
	page: { answer: { statusCode: 200, headers: {}, body }, items: [], ...more },
});
const receivers = (...places: number[]) => ({
	result: true,
	receivers: places.map((place) => ({
		waId: numberOf(place),
		localMessageId: `id-${place}`,
		isValidWhatsAppNumber: true,
	})),
});
const refused = (code: FailureCode, text: object = {}) => ({
	failure: nodeError(NODE, code, { itemIndex: 12, ...text }),
});
const UNKNOWN = {
	options: { url: '/api/v2/sendTemplateMessages', method: 'POST', body: shared },
	sentAt: 60_000,
	settle: () => undefined,
};
const doubtful = () => ({ ...refused('outcome-unknown'), unknown: UNKNOWN });
const inChat = (more = {}) => ({
	body: {
		messages: {
			items: [
				{
					id: 'm1',
					eventType: 'broadcastMessage',
					eventDescription: 'Broadcast "order_update"',
					timestamp: '60',
					...more,
				},
			],
		},
	},
});
const emptyChat = () => ({ body: { messages: { items: [] } } });

describe('an accepted call', () => {
	test('is one request, with a result for each recipient', async () => {
		const { results, failure, bodies, recipients, looks } = await chunk({
			attempt: accepted(receivers(1, 0)),
		});
		expect(bodies).toEqual([{ ...shared, receivers: recipients }]);
		expect(results).toEqual(
			[0, 1].map((place) => ({
				whatsappNumber: numberOf(place),
				localMessageId: `id-${place}`,
				isValidWhatsAppNumber: true,
			})),
		);
		expect(results.some((result) => 'remembered' in result)).toBe(false);
		expect(results.some((result) => 'broadcastId' in result || 'scheduledAt' in result)).toBe(
			false,
		);
		expect([failure, looks]).toEqual([undefined, []]);
	});

	test('tells each recipient the broadcast, and when it goes out', async () => {
		const body = { broadcast_id: 'b1', recipients: [] };
		const { results } = await chunk({
			way: SCHEDULE,
			attempt: accepted(body),
			more: { scheduled_at: '2026-03-01T09:00:00Z' },
		});
		const common = { broadcastId: 'b1', scheduledAt: '2026-03-01T09:00:00Z' };
		expect(results).toMatchObject([common, common]);
		const without = await chunk({
			way: SCHEDULE,
			attempt: accepted(body),
			more: { scheduled_at: 5 },
		});
		expect(without.results[0]).not.toHaveProperty('scheduledAt');
	});

	test('that an earlier try made says so', async () => {
		const { results } = await chunk({ attempt: accepted(receivers(0, 1), { remembered: true }) });
		expect(results.map(({ remembered }) => remembered)).toEqual([true, true]);
	});

	test('takes its messages, so that they prove no other call', async () => {
		const run = {};
		const look = () => inChat({ localMessageId: 'id-0' });
		await chunk({ verify: true, attempt: accepted(receivers(0)), count: 1 }, run);
		const again = await chunk({ verify: true, attempt: doubtful(), count: 1, look }, run);
		expect(again.results[0]).not.toHaveProperty('verified');
		const other = {};
		await chunk({ attempt: accepted(receivers(0)), count: 1 }, other);
		const taken = await chunk({ verify: true, attempt: doubtful(), count: 1, look }, other);
		expect(taken.results[0]).not.toHaveProperty('verified');
		const alone = await chunk({ verify: true, attempt: doubtful(), count: 1, look });
		expect(alone.results[0]?.verified).toBe(true);
	});

	test('takes a message of each recipient, also where the answer names none', async () => {
		const run = {};
		const look = () => inChat({ localMessageId: 'id-0' });
		const body = { result: true, receivers: [{ waId: numberOf(0) }] };
		await chunk({ attempt: accepted(body), count: 1 }, run);
		const again = await chunk({ verify: true, attempt: doubtful(), count: 1, look }, run);
		expect(again.results[0]).not.toHaveProperty('verified');
	});
});

describe('a call that failed', () => {
	test('is the failure of each recipient, in words without the item', async () => {
		const { results, failure } = await chunk({
			attempt: refused('template-refused', {
				message: 'No such template',
				description: 'See [Item 7] of the list.',
				httpCode: '400',
			}),
		});
		expect(failure).toEqual({
			code: 'template-refused',
			message: 'No such template',
			httpCode: '400',
			description: 'See [Item 7] of the list.',
		});
		expect(results).toEqual(
			[0, 1].map((place) => ({
				whatsappNumber: numberOf(place),
				localMessageId: undefined,
				failure,
			})),
		);
	});

	test('with an unknown outcome says where to look, where the operation knows', async () => {
		const scheduled = await chunk({ way: SCHEDULE, attempt: doubtful() });
		expect(scheduled.results[0]?.failure?.description).toBe(
			`The request left, but no clear answer came back, so it was not repeated. ${SCHEDULE.whatToDo}`,
		);
		expect(scheduled.results.map(({ localMessageId }) => localMessageId)).toEqual([
			'own-0',
			'own-1',
		]);
		const sent = await chunk({ attempt: doubtful() });
		expect(sent.results[0]?.failure?.description).toBe(
			nodeError(NODE, 'outcome-unknown').description,
		);
		const other = await chunk({ way: SCHEDULE, attempt: refused('not-allowed') });
		expect(other.results[0]?.failure?.description).toBe(nodeError(NODE, 'not-allowed').description);
	});

	test('is looked up only where that was asked for, can tell, and the outcome is unknown', async () => {
		const look = () => inChat();
		expect((await chunk({ attempt: doubtful(), look })).looks).toEqual([]);
		expect((await chunk({ verify: true, attempt: refused('not-found'), look })).looks).toEqual([]);
		const schedule = { way: SCHEDULE, verify: true, attempt: doubtful(), look };
		expect((await chunk(schedule)).looks).toEqual([]);
	});
});

describe('looking for the messages of a call', () => {
	const verify = true;

	test('settles what is found, and leaves the rest unknown', async () => {
		const look = (whatsappNumber: string) =>
			whatsappNumber === numberOf(1) ? inChat({ localMessageId: 'l1' }) : emptyChat();
		const { results, failure, looks } = await chunk({
			verify,
			attempt: doubtful(),
			look,
			count: 3,
		});
		expect(looks).toEqual([0, 1, 2, 0, 2].map(numberOf));
		expect(results[1]).toEqual({
			whatsappNumber: numberOf(1),
			localMessageId: 'l1',
			verified: true,
		});
		expect(failure?.code).toBe('outcome-unknown');
		for (const place of [0, 2]) {
			expect(results[place]).toEqual({
				whatsappNumber: numberOf(place),
				localMessageId: undefined,
				failure: {
					...failure,
					description:
						'Chats of this call that were looked at: 3. The message is in 1 of them. It was not sent again: look at the chat in WATI before you do.',
				},
			});
		}
	});

	test('names no message that the chat does not name', async () => {
		const { results } = await chunk({
			verify,
			attempt: doubtful(),
			look: () => inChat(),
			count: 1,
		});
		expect(results).toStrictEqual([{ whatsappNumber: numberOf(0), verified: true }]);
	});

	test('takes what it found, so that it proves no other send', async () => {
		const run = {};
		const look = () => inChat({ localMessageId: 'l1' });
		const first = await chunk({ verify, attempt: doubtful(), look, count: 1 }, run);
		const second = await chunk({ verify, attempt: doubtful(), look, count: 1 }, run);
		expect([first, second].map(({ results }) => results[0]?.verified)).toEqual([true, undefined]);
	});

	test('ends as soon as all are found, after one second at first', async () => {
		const at: number[] = [];
		const look = () => {
			at.push(Date.now() - 60_000);
			return inChat();
		};
		const { tookMs } = await chunk({ verify, attempt: doubtful(), look });
		expect([tookMs, ...at]).toEqual([1_000, 1_000, 1_000]);
	});

	test('looks again four seconds later, at ten chats at most', async () => {
		const at: number[] = [];
		const look = (_number: string, times: number) => {
			at[times - 1] = Date.now() - 60_000;
			return times === 2 ? inChat() : emptyChat();
		};
		const { results, looks } = await chunk({ verify, attempt: doubtful(), look, count: 12 });
		expect(at).toEqual([1_000, 5_000]);
		expect(looks).toHaveLength(20);
		expect(results.filter(({ verified }) => verified)).toHaveLength(10);
		expect(results[11]?.failure?.description).toMatch(
			/^Chats of this call that were looked at: 10\. /,
		);
	});

	test('says how many chats could not be read at last', async () => {
		const unread = () => ({ failure: nodeError(NODE, 'not-allowed') });
		const look = (whatsappNumber: string, times: number) =>
			whatsappNumber === numberOf(0) || (whatsappNumber === numberOf(1) && times === 1)
				? unread()
				: emptyChat();
		const { results } = await chunk({ verify, attempt: doubtful(), look, count: 3 });
		expect(results[0]?.failure?.description).toContain(
			'The message is in 0 of them, 1 could not be read. It was',
		);
	});

	test('looks at nothing once the execution is stopped', async () => {
		const signal = AbortSignal.abort();
		const { looks, results } = await chunk({
			verify,
			attempt: doubtful(),
			look: () => inChat(),
			signal,
		});
		expect(looks).toEqual([]);
		expect(results.map(({ failure }) => failure?.code)).toEqual([
			'outcome-unknown',
			'outcome-unknown',
		]);
	});
});
