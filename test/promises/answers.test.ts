import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { buildAnswer, judgeShape } from '../../scripts/docs/answers/page';
import { SHAPES, type Shape } from '../../scripts/docs/answers/shapes';
import { CUSTOMER, JUDGED, type Judged } from '../../scripts/docs/answers/writes';
import type { Answer } from '../../nodes/shared/http/answers/answer';
import { runNode } from '../harness';
import { byId, fileItem, named, number, operation, pairs } from '../wati/setup';

const to = { whatsappNumber: number(CUSTOMER) };
const template = { template: named('order_update') };
const buttons = { bodyText: 'Ready?', buttons: { button: [{ text: 'Yes' }] } };
const many = {
	...template,
	recipientsFrom: 'json',
	recipientsJson: JSON.stringify([{ whatsappNumber: CUSTOMER, parameters: { name: 'Ada' } }]),
};
const ID = '66f0aa0000000000000000aa';
const own = {
	phoneNumberId: byId('100200300400601'),
	businessAccountId: byId('100200300400501'),
};
const link = { mediaLink: 'https://www.example.com/file' };
const card = {
	mediaUrl: 'https://www.example.com/a.png',
	buttonText: 'Go',
	buttonUrl: 'https://www.example.com',
};
const list = {
	bodyText: 'When?',
	buttonText: 'See times',
	sections: { section: [{ title: 'Today', rows: { row: [{ title: 'Noon', description: '' }] } }] },
};

