import type { INodeParameters } from 'n8n-workflow';

import { SleepingExecution } from '../harness';
import {
	ADA,
	BEN,
	byId,
	direct,
	fileItem,
	FATIMA,
	named,
	number,
	operation,
	sha256,
	shown,
	STRANGER,
	textTo,
	useBench,
} from '../wati/setup';

const CONTACTS = 'GET /api/v1/getContacts';
const SEND_MANY = 'POST /api/v2/sendTemplateMessages';
const bench = useBench();

const respecting = (more: INodeParameters = {}): INodeParameters => ({
	options: { respectOptOut: true, ...more },
});

const text = (whatsappNumber: string, more: INodeParameters = {}) => ({
	...textTo(whatsappNumber),
	...respecting(more),
});

/** Keeps something in the contact, as a workflow or a person in WATI does. */
async function keep(whatsappNumber: string, name: string, value: string): Promise<void> {
	await bench.run({
		parameters: operation('contact', 'updateAttributes', {
			whatsappNumber: number(whatsappNumber),
			additionalAttributes: { pair: [{ name, value }] },
		}),
	});
}

const textsTo = (whatsappNumber: string) =>
	bench.sandbox.messagesTo(whatsappNumber).map(({ text: said }) => said);

const LEFT_OUT = {
	accepted: false,
	optedOut: true,
	whatsappNumber: ADA,
	code: 'recipient-opted-out',
	reason: `${ADA} opted out, so nothing was sent`,
};

