import type { INodeParameters } from 'n8n-workflow';

import { knownBusiness } from '../../../sandbox/demo/business';
import { GROUP } from '../../whatsapp-business-trigger/payloads';
import { pairs } from '../../wati/setup';
import { ADA, byId, op, picked, send, TEMPLATE_ID } from '../setup';

const { catalogId, flowId, usernameOnly } = knownBusiness;

const long = (length: number) => 'a'.repeat(length);
const url = 'https://www.example.com/a.png';
const texts = { bodyText: long(1024), footerText: long(60) };
const numbered = <Row>(count: number, row: (place: number) => Row) =>
	Array.from({ length: count }, (_, place) => row(place));
const cut = (length: number, place: number) => `${place}${long(length)}`.slice(0, length);
const hello = { template: picked('tested|en_US') };

/** Every form of a message's header. */
const headers = ['text', 'image', 'video', 'document'].map((headerType) => ({
	headerType,
	...(headerType === 'text' ? { headerText: long(60) } : { headerMediaUrl: url }),
}));

const card = { mediaUrl: url, text: long(160), buttonText: long(20), buttonUrl: url };
const answered = { mediaUrl: url, replies: 'Yes, No' };

/** What an account has that messages refer to. */
interface Kept {
	mediaId: string;
	messageId: string;
}

/** Messages as long as they may be, and with all that may be beside their content. */
const listMessages = ({ mediaId, messageId }: Kept): INodeParameters[] => [
	send('sendText', {
		messageText: long(4096),
		options: { replyToMessageId: messageId, callbackData: long(512), previewUrl: true },
	}),
	send('sendText', { messageText: 'Hello', whatsappNumber: usernameOnly }),
	send('sendText', { messageText: 'Hello', whatsappNumber: GROUP }),
	send('sendTemplate', { ...hello, options: { callbackData: 'order 7' } }),
	send('sendTemplate', {
		...hello,
		whatsappNumber: usernameOnly,
		options: { marketingMessages: 'strict' },
	}),
	send('sendTemplate', {
		...hello,
		options: { marketingMessages: 'fallback', callbackData: 'order 7' },
	}),
	...['sendImage', 'sendDocument'].map((name) => send(name, { mediaSource: 'id', mediaId })),
	...headers.map((header) =>
		send('sendButtons', {
			...texts,
			...header,
			buttons: { button: numbered(3, (place) => ({ id: cut(256, place), text: cut(20, place) })) },
		}),
	),
	send('sendList', {
		bodyText: long(4096),
		footerText: long(60),
		headerText: long(60),
		buttonText: long(20),
		sections: {
			section: numbered(10, (place) => ({
				title: cut(24, place),
				rows: {
					row: [{ id: cut(200, place), title: cut(24, place), description: long(72) }],
				},
			})),
		},
	}),
	send('sendFlow', { ...texts, headerText: long(60), flow: byId(flowId), buttonText: long(30) }),
	send('sendCarousel', { bodyText: long(1024), cards: { card: numbered(10, () => card) } }),
	send('sendCarousel', {
		bodyText: 'Which?',
		cardMedia: 'video',
		cardButtons: 'replies',
		cards: { card: [answered, answered] },
	}),
	send('sendProductList', {
		...texts,
		catalogId,
		headerText: long(60),
		productSections: {
			section: numbered(10, (place) => ({
				title: cut(24, place),
				products: 'sku-1, sku-2, sku-3',
			})),
		},
	}),
	send('sendAddressRequest', {
		...texts,
		headerText: 'To',
		addressValues: { value: [{ name: 'in_pin_code', value: '400001' }] },
	}),
	send('sendContacts', {
		contacts: { contact: numbered(5, (place) => ({ firstName: `Ada ${place}` })) },
	}),
	send('sendContacts', {
		contacts: {
			contact: [
				{
					firstName: 'Ada',
					phones: { phone: [{ phone: '', type: 'MOBILE', waId: ADA }] },
					emails: { email: [{ email: '', type: 'WORK' }] },
				},
			],
		},
	}),
	op('message', 'markAsRead', { messageId, typingIndicator: true }),
];

const buttons = (...button: INodeParameters[]) => ({ templateButtons: { button } });
const reply = { type: 'QUICK_REPLY', text: long(25) };
const cardOf = {
	handle: '4::abc',
	bodyText: '{{1}} now',
	examples: 'Vase',
	buttons: { button: [reply] },
};
const create = (parameters: INodeParameters, options: INodeParameters = {}, name = 'create') =>
	op('template', name, {
		category: 'MARKETING',
		bodyText: 'Hello',
		...(name === 'create' ? { name: 'new_one' } : { templateId: TEMPLATE_ID }),
		...parameters,
		options,
	});

const PARTS: Array<[parameters: INodeParameters, options?: INodeParameters]> = [
	[
		{
			templateHeader: 'TEXT',
			headerText: 'Order {{1}}',
			headerExamples: pairs({ 1: 'A-1' }),
			bodyText: 'Hi {{1}}, {{2}} off.',
			bodyExamples: pairs({ 1: 'Ada', 2: '20 %' }),
			footerText: long(60),
			...buttons(
				reply,
				{
					type: 'URL',
					text: 'Shop',
					target: 'https://a.example/{{1}}',
					example: 'https://a.example/b',
				},
				{ type: 'PHONE_NUMBER', text: 'Call', target: '+1 415 555 0300' },
				{ type: 'COPY_CODE', example: 'SPRING20' },
			),
		},
		{ allowCategoryChange: true },
	],
	[{ bodyText: 'Hi {{first_name}}', bodyExamples: pairs({ first_name: 'Ada' }) }],
	...['IMAGE', 'VIDEO', 'DOCUMENT', 'GIF', 'LOCATION', 'PRODUCT'].map(
		(templateHeader): [INodeParameters] => [{ templateHeader, headerHandle: '4::abc' }],
	),
	...['CATALOG', 'MPM', 'SPM', 'VOICE_CALL'].map((type): [INodeParameters] => [
		buttons({ type, text: 'Go' }),
	]),
	[buttons({ type: 'FLOW', text: 'Go', flow: flowId })],
	[buttons({ type: 'FLOW', text: 'Go', flow: 'book_table', flowScreen: 'DAY' })],
	[{}, { templateCards: { card: [cardOf, cardOf] } }],
	[{}, { offerText: long(16), callPermission: true, timeToLive: 43_200 }],
	[{ category: 'AUTHENTICATION', codeExpirationMinutes: 10, copyButtonText: 'Copy' }],
];

const profile = (changes: INodeParameters) => op('businessProfile', 'update', { profile: changes });

/** Bodies with more in them than the shortest example of their operation. */
export const listFullerBodies = (kept: Kept): INodeParameters[] => [
	...listMessages(kept),
	...PARTS.flatMap(([parts, options]) => [
		create(parts, options),
		create(parts, options, 'update'),
	]),
	op('blockedUser', 'block', { whatsappNumber: usernameOnly }),
	op('qrCode', 'create', { prefilledMessage: long(140), imageFormat: 'PNG' }),
	profile({
		about: long(139),
		address: long(256),
		description: long(512),
		email: 'ada@example.com',
		vertical: 'RETAIL',
		websites: ['https://a.example', 'https://b.example'],
		profilePictureHandle: '4::abc',
	}),
	profile({ vertical: 'NOT_A_BIZ' }),
];
