import type { INodeParameters } from 'n8n-workflow';

import { WATI_FAILURES } from '../../nodes/services/wati/errors/messages';
import type { FailureCode } from '../../nodes/shared/errors/catalogue';
import type { Fault } from '../../sandbox';
import {
	ADA,
	BEN,
	FATIMA,
	named,
	number,
	operation,
	pairs,
	shown,
	textTo,
	useBench,
} from '../wati/setup';

const bench = useBench();

const SEND_TEXT = 'POST /api/v1/sendSessionMessage/{whatsappNumber}';
const SEND_TEMPLATE = 'POST /api/v2/sendTemplateMessage';
const GET_CONTACTS = 'GET /api/v1/getContacts';

const template = (apiVersion = 'v2', whatsappNumber = ADA) =>
	operation('template', 'send', {
		whatsappNumber: number(whatsappNumber),
		template: named('order_update'),
		options: { apiVersion },
		additionalParameters: pairs({ name: 'Ada', ordernumber: '1' }),
	});
const contacts = operation('contact', 'getAll', { limit: 1 });
const answer = (endpoint: string, body: unknown, status = 200): Fault => ({
	endpoint,
	kind: 'answer',
	status,
	body,
	contentType: 'text/plain',
});

type Lie = [
	what: string,
	parameters: INodeParameters,
	fault: Fault | undefined,
	code: string,
	words: string,
];

const LIES: Lie[] = [
	['a closed window', textTo(FATIMA), undefined, 'window-closed', 'Ticket has been expired.'],
	[
		'a closed window of buttons',
		operation('message', 'sendButtons', {
			whatsappNumber: number(FATIMA),
			bodyText: 'Ready?',
			buttons: { button: [{ text: 'Yes' }] },
		}),
		undefined,
		'window-closed',
		'Ticket has been expired.',
	],
	[
		'a number without WhatsApp (v2)',
		template('v2', '14155550111'),
		undefined,
		'number-refused',
		'',
	],
	[
		'a number without WhatsApp (v1)',
		template('v1', '14155550111'),
		undefined,
		'number-refused',
		'',
	],
	[
		'result: "error"',
		textTo(),
		answer(SEND_TEXT, { result: 'error', info: 'Nope' }),
		'request-refused',
		'Nope',
	],
	[
		'ok: false',
		textTo(),
		answer(SEND_TEXT, { ok: false, result: 'No channel' }),
		'request-refused',
		'No channel',
	],
	[
		'a file WATI refuses',
		textTo(),
		answer(SEND_TEXT, { result: false, info: 'File is not allowed by WhatsApp' }),
		'file-refused',
		'File is not allowed by WhatsApp',
	],
	[
		'an error object',
		template(),
		answer(SEND_TEMPLATE, { result: true, error: { message: 'Paused' } }),
		'request-refused',
		'Paused',
	],
	[
		'success: false',
		template(),
		answer(SEND_TEMPLATE, { success: false, error: 'Quota' }),
		'request-refused',
		'Quota',
	],
	[
		'a refused receiver',
		template(),
		answer(SEND_TEMPLATE, {
			result: true,
			error: null,
			receivers: [{ waId: ADA, isValidWhatsAppNumber: true, errors: ['Opted out'] }],
		}),
		'recipient-refused',
		'Opted out',
	],
];

describe.each(LIES)('HTTP 200 with %s', (_what, parameters, fault, code, words) => {
	test('is a failure in the words of WATI', async () => {
		if (fault) bench.sandbox.addFault(fault);
		const failure = shown(await bench.run({ parameters }));
		const told = WATI_FAILURES[code as FailureCode].message;
		expect(failure.message.replace(/cannot send to \d+/, 'cannot send to this number')).toBe(told);
		if (words) expect(failure.words).toBe(words);
		if (words) expect(failure.description).toContain(`WATI answered: "${words}"`);
		expect(failure).toMatchObject({ code, httpCode: '200', itemIndex: 0 });
		expect(failure.description).not.toBe('');
	});
});