describe('one message', () => {
	test('goes to who did not opt out, after one read of the contact', async () => {
		const { items } = await bench.run({ parameters: text(ADA) });
		expect(items[0]?.json.accepted).toBe(true);
		expect(bench.count(CONTACTS)).toBe(1);
		expect(textsTo(ADA).at(-1)).toBe('Hello');
	});

	test('is not sent to who opted out, and the item says so', async () => {
		await keep(ADA, 'opted_out', 'yes');
		const before = textsTo(ADA).length;
		const { items, error } = await bench.run({ parameters: text(ADA) });
		expect(error).toBeUndefined();
		expect(items).toEqual([{ json: LEFT_OUT, pairedItem: { item: 0 } }]);
		expect(textsTo(ADA)).toHaveLength(before);
	});

	test('goes the way of errors where the node continues on error', async () => {
		await keep(ADA, 'opted_out', 'yes');
		const { items } = await bench.run({ parameters: text(ADA), onError: 'continueRegularOutput' });
		expect(items[0]?.json).toEqual({
			error: `${ADA} opted out, so nothing was sent`,
			message: expect.stringMatching(/^Nothing was sent for this item\./),
			details: {
				code: 'recipient-opted-out',
				httpCode: null,
				itemIndex: 0,
				outcome: 'optedOut',
				whatsappNumber: ADA,
				optedOut: true,
			},
			accepted: false,
			whatsappNumber: ADA,
		});
	});

	test('ends nobody else’s, and one person is read once in a run', async () => {
		await keep(ADA, 'opted_out', 'yes');
		const { items, error } = await bench.run({
			parameters: text('={{ $json.to }}'),
			items: [{ to: BEN }, { to: ADA }, { to: `+${BEN}` }, { to: ADA }],
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.accepted)).toEqual([true, false, true, false]);
		expect(bench.count(CONTACTS)).toBe(2);
	});

	test('goes to somebody WATI does not know', async () => {
		const parameters = operation('template', 'send', {
			whatsappNumber: number(STRANGER),
			template: named('welcome'),
			...respecting(),
		});
		expect((await bench.run({ parameters })).items[0]?.json.accepted).toBe(true);
	});

	test.each(['no', 'False', '0', 'OFF', '', '-'])('goes out with the value %p', async (value) => {
		await keep(ADA, 'opted_out', value);
		expect((await bench.run({ parameters: text(ADA) })).items[0]?.json.accepted).toBe(true);
	});

	test.each(['true', 'YES', '1', '2026-11-27', 'stop'])(
		'does not with the value %p',
		async (value) => {
			await keep(ADA, 'opted_out', value);
			expect((await bench.run({ parameters: text(ADA) })).items[0]?.json.optedOut).toBe(true);
		},
	);

	test('takes the attribute that was chosen', async () => {
		await keep(ADA, 'No Marketing', 'yes');
		expect((await bench.run({ parameters: text(ADA) })).items[0]?.json.accepted).toBe(true);
		const chosen = text(ADA, { optOutAttribute: 'no marketing' });
		expect((await bench.run({ parameters: chosen })).items[0]?.json.optedOut).toBe(true);
		const empty = await bench.run({ parameters: text(ADA, { optOutAttribute: ' ' }) });
		expect(shown(empty).message).toBe("The option 'Opt-Out Attribute' is empty");
	});

	test('is not sent where broadcasts are switched off for the contact in WATI', async () => {
		const contact = { id: '1', wAid: ADA, phone: ADA, allowBroadcast: false, customParams: [] };
		bench.sandbox.addFault({
			endpoint: CONTACTS,
			kind: 'answer',
			body: { result: 'success', contact_list: [contact], link: { total: 1 } },
		});
		expect((await bench.run({ parameters: text(ADA) })).items[0]?.json).toEqual(LEFT_OUT);
	});

	test('finds the contact in every form of its number', async () => {
		const [written, stored] = ['5531987654321', '553187654321'];
		await bench.run({
			parameters: operation('contact', 'add', { whatsappNumber: number(stored), name: 'Bia' }),
		});
		await keep(stored, 'opted_out', 'yes');
		const { items } = await bench.run({ parameters: text(written) });
		expect(items[0]?.json).toMatchObject({ optedOut: true, whatsappNumber: written });
	});

	test('reads people without a number by API v3, and refuses them through Maton', async () => {
		const { id } = (
			await bench.run({ parameters: direct('contact', 'get', { whatsappNumber: number(ADA) }) })
		).items[0]!.json;
		await keep(ADA, 'opted_out', 'yes');
		const parameters = { whatsappNumber: byId(String(id)), messageText: 'Hello', ...respecting() };
		const byToken = await bench.run({ parameters: direct('message', 'sendText', parameters) });
		expect(byToken.items[0]?.json.optedOut).toBe(true);
		const byMaton = await bench.run({ parameters: operation('message', 'sendText', parameters) });
		expect(shown(byMaton).description).toMatch(
			/^Nothing was sent, because the node could not find out whether this person opted out\./,
		);
	});

	test.each([
		['the contact cannot be read', { kind: 'status', status: 500 } as const, /./],
		[
			'WATI did not search',
			{
				kind: 'answer',
				body: { contact_list: [{ id: '1', phone: '4915100000000' }], link: { total: 900 } },
			} as const,
			/does not show whether/,
		],
	])('is not sent while %s', async (_why, fault, message) => {
		bench.sandbox.addFault({ endpoint: CONTACTS, times: 9, ...fault });
		const result = await bench.run({ parameters: text(ADA) });
		expect(shown(result).message).toMatch(message);
		expect(shown(result).description).toMatch(/could not find out/);
		expect(bench.requests.map(({ method }) => method)).not.toContain('POST');
	});

	test('shows in a preview, which sends nothing', async () => {
		await keep(ADA, 'opted_out', 'yes');
		const { items } = await bench.run({ parameters: text(ADA, { previewOnly: true }) });
		expect(items[0]?.json.findings).toEqual([`${ADA} opted out, and is left out`]);
	});

	test('does not wait for an answer to a question that was not sent', async () => {
		await keep(ADA, 'opted_out', 'yes');
		const execution = await SleepingExecution.start({
			parameters: operation('message', 'sendAndWaitForReply', {
				whatsappNumber: number(ADA),
				messageText: 'How many?',
				...respecting(),
			}),
			credentials: bench.maton(),
			items: [{}],
		});
		expect(execution.sleeps).toBe(false);
		expect([execution.output(0), execution.output(1).map(({ json }) => json)]).toEqual([
			[],
			[LEFT_OUT],
		]);
	});
});

