import { setTimeout as sleep } from 'node:timers/promises';

import type { INodeParameters } from 'n8n-workflow';

import { resourceMapping } from '../../harness';
import { pairs, shown } from '../../wati/setup';
import { op, picked, send, useMeta } from '../setup';

const meta = useMeta();

const create = async (parameters: INodeParameters, options: INodeParameters = {}) =>
	await meta.run({
		parameters: op('template', 'create', {
			name: 'new_one',
			category: 'MARKETING',
			bodyText: 'Hello',
			...parameters,
			options,
		}),
	});
const last = () => meta.bench.requests.at(-1)?.body as Record<string, unknown>;
const button = (type: string, more: INodeParameters = {}) => ({ type, text: 'Go', ...more });
const templateButtons = (...list: INodeParameters[]): INodeParameters => ({
	templateButtons: { button: list },
});
const card = (bodyText: string, ...list: INodeParameters[]): INodeParameters => ({
	handle: '4::abc',
	bodyText,
	examples: bodyText.includes('{{1}}') ? 'Vase' : '',
	buttons: { button: list },
});
const cards = (...list: INodeParameters[]): INodeParameters => ({ templateCards: { card: list } });
const reply = button('QUICK_REPLY');

/** How long the template of a form counts as read. */
const KEPT_MS = 5_000;

/** The values that the form asks for once Meta has approved the template. */
async function approvedForm() {
	await sleep(KEPT_MS);
	meta.sandbox.businessAccount().templates.at(-1)!.status = 'APPROVED';
	const template = { template: picked('new_one|en_US') };
	const form = await resourceMapping(
		'templateVariables',
		meta.asks(send('sendTemplate', template)),
	);
	return form.fields.map(({ id }) => id);
}

const sendIt = async (values: Record<string, string>, options: INodeParameters = {}) =>
	await meta.run({
		parameters: send('sendTemplate', {
			template: picked('new_one|en_US'),
			additionalParameters: pairs(values),
			options,
		}),
	});

