import type { INodeParameters } from 'n8n-workflow';

import { getErrorCode } from '../../bulk/world';
import {
	ADA,
	expectedV3,
	FATIMA,
	named,
	number,
	operation,
	pairs,
	shown,
	textTo,
	useApartTests,
	useBench,
	windowOf,
} from '../setup';

useApartTests();
const bench = useBench();

const SEND = 'POST /api/ext/v3/messageTemplates/send';
const SUPPORT = '14155550150';
const BSUID = 'US.123124141512';
const direct: INodeParameters = { authentication: 'watiApi' };
const channel = (value: string) => ({ __rl: true, mode: 'number', value });
const values = { additionalParameters: pairs({ name: 'Ada', ordernumber: 'A-1' }) };
const customParams = [
	{ name: 'name', value: 'Ada' },
	{ name: 'ordernumber', value: 'A-1' },
];
const TEMPLATE = { template_name: 'order_update', broadcast_name: 'order_update' };

const send = (more: INodeParameters = {}) =>
	operation('template', 'send', {
		...direct,
		whatsappNumber: number(ADA),
		template: named('order_update'),
		...values,
		...more,
		options: { channelNumber: channel('+1 415-555-0150'), ...(more.options as INodeParameters) },
	});
const toMany = (more: INodeParameters = {}) =>
	operation('template', 'sendToMany', {
		...direct,
		template: named('order_update'),
		whatsappNumber: number('={{ $json.to }}'),
		...values,
		options: { channelNumber: channel('Support'), localMessageId: '={{ $json.id }}' },
		...more,
	});
const people = (...to: string[]) =>
	to.map((one, place) => ({ to: one, id: `own-message-${place}` }));
const senders = (waId: string) => bench.sandbox.messagesTo(waId).map(({ from }) => from);