describe('a template to many', () => {
	const PEOPLE = [ADA, BEN, FATIMA];
	const many = (more: INodeParameters = {}) =>
		operation('template', 'sendToMany', { template: named('welcome'), ...respecting(), ...more });
	const fromItems = many({ whatsappNumber: number('={{ $json.to }}') });
	const fromList = many({
		recipientsFrom: 'json',
		recipientsJson: JSON.stringify(PEOPLE.map((whatsappNumber) => ({ whatsappNumber }))),
	});
	const sentTo = () =>
		bench.requests
			.filter(({ endpoint }) => endpoint === SEND_MANY)
			.map(({ body }) =>
				(body as { receivers: Array<{ whatsappNumber: string }> }).receivers.map(
					({ whatsappNumber }) => whatsappNumber,
				),
			);

	test.each([
		['input items', fromItems, PEOPLE.map((to) => ({ to }))],
		['a list', fromList, [{}]],
	])('from %s leaves out who opted out, and each row says so', async (_from, parameters, items) => {
		await keep(BEN, 'opted_out', 'yes');
		const result = await bench.run({ parameters, items });
		expect(result.error).toBeUndefined();
		expect(result.items.map(({ json }) => [json.whatsappNumber, json.accepted])).toEqual([
			[ADA, true],
			[BEN, false],
			[FATIMA, true],
		]);
		expect(result.items[1]?.json).toEqual({
			...LEFT_OUT,
			whatsappNumber: BEN,
			reason: `${BEN} opted out, so nothing was sent`,
		});
		expect(sentTo()).toEqual([[ADA, FATIMA]]);

		const goesOn = await bench.run({ parameters, items, onError: 'continueRegularOutput' });
		expect(goesOn.items[1]?.json).toMatchObject({
			error: `${BEN} opted out, so nothing was sent`,
			details: { code: 'recipient-opted-out', optedOut: true, whatsappNumber: BEN },
		});
	});

	test('makes no call where everybody opted out', async () => {
		for (const person of PEOPLE) await keep(person, 'opted_out', 'yes');
		const { items } = await bench.run({
			parameters: fromItems,
			items: PEOPLE.map((to) => ({ to })),
		});
		expect(items.map(({ json }) => json.optedOut)).toEqual([true, true, true]);
		expect(sentTo()).toEqual([]);
	});

	test('reads all contacts page by page where that takes fewer calls', async () => {
		await keep(BEN, 'opted_out', 'yes');
		const strangers = Array.from({ length: 30 }, (_, place) => `141555502${10 + place}`);
		for (const person of strangers.slice(0, 28)) {
			await bench.run({
				parameters: operation('contact', 'add', { whatsappNumber: number(person), name: person }),
			});
		}
		const items = [...strangers, BEN].map((to) => ({ to }));
		const { items: out } = await bench.run({ parameters: fromItems, items });
		expect(out.filter(({ json }) => json.accepted)).toHaveLength(30);
		expect(out.at(-1)?.json.optedOut).toBe(true);
		// One page has everybody but two, who are looked for.
		expect(bench.count(CONTACTS)).toBe(3);
	});

	test('fails those of whom it cannot be found out, and sends to the others', async () => {
		const { id } = (
			await bench.run({ parameters: direct('contact', 'get', { whatsappNumber: number(ADA) }) })
		).items[0]!.json;
		const { items } = await bench.run({
			parameters: fromItems,
			items: [{ to: String(id) }, { to: BEN }],
			onError: 'continueRegularOutput',
		});
		expect(items[0]?.json.message).toMatch(/could not find out.*\[Item 0\]$/);
		expect(items[1]?.json.accepted).toBe(true);
	});
});

