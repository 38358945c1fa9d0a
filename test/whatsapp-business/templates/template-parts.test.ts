import { setTimeout as sleep } from 'node:timers/promises';

import type { INodeParameters } from 'n8n-workflow';

import type { MetaComponent } from '../../../sandbox/state/business/shapes';
import { resourceMapping } from '../../harness';
import { mapped, pairs, shown } from '../../wati/setup';
import { picked, send, useMeta } from '../setup';

const meta = useMeta();

const BODY: MetaComponent = { type: 'BODY', text: 'Hi {{1}}' };
const buttons = (...types: object[]): MetaComponent => ({
	type: 'BUTTONS',
	buttons: types.map((one) => ({ text: 'Go', ...one })) as MetaComponent['buttons'],
});
const hello = { type: 'body', parameters: [{ type: 'text', text: 'Ada' }] };
const button = (subType: string, parameter: object, index = '0') => ({
	type: 'button',
	sub_type: subType,
	index,
	parameters: [parameter],
});
const header = (type: string, content: object) => ({
	type: 'header',
	parameters: [{ type, [type]: content }],
});

const chosen = { template: picked('tested|en_US') };

/** A template counts as read for five seconds. */
const form = async () => {
	await sleep(5_000);
	return await resourceMapping('templateVariables', meta.asks(send('sendTemplate', chosen)));
};

/** What Preview Only finds wrong with a send of these values. */
async function preview(templateParameters: INodeParameters) {
	const options = { previewOnly: true };
	const { items } = await meta.run({
		parameters: send('sendTemplate', { ...chosen, templateParameters, options }),
	});
	return items.map(({ json }) => json.findings);
}

const PLACE = { latitude: '52.52', longitude: '13.405', name: 'Shop', address: 'Main Street 1' };

