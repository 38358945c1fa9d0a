import type { INodeParameters } from 'n8n-workflow';

import { ADA, byId, directly, op, picked, send, useMeta } from './setup';

const meta = useMeta();

const { businessAccountId, phoneNumberId } = {
	businessAccountId: '100200300400501',
	phoneNumberId: '100200300400601',
};
const NUMBER = `/v26.0/${phoneNumberId}`;
const text = { bodyText: 'Hello' };
const url = 'https://www.example.com/a.png';
const card = { mediaUrl: url, text: 'Vase', buttonText: 'Shop', buttonUrl: url };
const products = {
	...text,
	catalogId: '100200300400901',
	headerText: 'New',
	productSections: { section: [{ title: 'All', products: 'sku-1' }] },
};

/** The newest operations with a token of Meta, each with the path of its request. */
test.each<[string, INodeParameters, string]>([
	[
		'a Flow',
		send('sendFlow', { ...text, flow: byId('100200300400801'), buttonText: 'Book' }),
		`POST ${NUMBER}/messages`,
	],
	['a request for a location', send('sendLocationRequest', text), `POST ${NUMBER}/messages`],
	[
		'a carousel',
		send('sendCarousel', { ...text, cards: { card: [card, card] } }),
		`POST ${NUMBER}/messages`,
	],
	['products', send('sendProductList', products), `POST ${NUMBER}/messages`],
	[
		'marketing messages',
		send('sendTemplate', {
			template: picked('hello_world|en_US'),
			options: { marketingMessages: 'fallback' },
		}),
		`POST ${NUMBER}/marketing_messages`,
	],
	['blocking', op('blockedUser', 'block', { whatsappNumber: ADA }), `POST ${NUMBER}/block_users`],
	['blocked people', op('blockedUser', 'getAll'), `GET ${NUMBER}/block_users`],
	[
		'a QR code',
		op('qrCode', 'create', { prefilledMessage: 'Hello', imageFormat: 'PNG' }),
		`POST ${NUMBER}/message_qrdls`,
	],
	[
		'analytics',
		op('analytics', 'get', {
			analyticsOf: 'analytics',
			granularity: 'day',
			start: '2026-11-01',
			end: '2026-11-02',
		}),
		`GET /v26.0/${businessAccountId}`,
	],
])('%s goes to Meta itself, with the token', async (_what, parameters, request) => {
	await meta.run({ parameters: directly({ ...parameters, phoneNumberId: byId(phoneNumberId) }) });
	const { method, path, headers } = meta.bench.requests.at(-1)!;
	expect([`${method} ${path}`, headers.host, headers.authorization]).toEqual([
		request,
		'graph.facebook.com',
		'Bearer meta-sandbox-token',
	]);
});