/** What a user filled in, by the place on the page. */
const PARAMETERS: Record<string, INodeParameters> = {
	'wati/message/sendText': { ...to, messageText: 'Hello' },
	'wati/message/sendFile': to,
	'wati/message/sendButtons': { ...to, ...buttons },
	'wati/message/sendList': { ...to, ...list },
	'wati/message/sendFile (v3)': {
		...to,
		fileSource: 'url',
		fileUrl: 'https://files.example.com/report.pdf',
	},
	'wati/template/send (v2)': { ...to, ...template, options: { apiVersion: 'v2' } },
	'wati/template/send (v1)': { ...to, ...template, options: { apiVersion: 'v1' } },
	'wati/template/send (channel)': { ...to, ...template, options: { channelNumber: '14155550100' } },
	'wati/template/sendToMany (v2)': { ...many, options: { apiVersion: 'v2' } },
	'wati/template/sendToMany (v1)': { ...many, options: { apiVersion: 'v1' } },
	'wati/template/sendToMany (channel)': { ...many, options: { channelNumber: '14155550100' } },
	'wati/template/sendViaCsv': template,
	'wati/template/schedule': { ...many, scheduledAt: '2099-01-01T10:00:00Z' },
	'wati/contact/add': { ...to, name: 'Ada' },
	'wati/contact/upsert': { ...to, name: 'Ada' },
	'wati/contact/setOptOut': { ...to, optOutChange: 'out' },
	'wati/contact/updateAttributes': { ...to, additionalAttributes: pairs({ member: 'gold' }) },
	'wati/contact/assignTeams': { ...to, teams: 'Support' },
	'wati/contact/delete': to,
	'wati/conversation/assign (v3)': {
		...to,
		email: 'agent@example.com',
		options: { channel: { __rl: true, mode: 'list', value: 'Support' } },
	},
	'wati/conversation/updateStatus': { ...to, chatStatus: 'pending' },
	'wati/conversation/addTag': { ...to, tag: 'vip' },
	'wati/conversation/removeTag': { ...to, tag: 'vip' },
	'wati/conversation/showTyping': to,
	'wati/chatbot/start': { ...to, chatbotId: byId('c1') },
	'wati/conversation/assign': { ...to, email: 'agent@example.com' },
	'wati/webhook/create': {
		webhookNumber: number('15551234567'),
		webhookUrl: 'https://n8n.example.com/webhook/x',
		webhookEvents: ['messageReceived'],
	},
	'wati/webhook/update': {
		webhookId: byId(ID),
		webhookChanges: { enabled: true, url: 'https://n8n.example.com/webhook/x' },
	},
	'wati/webhook/delete': { webhookId: byId(ID) },
	'wati/account/rotateToken': { confirmRotation: true, tokenFrom: 'field', token: 'old-one' },
	'wati/connection/create': {},
	'wati/connection/delete': { connectionId: byId(ID) },
	'wati/media/download': { fileName: 'data/images/1.jpg' },
	'wati/media/download (v3)': { fileName: '66f0aa000000000000000001' },
	'matonWhatsAppBusiness/message/sendAddressRequest': { bodyText: 'Where?' },
	'matonWhatsAppBusiness/message/sendAudio': link,
	'matonWhatsAppBusiness/message/sendButtons': buttons,
	'matonWhatsAppBusiness/message/sendCallPermissionRequest': {},
	'matonWhatsAppBusiness/message/sendCarousel': {
		bodyText: 'Which?',
		cards: { card: [card, card] },
	},
	'matonWhatsAppBusiness/message/sendCatalog': { bodyText: 'Look' },
	'matonWhatsAppBusiness/message/sendContactRequest': { bodyText: 'Your number?' },
	'matonWhatsAppBusiness/message/sendContacts': { contacts: { contact: [{ firstName: 'Ada' }] } },
	'matonWhatsAppBusiness/message/sendCtaUrl': {
		bodyText: 'Which?',
		buttonText: 'Go',
		buttonUrl: 'https://www.example.com',
	},
	'matonWhatsAppBusiness/message/sendDocument': link,
	'matonWhatsAppBusiness/message/sendFlow': { bodyText: 'When?', buttonText: 'Book', flow: 'book' },
	'matonWhatsAppBusiness/message/sendImage': link,
	'matonWhatsAppBusiness/message/sendList': list,
	'matonWhatsAppBusiness/message/sendLocation': { latitude: '1', longitude: '2' },
	'matonWhatsAppBusiness/message/sendLocationRequest': { bodyText: 'Where?' },
	'matonWhatsAppBusiness/message/sendProduct': { catalogId: '194836987003835', productId: 'sku-1' },
	'matonWhatsAppBusiness/message/sendProductList': {
		catalogId: '194836987003835',
		headerText: 'New',
		bodyText: 'Look',
		productSections: { section: [{ products: 'sku-1' }] },
	},
	'matonWhatsAppBusiness/message/sendReaction': { messageId: 'wamid.B1', emoji: '👍' },
	'matonWhatsAppBusiness/message/sendSticker': link,
	'matonWhatsAppBusiness/message/sendTemplate': {
		template: { __rl: true, mode: 'list', value: 'hello_world|en_US' },
	},
	'matonWhatsAppBusiness/message/sendText': { messageText: 'Hello' },
	'matonWhatsAppBusiness/message/sendVideo': link,
	'matonWhatsAppBusiness/message/markAsRead': { messageId: 'wamid.B1' },
	'matonWhatsAppBusiness/media/upload': {},
	'matonWhatsAppBusiness/media/delete': { mediaId: '471100000000001' },
	'matonWhatsAppBusiness/media/download': { mediaId: '471100000000001' },
	'matonWhatsAppBusiness/template/create': { name: 'new_one', bodyText: 'Hello' },
	'matonWhatsAppBusiness/blockedUser/block': { whatsappNumber: CUSTOMER },
	'matonWhatsAppBusiness/blockedUser/unblock': { whatsappNumber: CUSTOMER },
	'matonWhatsAppBusiness/qrCode/create': { prefilledMessage: 'Hello' },
	'matonWhatsAppBusiness/qrCode/delete': { qrCode: '4O4YGZEG3RIVE1' },
	'matonWhatsAppBusiness/template/delete': { name: 'hello_world' },
	'matonWhatsAppBusiness/businessProfile/update': { profile: { about: 'Open' } },
	'matonWhatsAppBusiness/connection/create': {},
	'matonWhatsAppBusiness/connection/delete': { connectionId: byId(ID) },
};

/** A server that gives each run its answer, known by the run's own token. */
let server: Server;
let origin = '';
const answers = new Map<string, { request: Judged; answer: Answer; asked: number }>();

/** Requests around the one that is judged. */
function besides({ method, url = '' }: IncomingMessage, { place }: Judged): unknown {
	const isRead = method === 'GET';
	if (isRead && url.startsWith('/connections/')) return { connection: { connection_id: ID } };
	if (place.endsWith('media/download') && /\/v\d+\.\d\/471100000000001$/.test(url)) {
		const address = `${origin}/whatsapp-business/media-files/471100000000001`;
		return { id: '471100000000001', url: address, mime_type: 'image/jpeg' };
	}
	return url.includes('/updateContactAttributes/') && place.endsWith('upsert')
		? { result: true }
		: undefined;
}

