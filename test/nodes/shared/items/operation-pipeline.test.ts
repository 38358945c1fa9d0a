import { trace, traced } from './trace-exchange';

import type * as Exchange from '../../../../nodes/shared/http/exchange';
import { EXCHANGE_INTERCEPTORS } from '../../../../nodes/shared/http/exchange';
import type { ExchangeResult } from '../../../../nodes/shared/http/exchange-result';
import { sendOnce } from '../../../../nodes/shared/http/http-helper';
import { sendRequest } from '../../../../nodes/shared/http/interceptors/send-request';
import {
	compose,
	type ExchangeRequest,
	type PipelineRequest,
	type SendResult,
} from '../../../../nodes/shared/http/pipeline';
import { createRequest } from '../../../../nodes/shared/http/request-session';
import { listInterceptors } from '../../../../nodes/shared/items/operation-pipeline';
import { sendLongText } from '../../../../nodes/Wati/operations/send-text';
import { watiNode } from '../../../../nodes/Wati/service';
import { ACCEPTED, prepareItem, SEND } from '../http/operation-setup';

const DOWN = [
	'agentGuard',
	'dryRun',
	'optOut',
	'chatWindow',
	'sendFollowing',
	'verification',
	'sendLongText',
	'idempotency',
	'noteOwnMessages',
	'sendLimit',
	'readLazyBody',
	'pagination',
	'retry',
	'rateLimit',
	'countUsage',
	'readAnswer',
	'redirects',
];

beforeEach(() => trace.splice(0));

test('a text meets each interceptor once, and its answer each in the other direction', async () => {
	const { session, left } = prepareItem(SEND, [ACCEPTED]);
	const pipeline = compose<PipelineRequest, SendResult>(
		listInterceptors(watiNode, sendLongText).map(traced),
		sendRequest,
	);
	expect(await pipeline(createRequest(session))).toHaveProperty('page');
	expect(left).toHaveLength(1);
	expect(trace).toEqual([
		...DOWN.map((name) => `> ${name}`),
		...[...DOWN].reverse().map((name) => `< ${name}`),
	]);
});

test('an interceptor that answers keeps the request from those after it', async () => {
	const delivery = { previewOnly: true };
	const { session, left } = prepareItem(SEND, [ACCEPTED], { delivery });
	const pipeline = compose(listInterceptors(watiNode, sendLongText).map(traced), sendRequest);
	expect(await pipeline(createRequest(session))).toMatchObject({
		page: { items: [{ json: { preview: true } }] },
	});
	expect(left).toEqual([]);
	expect(trace).toEqual(['> agentGuard', '> dryRun', '< dryRun', '< agentGuard']);
});

test('what a node does not have is left out', () => {
	const names = listInterceptors({ service: watiNode.service }).map(({ name }) => name);
	expect(names).toEqual([
		'agentGuard',
		'dryRun',
		'sendFollowing',
		'idempotency',
		'noteOwnMessages',
		'sendLimit',
		'readLazyBody',
		'pagination',
	]);
});

test("the exchange is the list of its interceptors before n8n's HTTP helper", async () => {
	const { exchange }: typeof Exchange = jest.requireActual(
		'../../../../nodes/shared/http/exchange',
	);
	const { session, left } = prepareItem(SEND, [ACCEPTED]);
	const { context, route } = session;
	const options: ExchangeRequest['options'] = { ...createRequest(session).options };
	const request: ExchangeRequest = {
		context,
		route,
		options,
		traits: route.service.readTraits(options, route.kind),
		plan: 'growth',
		execution: 'e',
		mayLeave: () => true,
	};
	const composed = compose<ExchangeRequest, ExchangeResult>(EXCHANGE_INTERCEPTORS, sendOnce);
	const [one, other] = [await exchange(request), await composed(request)];
	expect(one).toMatchObject({ answer: ACCEPTED, calls: 1 });
	expect({ ...other, sentAt: 0 }).toEqual({ ...one, sentAt: 0 });
	const [first, second] = left.map((sent) => ({ ...sent, at: 0 }));
	expect(first).toEqual(second);
	expect(left).toHaveLength(2);
});