describe('each part of a template is a field of the form, and arrives as Meta takes it', () => {
	test.each<[string, MetaComponent[], Record<string, string>, object[]]>([
		[
			'a header with a place',
			[{ type: 'HEADER', format: 'LOCATION' }, BODY],
			{
				Latitude: '52.52',
				Longitude: '13.405',
				'Name of the place': 'Shop',
				'Address of the place': 'Main Street 1',
				'Body 1': 'Ada',
			},
			[header('location', PLACE), hello],
		],
		[
			'a header with a product, and its button',
			[{ type: 'HEADER', format: 'PRODUCT' }, BODY, buttons({ type: 'SPM' })],
			{ 'Product ID': 'sku-1', 'Catalog ID': '194836987003835', 'Body 1': 'Ada' },
			[header('product', { product_retailer_id: 'sku-1', catalog_id: '194836987003835' }), hello],
		],
		[
			'a header with a GIF',
			[{ type: 'HEADER', format: 'GIF' }, BODY],
			{ 'GIF (link or ID)': 'https://www.example.com/a.mp4', 'Body 1': 'Ada' },
			[header('gif', { link: 'https://www.example.com/a.mp4' }), hello],
		],
		[
			'a Flow',
			[BODY, buttons({ type: 'FLOW' })],
			{
				'Body 1': 'Ada',
				'Button 1 Flow token': 'unused',
				'Button 1 data (JSON)': '{"day":"Monday"}',
			},
			[
				hello,
				button('flow', {
					type: 'action',
					action: { flow_token: 'unused', flow_action_data: { day: 'Monday' } },
				}),
			],
		],
		[
			'a catalog',
			[BODY, buttons({ type: 'CATALOG' })],
			{ 'Body 1': 'Ada', 'Button 1 product': 'sku-1' },
			[
				hello,
				button('catalog', {
					type: 'action',
					action: { thumbnail_product_retailer_id: 'sku-1' },
				}),
			],
		],
		[
			'several products',
			[BODY, buttons({ type: 'MPM' })],
			{
				'Body 1': 'Ada',
				'Button 1 header product': 'sku-1',
				'Button 1 product IDs': 'Drinks: sku-1, sku-2; Food: sku-3',
			},
			[
				hello,
				button('mpm', {
					type: 'action',
					action: {
						thumbnail_product_retailer_id: 'sku-1',
						sections: [
							{
								title: 'Drinks',
								product_items: [{ product_retailer_id: 'sku-1' }, { product_retailer_id: 'sku-2' }],
							},
							{ title: 'Food', product_items: [{ product_retailer_id: 'sku-3' }] },
						],
					},
				}),
			],
		],
		[
			'an offer that ends, with a code and a call',
			[
				BODY,
				{ type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Ends', has_expiration: true } },
				buttons({ type: 'COPY_CODE' }, { type: 'VOICE_CALL' }),
			],
			{
				'Body 1': 'Ada',
				'End of the offer': '2090-01-31T18:00:00+01:00',
				'Button 1 code': 'SAVE10',
			},
			[
				hello,
				{
					type: 'limited_time_offer',
					parameters: [
						{
							type: 'limited_time_offer',
							limited_time_offer: { expiration_time_ms: Date.parse('2090-01-31T17:00:00Z') },
						},
					],
				},
				button('copy_code', { type: 'coupon_code', coupon_code: 'SAVE10' }),
			],
		],
		[
			'cards',
			[
				BODY,
				{
					type: 'CAROUSEL',
					cards: [0, 1].map(() => ({
						components: [
							{ type: 'HEADER', format: 'IMAGE' },
							{ type: 'BODY', text: 'Take {{1}}' },
							buttons({ type: 'URL', url: 'https://www.example.com/{{1}}' }),
						],
					})),
				},
			],
			{
				'Body 1': 'Ada',
				'Card 1: Image (link or ID)': 'https://www.example.com/0.png',
				'Card 1: Body 1': 'tea',
				'Card 1: Button 1 link ending': 'tea',
				'Card 2: Image (link or ID)': 'https://www.example.com/1.png',
				'Card 2: Body 1': 'cake',
				'Card 2: Button 1 link ending': 'cake',
			},
			[
				hello,
				{
					type: 'carousel',
					cards: ['tea', 'cake'].map((text, card_index) => ({
						card_index,
						components: [
							header('image', { link: `https://www.example.com/${card_index}.png` }),
							{ type: 'body', parameters: [{ type: 'text', text }] },
							button('url', { type: 'text', text }),
						],
					})),
				},
			],
		],
	])('%s', async (_name, components, values, expected) => {
		meta.approve(components);
		const { fields } = await form();
		expect(fields.map(({ id }) => id)).toEqual(Object.keys(values));
		const templateParameters = mapped(values, fields as never);
		expect(await preview(templateParameters)).toEqual([[]]);
		const { error } = await meta.run({
			parameters: send('sendTemplate', { ...chosen, templateParameters }),
		});
		expect(error).toBeUndefined();
		expect((meta.bodies.at(-1) as { template: object }).template).toEqual({
			name: 'tested',
			language: { code: 'en_US' },
			components: expected,
		});
		expect(meta.sent.map(({ text }) => text)).toEqual(['Hi Ada']);
	});

	test('an authentication template has one field, whose code goes into body and button', async () => {
		const url = 'https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}';
		const text = '*{{1}}* is your verification code.';
		meta.approve([{ type: 'BODY', text }, buttons({ type: 'URL', url })], 'AUTHENTICATION');
		const { fields } = await form();
		expect(fields.map(({ id, displayName }) => [id, displayName])).toEqual([['Code', 'Code *']]);
		const templateParameters = mapped({ Code: '482913' }, fields as never);
		expect(await preview(templateParameters)).toEqual([[]]);
		const { error } = await meta.run({
			parameters: send('sendTemplate', { ...chosen, templateParameters }),
		});
		expect(error).toBeUndefined();
		expect(meta.bodies.at(-1)).toMatchObject({
			template: {
				components: [
					{ type: 'body', parameters: [{ type: 'text', text: '482913' }] },
					button('url', { type: 'text', text: '482913' }),
				],
			},
		});
		expect(meta.sent.map((one) => one.text)).toEqual(['*482913* is your verification code.']);
	});
});

test('what the form has no fields for is said when the template is picked, and in a preview', async () => {
	meta.approve([BODY, buttons({ type: 'ORDER_DETAILS' })]);
	const options = { previewOnly: true };
	const additionalParameters = pairs({ body_1: 'Ada' });
	const { items } = await meta.run({
		parameters: send('sendTemplate', { ...chosen, additionalParameters, options }),
	});
	expect(items[0]?.json.findings).toEqual([
		"This node cannot send 'tested': it has no fields for ORDER_DETAILS",
	]);
	expect(await form()).toEqual({
		fields: [],
		emptyFieldsNotice: expect.stringContaining("cannot send 'tested': it has no fields for ORDER"),
	});
});

test.each<[Record<string, string>, string]>([
	[{ code: '12-34' }, 'is not a code'],
	[{ code: '1'.repeat(16) }, 'has 16 characters'],
	[{ header_latitude: '95' }, 'is no latitude'],
	[{ header_longitude: 'east' }, 'is no longitude'],
	...['soon', 'Offer 12', '2027-02-30T10:00', '04/05/2027', '12'].map(
		(offer_ends): [Record<string, string>, string] => [
			{ offer_ends },
			"'End of the offer' in 'Template Parameters' is not a time",
		],
	),
	[
		{ offer_ends: '2020-01-01T00:00' },
		"'End of the offer' in 'Template Parameters' is in the past",
	],
	[{ offer_ends: '1577836800000' }, "'End of the offer' in 'Template Parameters' is in the past"],
	[{ button_0_flow_data: '[1]' }, 'is not a JSON object'],
	[{ button_0_flow_data: '{"name":"undefined"}' }, 'contains only the word undefined'],
	[{ button_0_mpm_products: ' , ;' }, 'names no product'],
	[{ button_0_mpm_products: 'x,'.repeat(31) }, 'names 31 products'],
	[
		{ card_0_button_0_url: 'a b' },
		"'Card 1: Button 1 link ending' in 'Template Parameters' contains a space",
	],
	[{ card_0_body_2: 'x' }, "lacks a value for 'Card 1: Body 1'"],
	[{ card_0_card_1_body_1: 'x' }, "'card_0_card_1_body_1' in"],
])('%j is refused before the network: %s', async (values, words) => {
	const run = await meta.run({
		parameters: send('sendTemplate', { ...chosen, additionalParameters: pairs(values) }),
	});
	expect(shown(run)).toMatchObject({
		code: 'input-invalid',
		message: expect.stringContaining(words),
	});
	expect(meta.bench.requests).toEqual([]);
});