test('a carousel is created, filled in by its form, and sent', async () => {
	const options = cards(card('{{1}} now', reply), card('{{1}} too', reply));
	expect((await create({ bodyText: 'Look' }, options)).error).toBeUndefined();
	const header = { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4::abc'] } };
	const buttons = { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Go' }] };
	const body = (text: string) => ({ type: 'BODY', text, example: { body_text: [['Vase']] } });
	expect(last().components).toEqual([
		{ type: 'BODY', text: 'Look' },
		{
			type: 'CAROUSEL',
			cards: [
				{ components: [header, body('{{1}} now'), buttons] },
				{ components: [header, body('{{1}} too'), buttons] },
			],
		},
	]);
	const names = await approvedForm();
	expect(names).toContain('Card 2: Body 1');
	const link = 'https://www.example.com/a.png';
	const ofCard = (place: number) => ({
		[`card_${place}_header_image`]: link,
		[`card_${place}_body_1`]: 'Vase',
	});
	expect((await sendIt({ ...ofCard(0), ...ofCard(1) })).error).toBeUndefined();
	expect(meta.sent).toHaveLength(1);
});

test.each([
	['LOCATION', { type: 'HEADER', format: 'LOCATION' }, 'Latitude'],
	['PRODUCT', { type: 'HEADER', format: 'PRODUCT' }, 'Product ID'],
	['GIF', { type: 'HEADER', format: 'GIF', example: { header_handle: ['4::abc'] } }, 'GIF (link or ID)'],
])('a header %s is created, and asked for with each message', async (format, component, name) => {
	await create({ templateHeader: format, headerHandle: '4::abc' });
	expect((last().components as object[])[0]).toEqual(component);
	expect(await approvedForm()).toContain(name);
});

test.each([
	[button('CATALOG'), {}],
	[button('MPM'), {}],
	[button('SPM'), {}],
	[button('VOICE_CALL'), {}],
	[button('FLOW', { flow: '100200300400801' }), { flow_id: '100200300400801' }],
	[
		button('FLOW', { flow: 'book_table', flowScreen: 'DAY' }),
		{ flow_name: 'book_table', flow_action: 'navigate', navigate_screen: 'DAY' },
	],
])('a button %j is created as Meta takes it', async (row, more) => {
	await create(templateButtons(row));
	const buttons = { type: 'BUTTONS', buttons: [{ type: row.type, text: 'Go', ...more }] };
	expect(last().components).toEqual([{ type: 'BODY', text: 'Hello' }, buttons]);
});

test('an offer, a request to call and a time to live are options', async () => {
	await create({}, { offerText: 'Expiring offer!', callPermission: true, timeToLive: 43_200 });
	expect(last()).toMatchObject({
		message_send_ttl_seconds: 43_200,
		components: [
			{ type: 'BODY', text: 'Hello' },
			{
				type: 'LIMITED_TIME_OFFER',
				limited_time_offer: { text: 'Expiring offer!', has_expiration: true },
			},
			{ type: 'CALL_PERMISSION_REQUEST' },
		],
	});
	expect(await approvedForm()).toEqual(['End of the offer']);
});

const three = [reply, reply, reply];

test.each<[string, INodeParameters, INodeParameters, string]>([
	['one card', {}, cards(card('', reply)), "'Carousel Cards' has 1 entries"],
	['three buttons of a card', {}, cards(card('', ...three), card('', ...three)), 'has 3 entries'],
	['unlike cards', {}, cards(card('a', reply), card('', reply)), "'Carousel Cards 2' has other"],
	['a long card', {}, cards(card('a'.repeat(161), reply), card('a', reply)), 'has 161 characters'],
	['a long offer', {}, { offerText: 'a'.repeat(17) }, "'Limited-Time Offer' has 17 characters"],
	['an offer with a footer', { footerText: 'x' }, { offerText: 'a' }, 'cannot have a footer'],
	['a Flow without a name', templateButtons(button('FLOW')), {}, "'Buttons 1, Flow' is empty"],
	[
		'a short life',
		{},
		{ timeToLive: 60 },
		'WhatsApp allows 43200 to 2592000 seconds for marketing',
	],
])('%s is refused before the network', async (_what, parameters, options, words) => {
	expect(shown(await create(parameters, options)).message).toContain(words);
	expect(meta.bench.requests).toEqual([]);
});

describe('the Marketing Messages API', () => {
	const approve = async (parameters: INodeParameters = {}) => {
		await create(parameters);
		await approvedForm();
	};

	test('takes a marketing template, falls back, and tells when it must not', async () => {
		await approve();
		const sent = await sendIt({}, { marketingMessages: 'fallback' });
		expect(sent.items[0]?.json.accepted).toBe(true);
		expect(meta.bench.requests.at(-1)!.path).toMatch(/\/marketing_messages$/);
		expect(last()).toMatchObject({
			recipient_type: 'individual',
			product_policy: 'CLOUD_API_FALLBACK',
			template: { name: 'new_one' },
		});
		meta.sandbox.businessAccount().takesMarketingMessages = false;
		expect((await sendIt({}, { marketingMessages: 'fallback' })).error).toBeUndefined();
		const refused = await sendIt({}, { marketingMessages: 'strict' });
		expect(shown(refused).message).toBe(
			'The Marketing Messages API accepts only marketing templates',
		);
		expect(meta.sent).toHaveLength(2);
	});

	test('holds to limits of agents and previews like any send', async () => {
		await approve();
		const before = meta.bench.requests.length;
		const options = { marketingMessages: 'strict', agentLimits: { allowedNumbers: '49*' } };
		expect(shown(await sendIt({}, options)).code).toBe('guard-refused');
		expect(meta.bench.requests).toHaveLength(before);
		const { items } = await sendIt({}, { marketingMessages: 'strict', previewOnly: true });
		expect(items[0]?.json).toMatchObject({ preview: true, text: 'Hello', recipients: 1 });
		expect(meta.sent).toEqual([]);
	});
});