describe('Send through a channel', () => {
	test('goes by v3 and leaves from that number', async () => {
		const { items, error } = await bench.run({ parameters: send() });
		expect(error).toBeUndefined();
		expect(bench.received()).toEqual([
			expectedV3('POST', '/messageTemplates/send', {
				body: {
					...TEMPLATE,
					channel: SUPPORT,
					recipients: [{ phone_number: ADA, custom_params: customParams }],
				},
			}),
		]);
		expect(senders(ADA)).toEqual([SUPPORT]);
		expect(items).toMatchObject([
			{
				json: {
					accepted: true,
					whatsappNumber: ADA,
					localMessageId: expect.any(String),
					broadcastId: expect.any(String),
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test('reaches people without a number by their target', async () => {
		await bench.run({ parameters: send({ whatsappNumber: number(BSUID) }) });
		expect(bench.received()[0]?.body).toMatchObject({ recipients: [{ target: BSUID }] });
	});

	test.each([
		['errors of the recipient', { errors: ['Invalid phone number format.'] }, 'recipient-refused'],
		['a failed message', { errors: [], status: 'failed' }, 'request-refused'],
	])('%s is a refusal, and tried again', async (_what, more, code) => {
		const recipients = [{ phone_number: ADA, local_message_id: 'own-1', ...more }];
		const body = { success: true, broadcast_id: 'b1', error: null, recipients };
		bench.sandbox.addFault({ endpoint: SEND, kind: 'answer', body });
		expect(shown(await bench.run({ parameters: send() }))).toMatchObject({ code });
		bench.sandbox.addFault({ endpoint: SEND, kind: 'answer', body });
		const { error } = await bench.run({
			parameters: send(),
			retryOnFail: { maxTries: 2, waitBetweenTries: 0 },
		});
		expect([error, bench.count(SEND), senders(ADA)]).toEqual([undefined, 3, [SUPPORT]]);
	});

	test('is not sent again where the outcome is unknown, and found in the chat', async () => {
		bench.sandbox.addFault({ endpoint: SEND, kind: 'dropAfter' });
		const result = await bench.run({
			parameters: send(),
			retryOnFail: { maxTries: 2, waitBetweenTries: 0 },
		});
		expect(shown(result).code).toBe('outcome-unknown');
		bench.sandbox.addFault({ endpoint: SEND, kind: 'dropAfter' });
		const { items } = await bench.run({ parameters: send({ options: { verify: true } }) });
		expect(items[0]?.json).toMatchObject({ accepted: true, verified: true });
		expect(bench.count(SEND)).toBe(2);
	});

	test('shows in a preview what would leave, and keeps to the guard', async () => {
		const { items } = await bench.run({ parameters: send({ options: { previewOnly: true } }) });
		expect(items[0]?.json).toMatchObject({
			preview: true,
			recipients: 1,
			request: { body: { channel: SUPPORT } },
			findings: [],
		});
		const guarded = send({ options: { agentLimits: { allowedNumbers: '49*' } } });
		expect(shown(await bench.run({ parameters: guarded })).code).toBe('guard-refused');
		expect(bench.count(SEND)).toBe(0);
	});

	test('takes the channel from the options, not from the number', async () => {
		const wrong = send({ whatsappNumber: number(`Support:${ADA}`) });
		expect(shown(await bench.run({ parameters: wrong }))).toMatchObject({
			code: 'input-invalid',
			description: expect.stringContaining("choose the channel in 'Channel Number'"),
		});
		expect(bench.requests).toEqual([]);
	});
});

describe('Send to Many through a channel', () => {
	test('gives each recipient their own result of one call', async () => {
		const { items, error } = await bench.run({
			parameters: toMany(),
			items: people(ADA, BSUID, '14155560001'),
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		const person = (place: number) => ({
			local_message_id: `own-message-${place}`,
			custom_params: customParams,
		});
		expect(bench.received()).toEqual([
			expectedV3('POST', '/messageTemplates/send', {
				body: {
					...TEMPLATE,
					channel: 'Support',
					recipients: [
						{ phone_number: ADA, ...person(0) },
						{ target: BSUID, ...person(1) },
						{ phone_number: '14155560001', ...person(2) },
					],
				},
			}),
		]);
		expect(items.map(({ json }) => json.localMessageId)).toEqual([
			'own-message-0',
			'own-message-1',
			'own-message-2',
		]);
		expect(senders(ADA)).toEqual([SUPPORT]);
	});

	test('tells refused and dropped from accepted, and sends neither again', async () => {
		const recipients = [
			{ phone_number: ADA, local_message_id: 'own-message-0', errors: [] },
			{ phone_number: FATIMA, local_message_id: 'own-message-1', errors: ['Invalid number'] },
		];
		const body = { success: true, broadcast_id: 'b1', error: null, recipients };
		bench.sandbox.addFault({ endpoint: SEND, kind: 'answer', body });
		const { items } = await bench.run({
			parameters: toMany(),
			items: people(ADA, FATIMA, '14155560001'),
			onError: 'continueRegularOutput',
		});
		expect(items.map((item) => getErrorCode(item) ?? item.json.accepted)).toEqual([
			true,
			'recipient-refused',
			'recipient-left-out',
		]);
		expect(bench.count(SEND)).toBe(1);
	});

	test('puts 10,000 into a call, and what is unknown stays unsent', async () => {
		const many = Array.from({ length: 10_001 }, (_, place) => String(14_155_600_000 + place));
		const json = many.map((whatsappNumber) => ({
			whatsappNumber,
			parameters: { name: 'A', ordernumber: '1' },
		}));
		bench.sandbox.addFault({ endpoint: SEND, kind: 'dropAfter', after: 1 });
		const { items } = await bench.run({
			parameters: toMany({ recipientsFrom: 'json', recipientsJson: JSON.stringify(json) }),
			onError: 'continueRegularOutput',
			retryOnFail: { maxTries: 2, waitBetweenTries: 0 },
		});
		expect(bench.count(SEND)).toBe(2);
		expect(items.filter(({ json: { accepted } }) => accepted === true)).toHaveLength(10_000);
		expect(getErrorCode(items[10_000]!)).toBe('outcome-unknown');
	});
});

describe('through Maton', () => {
	test.each([
		['Send', send({ authentication: 'matonApi' })],
		['Send to Many', toMany({ authentication: 'matonApi' })],
	])('%s refuses a channel that was kept', async (_what, parameters) => {
		const result = await bench.run({ parameters, items: people(ADA) });
		expect(shown(result)).toMatchObject({
			code: 'input-invalid',
			message: "The field 'Channel Number' needs a WATI access token",
		});
		expect(bench.requests).toEqual([]);
	});
});

describe('a template in place of a message', () => {
	const instead = (more: INodeParameters) => ({
		...textTo(FATIMA),
		options: {
			...windowOf('template', {
				template: named('order_update'),
				templateParameters: pairs({ name: 'Ada', ordernumber: 'A-1' }),
			}),
			channelPhoneNumber: SUPPORT,
		},
		...more,
	});

	test('leaves from the channel of the message', async () => {
		const { items, error } = await bench.run({ parameters: instead(direct) });
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ accepted: true, sentInstead: 'template' });
		expect(bench.received().at(-1)?.body).toMatchObject({
			channel: SUPPORT,
			recipients: [{ phone_number: FATIMA, custom_params: customParams }],
		});
		expect(senders(FATIMA)).toEqual([SUPPORT]);
	});

	test('does not leave from another number through Maton', async () => {
		const result = await bench.run({ parameters: instead({}) });
		expect(shown(result)).toMatchObject({
			code: 'input-invalid',
			message: `The template sent instead cannot go out from the channel ${SUPPORT} through Maton`,
		});
		expect(bench.sandbox.messagesTo(FATIMA)).toEqual([]);
	});
});