test('one refused item does not stop the others, on either output', async () => {
	const run = {
		parameters: textTo('={{ $json.phone }}' as never),
		items: [{ phone: ADA }, { phone: FATIMA }, { phone: BEN }],
	};
	const regular = await bench.run({ ...run, onError: 'continueRegularOutput' });
	expect(
		regular.items.map(({ json: { accepted, whatsappNumber } }) => [accepted, whatsappNumber]),
	).toEqual([
		[true, ADA],
		[false, FATIMA],
		[true, BEN],
	]);
	expect(regular.items[1]!.json.details).toMatchObject({ code: 'window-closed' });
	const split = await bench.run({ ...run, onError: 'continueErrorOutput' });
	expect(split.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
	expect(split.errorItems).toHaveLength(1);
	expect(split.errorItems[0]).toMatchObject({
		json: {
			phone: FATIMA,
			error: 'The 24-hour window of this chat is closed',
			message: expect.stringContaining('WATI answered: "Ticket has been expired."') as string,
			details: { code: 'window-closed', itemIndex: 1 },
		},
		pairedItem: { item: 1 },
	});
});

type Status = [
	what: string,
	parameters: INodeParameters,
	faults: Fault[],
	code: string | undefined,
	requests: number,
];

const status = (endpoint: string, code: number, more: Partial<Fault> = {}): Fault => ({
	endpoint,
	kind: 'status',
	status: code,
	...more,
});

const STATUSES: Status[] = [
	['403', textTo(), [status(SEND_TEXT, 403)], 'not-allowed', 1],
	['404', textTo(), [status(SEND_TEXT, 404)], 'not-found', 1],
	['405', textTo(), [status(SEND_TEXT, 405)], 'request-refused', 1],
	['429 once, then accepted', textTo(), [status(SEND_TEXT, 429)], undefined, 2],
	['429 with Retry-After', textTo(), [status(SEND_TEXT, 429, { retryAfter: 1 })], undefined, 2],
	['500 on a send', textTo(), [status(SEND_TEXT, 500)], 'outcome-unknown', 1],
	[
		'500 on a send that took effect',
		textTo(),
		[status(SEND_TEXT, 500, { tookEffect: true })],
		'outcome-unknown',
		1,
	],
	[
		'a lost answer to a send',
		textTo(),
		[{ endpoint: SEND_TEXT, kind: 'dropAfter' }],
		'outcome-unknown',
		1,
	],
	[
		'a truncated answer to a send',
		textTo(),
		[{ endpoint: SEND_TEXT, kind: 'truncate' }],
		'outcome-unknown',
		1,
	],
	['HTML 502 on a send', textTo(), [{ endpoint: SEND_TEXT, kind: 'html' }], 'outcome-unknown', 1],
	['500 on a read', contacts, [status(GET_CONTACTS, 500)], 'service-unavailable', 1],
	['503 once on a read', contacts, [status(GET_CONTACTS, 503)], undefined, 2],
	[
		'a lost connection on a read',
		contacts,
		[{ endpoint: GET_CONTACTS, kind: 'dropBefore' }],
		undefined,
		2,
	],
	[
		'HTML 200 on a read',
		contacts,
		[{ endpoint: GET_CONTACTS, kind: 'html', status: 200 }],
		'answer-unreadable',
		1,
	],
];

test.each(STATUSES)('%s', async (_what, parameters, faults, code, requests) => {
	faults.forEach((fault) => bench.sandbox.addFault(fault));
	const result = await bench.run({ parameters });
	expect(result.error?.context.code).toBe(code);
	expect(bench.received()).toHaveLength(requests);
	expect(bench.sandbox.messagesTo(ADA).length).toBeLessThanOrEqual(1);
});

test('a wrong key and a missing connection are told apart, also from a gateway that does not answer', async () => {
	const run = async (credential: Record<string, string>) =>
		shown(await bench.run({ parameters: textTo(), credentials: bench.maton(credential) } as never))
			.code;
	expect(await run({ apiKey: 'wrong' })).toBe('credential-refused');
	expect(await run({ connectionId: 'nothing' })).toBe('no-connection');
	expect(await run({ gatewayUrl: 'http://127.0.0.1:9' })).toBe('not-reachable');
});
