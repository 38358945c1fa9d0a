import type { INodeParameters } from 'n8n-workflow';

import { knownBusiness } from '../../sandbox/demo/business';
import { listSearch } from '../harness';
import { shown } from '../wati/setup';
import { byId, send, useMeta } from './setup';

const meta = useMeta();

const { catalogId, flowId } = knownBusiness;
/** What an expression brings that finds nothing: n8n itself stops a required field that was left empty. */
const EMPTY = '={{ "" }}';
const long = (length: number) => 'a'.repeat(length);
const url = 'https://www.example.com/a.png';
const card = { mediaUrl: url, text: 'Vase', buttonText: 'Shop', buttonUrl: url };
const cards = (...list: INodeParameters[]): INodeParameters => ({ cards: { card: list } });

const flow = (parameters: INodeParameters) =>
	send('sendFlow', { bodyText: 'When?', buttonText: 'Book', flow: byId(flowId), ...parameters });
const carousel = (parameters: INodeParameters) =>
	send('sendCarousel', { bodyText: 'Which?', ...cards(card, card), ...parameters });
const products = (...section: INodeParameters[]) =>
	send('sendProductList', {
		catalogId,
		headerText: 'New',
		bodyText: 'Which?',
		productSections: { section },
	});
const address = (parameters: INodeParameters) =>
	send('sendAddressRequest', { bodyText: 'Where?', ...parameters });
const known = (name: string, value: string): INodeParameters => ({
	addressValues: { value: [{ name, value }] },
});
const skus = (count: number) =>
	Array.from({ length: count }, (_, place) => `sku-${place}`).join(', ');

test.each<[string, INodeParameters, string]>([
	['no Flow', flow({ flow: byId(EMPTY) }), "'Flow' is empty"],
	['a long Flow button', flow({ buttonText: long(31) }), "'Button Text' has 31 characters"],
	['an emoji on it', flow({ buttonText: 'Book 📅' }), "'Button Text' contains an emoji"],
	['data in words', flow({ flowScreen: 'A', flowData: 'x' }), "'Screen Data' contains no JSON"],
	['data for no screen', flow({ flowData: '{"a":1}' }), "'Screen' is empty"],
	['one card', carousel(cards(card)), "'Cards' has 1 entries, but WhatsApp allows 2 to 10"],
	[
		'a card without media',
		carousel(cards(card, { ...card, mediaUrl: EMPTY })),
		"'Cards 2, Media URL'",
	],
	['a long card', carousel(cards({ ...card, text: long(161) }, card)), "'Cards 1, Text' has 161"],
	['a card of lines', carousel(cards({ ...card, text: '1\n2\n3\n4' }, card)), '2 line breaks'],
	['a long button', carousel(cards(card, { ...card, buttonText: long(21) })), 'Button Text'],
	[
		'unequal replies',
		carousel({
			cardButtons: 'replies',
			...cards({ mediaUrl: url, replies: 'A, B' }, { mediaUrl: url, replies: 'A' }),
		}),
		"'Cards 2, Replies' has 1 entries, but the first card has 2",
	],
	[
		'a reply twice on a card',
		carousel({
			cardButtons: 'replies',
			...cards({ mediaUrl: url, replies: 'A, B' }, { mediaUrl: url, replies: 'A, A' }),
		}),
		"'Cards 2, Replies' contains 'A' twice",
	],
	['no sections', products(), "'Sections' has 0 entries"],
	['an empty section', products({ products: EMPTY }), "'Sections 1, Product IDs' is empty"],
	['untitled sections', products({ products: 'a' }, { products: 'b' }), "'Sections 1, Title' is"],
	['31 products', products({ products: skus(31) }), "'Sections' has 31 products in total"],
	[
		'no catalog',
		send('sendProduct', { catalogId: EMPTY, productId: 'a' }),
		"'Catalog ID' returned nothing",
	],
	['no product', send('sendProduct', { catalogId, productId: EMPTY }), "'Product ID' is empty"],
	['no body', send('sendCatalog', { bodyText: EMPTY }), "'Body' is empty"],
	['a long pin code', address(known('in_pin_code', '4000011')), "'Known Values 1, Value' has 7"],
	[
		'a missing part of an address',
		address(known('city', 'null')),
		"'Known Values 1, Value' contains only the word null",
	],
	[
		'missing data of a screen',
		flow({ flowScreen: 'A', flowData: '{"who":{"name":"undefined"}}' }),
		"'Screen Data' contains only the word undefined",
	],
	[
		'a missing number in an address',
		send('sendCtaUrl', { bodyText: 'x', buttonText: 'Go', buttonUrl: `${url}/undefined-1` }),
		"address in 'Button URL' contains the word undefined",
	],
	['a long question', send('sendLocationRequest', { bodyText: long(1_025) }), "'Body' has 1025"],
])('%s is refused before the network', async (_what, parameters, words) => {
	const run = await meta.run({ parameters });
	expect(shown(run)).toMatchObject({
		code: 'input-invalid',
		message: expect.stringContaining(words),
		description: expect.stringContaining('[Item 0]'),
	});
	expect(meta.bench.requests).toEqual([]);
});