beforeAll(async () => {
	server = createServer((incoming, outgoing) => {
		incoming.resume().on('end', () => {
			const found = answers.get(incoming.headers.authorization ?? '')!;
			const aside = besides(incoming, found.request);
			if (aside !== undefined) {
				outgoing.writeHead(200, { 'content-type': 'application/json' });
				outgoing.end(JSON.stringify(aside));
				return;
			}
			found.asked += 1;
			const { statusCode, headers, body } = found.answer;
			outgoing.writeHead(statusCode, headers as Record<string, string>);
			outgoing.end(body as Buffer | string);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

let runs = 0;

const FILES: Record<string, [string, string, string]> = {
	'wati/template/sendViaCsv': ['Phone,name\n14155550101,Ada\n', 'people.csv', 'text/csv'],
};

const PICTURE: [string, string, string] = ['bytes', 'a.png', 'image/png'];

/** What the node says of an answer to a request: `accepted`, or the code of its failure. */
async function told(request: Judged, shape: Shape, items: INodeExecutionData[]) {
	const answer = buildAnswer(shape, request)!;
	const token = `run-${++runs}`;
	const entry = { request, answer, asked: 0 };
	answers.set(`Bearer ${token}`, entry);
	const [node, resource, name] = request.place.replace(/ .*/, '').split('/') as [
		string,
		string,
		string,
	];
	const direct = node === 'wati' && request.kind === 'direct';
	const isMessage = node !== 'wati' && resource === 'message' && name !== 'markAsRead';
	const { error } = await runNode({
		...(node === 'wati' ? {} : { node }),
		parameters: {
			...(node === 'wati' ? {} : own),
			...(isMessage ? { whatsappNumber: CUSTOMER } : {}),
			...(direct ? { authentication: 'watiApi' } : {}),
			...operation(resource, name, PARAMETERS[request.place]),
		},
		items,
		credentials: {
			matonApi: { apiKey: token, connectionId: 'c-1', gatewayUrl: origin },
			watiApi: { apiUrl: `${origin}/${runs}`, accessToken: token },
		},
	});
	return { code: error ? String(error.context.code) : 'accepted', error, asked: entry.asked };
}

test('every operation of the page has its parameters', () => {
	expect(Object.keys(PARAMETERS)).toEqual([...new Set(JUDGED.map(({ place }) => place))]);
});

/** How often requests of a kind were met. Requests that are judged alike share the answers out among them. */
const met = new Map<string, number>();

const SHARES = 12;

test.each(JUDGED)('$place says of every answer what the page says', async (request) => {
	const expected = SHAPES.map((shape) => judgeShape(shape, request));
	const [node] = request.place.split('/');
	const kind = JSON.stringify([node, request.kind, request.options.method, expected]);
	const before = met.get(kind) ?? 0;
	met.set(kind, before + 1);
	const items = [await fileItem(...(FILES[request.place] ?? PICTURE))];
	const tried = SHAPES.filter(
		(_shape, place) =>
			expected[place] !== undefined && (before === 0 || place % SHARES === before % SHARES),
	);
	const differences = await Promise.all(
		tried.map(async (shape) => {
			const verdict = judgeShape(shape, request);
			const { code, asked, error } = await told(request, shape, items);
			if (asked === 0) throw new Error(`Nothing was asked: ${error?.message}`);
			const isUnknownWrite = request.options.method !== 'GET' && code === 'outcome-unknown';
			return [
				...(code === verdict ? [] : [`${shape.name}: ${code} instead of ${verdict}`]),
				...(isUnknownWrite && asked > 1 ? [`${shape.name}: repeated`] : []),
			];
		}),
	);
	expect(differences.flat()).toEqual([]);
});

test('no answer counts as a success but those that are', () => {
	const false_: string[] = [];
	for (const request of JUDGED) {
		for (const shape of SHAPES) {
			const isSuccess = shape.isSuccess?.(request) ?? false;
			const verdict = judgeShape(shape, request);
			if (verdict === undefined) continue;
			if ((verdict === 'accepted') !== isSuccess) false_.push(`${request.place}: ${shape.name}`);
		}
	}
	expect(false_).toEqual([]);
});
