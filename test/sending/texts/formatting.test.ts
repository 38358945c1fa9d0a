import type { INodeParameters } from 'n8n-workflow';

import { send as metaSend, useMeta } from '../../whatsapp-business/setup';
import {
	ADA,
	FATIMA,
	named,
	shown,
	textTo,
	useApartTests,
	useBench,
	windowOf,
} from '../../wati/setup';

const SESSION = 'POST /api/v1/sendSessionMessage/{whatsappNumber}';
const ANSWER =
	'## Your order\n\nIt is **on its way**: [track it](https://x.example/t).\n\n- one\n- two';
const FORMATTED =
	'*Your order*\n\nIt is *on its way*: track it (https://x.example/t).\n\n- one\n- two';
const LONG = ['First paragraph.', 'Second one.', 'The third.'].map((text) =>
	`${text} ${'more words '.repeat(6)}`.trim(),
);
const THREE = LONG.join('\n\n');

describe('WATI', () => {
	useApartTests();
	const bench = useBench();
	const texts = (whatsappNumber = ADA) =>
		bench.sandbox.messagesTo(whatsappNumber).map(({ text }) => text);
	const run = async (text: string, options: INodeParameters, more = {}) =>
		await bench.run({ parameters: { ...textTo(ADA, text), options }, ...more });

	it('turns Markdown into the marks of WhatsApp', async () => {
		const { error } = await run(ANSWER, { formatting: 'markdown' });
		expect(error).toBeUndefined();
		expect(texts()).toEqual([FORMATTED]);
	});

	it.each([
		['<think>She is angry.</think>\n\nHello!', 'Hello!'],
		['She is angry.\n</think>\n\nHello!', 'Hello!'],
		['Models write `</think>`\nat the end', 'Models write `</think>`\nat the end'],
		['2*3*4 = 24, snake_case_name', '2*3*4 = 24, snake_case_name'],
		['| A | B |\n|---|---|\n| 1 | 2 | 3 |', '- *A:* 1 · *B:* 2 · 3'],
		['&euro;&nbsp;5 &#8364;', '€\u00a05 €'],
		['<ul><li>One</li><li>Two</li></ul>', '- One\n- Two'],
	])('loses nothing of %j', async (text, sent) => {
		await run(text, { formatting: 'markdown' });
		expect(texts()).toEqual([sent]);
	});

	it('sends the text as entered without the option', async () => {
		await run(ANSWER, {});
		await run(ANSWER, { formatting: 'none' });
		expect(texts()).toEqual([ANSWER, ANSWER]);
	});

	it('sends a long text as several messages, in order, and tells all of them', async () => {
		const { items, error } = await run(THREE, {
			splitAfter: 100,
			replyContextId: 'wamid.A1',
			localMessageId: 'order-4711-shipped',
		});
		expect(error).toBeUndefined();
		expect(texts()).toEqual(LONG);
		expect(items).toHaveLength(1);
		expect(items[0]?.json.messages).toHaveLength(3);
		expect(bench.requests.map(({ query }) => [query.replyContextId, query.localMessageId])).toEqual(
			[
				['wamid.A1', 'order-4711-shipped'],
				[undefined, 'order-4711-shipped-2'],
				[undefined, 'order-4711-shipped-3'],
			],
		);
	});

	it('sends equal parts each once', async () => {
		await run('x'.repeat(150), { splitAfter: 50 });
		expect(texts()).toEqual(Array(3).fill('x'.repeat(50)));
	});

	it('sends nothing after a message that failed, and says how far it got', async () => {
		bench.sandbox.addFault({ endpoint: SESSION, kind: 'status', status: 500, after: 1 });
		const result = await run(THREE, { splitAfter: 100 });
		expect(texts()).toEqual(LONG.slice(0, 1));
		expect(shown(result)).toMatchObject({
			code: 'outcome-unknown',
			description: expect.stringMatching(
				/^Before this one, the node sent 1 of the 3 messages of this text, and none after it/,
			) as string,
		});
	});

	it('goes on where it stopped with Retry On Fail', async () => {
		bench.sandbox.addFault({ endpoint: SESSION, kind: 'status', status: 400, after: 1, times: 1 });
		const { error } = await run(
			THREE,
			{ splitAfter: 100 },
			{
				retryOnFail: { maxTries: 2, waitBetweenTries: 0 },
			},
		);
		expect(error).toBeUndefined();
		expect(texts()).toEqual(LONG);
		expect(bench.count(SESSION)).toBe(4);
	});

	it('goes on after a message that is found in the chat', async () => {
		bench.sandbox.addFault({ endpoint: SESSION, kind: 'dropAfter', after: 1, times: 1 });
		const { error, items } = await run(THREE, { splitAfter: 100, verify: true });
		expect(error).toBeUndefined();
		expect(texts()).toEqual(LONG);
		expect(items[0]?.json.messages).toMatchObject([{}, { verified: true }, {}]);
	});

	it('counts each message against the limit for agents', async () => {
		const result = await run(THREE, {
			splitAfter: 100,
			agentLimits: { mostSends: 2 },
		});
		expect(shown(result).message).toContain('2');
		expect(texts()).toEqual(LONG.slice(0, 2));
	});

	it('shows all of them with Preview Only', async () => {
		const { items } = await run(THREE, { splitAfter: 100, previewOnly: true });
		expect(items[0]?.json).toMatchObject({ text: LONG[0], following: LONG.slice(1), calls: 3 });
		expect(texts()).toEqual([]);
	});

	it('sends one template where the window is closed', async () => {
		const parameters = {
			...textTo(FATIMA, THREE),
			options: { splitAfter: 100, ...windowOf('template', { template: named('welcome') }) },
		};
		const { items } = await bench.run({ parameters });
		expect(items[0]?.json).toMatchObject({ sentInstead: 'template' });
		expect(bench.sandbox.messagesTo(FATIMA)).toHaveLength(1);
	});

	it.each([
		[
			'a text that is too long for one',
			'x'.repeat(4_097),
			{},
			/add the option 'Split Long Text After'/,
		],
		['a limit below a few words', THREE, { splitAfter: 10 }, /whole number from 50 to 4096/],
		['a limit over that of WhatsApp', THREE, { splitAfter: 5_000 }, /whole number from 50 to 4096/],
		['more than ten messages', 'word '.repeat(400), { splitAfter: 50 }, /send it as a file/],
		['nothing to show', '<!-- a note -->', { formatting: 'markdown' }, /nothing to show/],
	])('refuses %s before anything leaves', async (_what, text, options, advice) => {
		const { message, description } = shown(await run(text, options));
		expect(`${message} ${description}`).toMatch(advice);
		expect(bench.requests).toEqual([]);
	});
});

describe('WhatsApp Business', () => {
	const meta = useMeta();

	it('sends Markdown as formatted text, and a long one as several messages of which the first one quotes', async () => {
		const parameters = metaSend('sendText', {
			messageText: `**${THREE.replaceAll('\n\n', '**\n\n**')}**`,
			options: {
				formatting: 'markdown',
				splitAfter: 100,
				replyToMessageId: 'wamid.A1',
				previewUrl: true,
			},
		});
		const { items, error } = await meta.run({ parameters });
		expect(error).toBeUndefined();
		expect(meta.bodies).toEqual(
			LONG.map((text, at) => ({
				messaging_product: 'whatsapp',
				recipient_type: 'individual',
				to: ADA,
				type: 'text',
				text: { preview_url: true, body: `*${text}*` },
				...(at === 0 ? { context: { message_id: 'wamid.A1' } } : {}),
			})),
		);
		const ids = (items[0]?.json.messages as Array<{ messageId: string }>)?.map(
			({ messageId }) => messageId,
		);
		expect(new Set(ids).size).toBe(3);
	});
});