const interactive = () => meta.bodies.map((body) => (body as { interactive: object }).interactive);

test('cards go with links or with quick replies, whose IDs name their card', async () => {
	const header = { type: 'video', video: { link: url } };
	await meta.run({ parameters: carousel({ cardMedia: 'video' }) });
	const replies = { mediaUrl: url, replies: 'I want it' };
	await meta.run({ parameters: carousel({ cardButtons: 'replies', ...cards(replies, replies) }) });
	const link = { name: 'cta_url', parameters: { display_text: 'Shop', url } };
	const linked = { type: 'cta_url', header, body: { text: 'Vase' }, action: link };
	const asked = (place: number) => ({
		card_index: place,
		header: { type: 'image', image: { link: url } },
		action: {
			buttons: [
				{
					type: 'quick_reply',
					quick_reply: { id: `card_${place}_I want it`, title: 'I want it' },
				},
			],
		},
	});
	const body = { text: 'Which?' };
	expect(interactive()).toEqual([
		{
			type: 'carousel',
			body,
			action: { cards: [0, 1].map((place) => ({ card_index: place, ...linked })) },
		},
		{ type: 'carousel', body, action: { cards: [asked(0), asked(1)] } },
	]);
	expect(meta.sent).toHaveLength(2);
});

test('an address is asked for with what is known of it', async () => {
	await meta.run({ parameters: address(known('city', 'Mumbai')) });
	expect(interactive()).toEqual([
		{
			type: 'address_message',
			body: { text: 'Where?' },
			action: {
				name: 'address_message',
				parameters: { country: 'IN', values: { city: 'Mumbai' } },
			},
		},
	]);
});

test('what Meta does not have is refused in its words', async () => {
	const run = await meta.run({
		parameters: send('sendProduct', { catalogId, productId: 'sku-9' }),
	});
	expect(shown(run)).toMatchObject({
		code: 'request-refused',
		description: expect.stringContaining('Products not found in FB Catalog'),
	});
	expect(meta.sent).toEqual([]);
});

test('a preview shows the words on all cards and products, and sends nothing', async () => {
	const options = { previewOnly: true };
	const texts: unknown[] = [];
	for (const parameters of [
		carousel({ options }),
		flow({ options }),
		{ ...products({ title: 'Drinks', products: 'sku-1' }), options },
	]) {
		const { items } = await meta.run({ parameters });
		texts.push(items[0]?.json.text);
	}
	expect(texts).toEqual([
		`Which?\nVase\n[Shop] ${url}\nVase\n[Shop] ${url}`,
		'When?\n[Book]',
		'New\nWhich?\n[Drinks]\n[sku-1]',
	]);
	expect(meta.sent).toEqual([]);
});

test('Flows are picked by name, drafts among them', async () => {
	const { results } = await listSearch('searchFlows', meta.asks(flow({})));
	expect(results).toEqual([
		{ name: 'book_table', value: flowId },
		{ name: 'feedback (draft)', value: '100200300400802' },
	]);
});