describe('Contact: Set Opt-Out', () => {
	const set = (optOutChange: string, more: INodeParameters = {}) =>
		operation('contact', 'setOptOut', { whatsappNumber: number(ADA), optOutChange, ...more });

	test('keeps it where the sends read it', async () => {
		const { items } = await bench.run({ parameters: set('out') });
		expect(items[0]?.json).toMatchObject({ whatsappNumber: ADA, optedOut: true });
		expect(bench.requests.at(-1)?.body).toEqual({
			customParams: [{ name: 'opted_out', value: 'yes' }],
		});
		expect((await bench.run({ parameters: text(ADA) })).items[0]?.json.optedOut).toBe(true);
		await bench.run({ parameters: set('in') });
		expect((await bench.run({ parameters: text(ADA) })).items[0]?.json.accepted).toBe(true);
	});

	test('takes another attribute', async () => {
		await bench.run({ parameters: set('out', { options: { optOutAttribute: 'news' } }) });
		expect(bench.requests.at(-1)?.body).toEqual({ customParams: [{ name: 'news', value: 'yes' }] });
	});
});

describe('a CSV file', () => {
	const csv = (...people: string[]) =>
		`Phone,name\n${people.map((person) => `${person},x`).join('\n')}\n`;
	const run = async (people: string[], more: object = {}, options: INodeParameters = {}) =>
		await bench.run({
			parameters: {
				...operation('template', 'sendViaCsv', { template: named('welcome') }),
				...respecting(options),
			},
			items: [await fileItem(csv(...people), 'people.csv', 'text/csv')],
			...more,
		});
	const files = () => bench.requests.flatMap((request) => request.files.map((file) => file.sha256));

	test('leaves without the rows of who opted out, and the item names and counts them', async () => {
		await keep(ADA, 'opted_out', 'yes');
		const { items, error } = await run([BEN, ADA, FATIMA]);
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({
			accepted: true,
			optedOutRows: 1,
			leftOut: [{ row: 3, problem: 'opted out', optedOut: true }],
		});
		expect(files()).toEqual([sha256(`Phone,name\r\n${BEN},x\r\n${FATIMA},x\r\n`)]);
	});

	test('leaves byte for byte where nobody opted out', async () => {
		expect((await run([BEN, FATIMA])).error).toBeUndefined();
		expect(files()).toEqual([sha256(csv(BEN, FATIMA))]);
	});

	test('does not leave where everybody opted out', async () => {
		for (const person of [ADA, BEN]) await keep(person, 'opted_out', 'yes');
		const { items, error } = await run([ADA, BEN]);
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({
			accepted: false,
			optedOutRows: 2,
			reason: 'All 2 people in the file opted out, so nothing was sent',
		});
		const failed = await run([ADA, BEN], { onError: 'continueRegularOutput' });
		expect(failed.items[0]?.json.details).toMatchObject({ code: 'recipient-opted-out' });
		expect(files()).toEqual([]);
	});

	const out = (row: number) => ({ row, problem: 'opted out', optedOut: true });

	test('has one shape of item where one person is in it, and names its bad rows', async () => {
		await keep(ADA, 'opted_out', 'yes');
		expect((await run([ADA])).items[0]?.json).toMatchObject({
			accepted: false,
			optedOutRows: 1,
			leftOut: [out(2)],
			reason: 'The only person in the file opted out, so nothing was sent',
		});
		const { items } = await run([ADA, 'abc'], {}, { leaveOutBadRows: true });
		expect(items[0]?.json).toMatchObject({
			optedOutRows: 1,
			leftOut: [out(2), { row: 3, problem: expect.stringContaining('abc') }],
		});
		expect(files()).toEqual([]);
	});

	test('says of whom it could not be read whether they opted out', async () => {
		bench.sandbox.addFault({ endpoint: CONTACTS, times: 1, kind: 'status', status: 400 });
		const { items } = await run([BEN, FATIMA]);
		expect(items[0]?.json).toMatchObject({
			accepted: true,
			optedOutRows: 0,
			leftOut: [
				{ problem: expect.stringContaining('could not find out whether this person opted out') },
			],
		});
	});

	test('does not leave where nobody’s contact can be read', async () => {
		bench.sandbox.addFault({ endpoint: CONTACTS, times: 99, kind: 'status', status: 500 });
		const result = await run([ADA, BEN]);
		expect(shown(result).description).toContain('could not find out');
		expect(files()).toEqual([]);
	});
});
