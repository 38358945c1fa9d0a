import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { knownBusiness } from '../../sandbox/demo/business';
import type { Payload } from '../../nodes/shared/webhooks/payload';
import { SleepingExecution } from '../harness';
import { messages } from '../whatsapp-business-trigger/payloads';
import { fileItem, operation as operationOf } from '../wati/setup';
import { ADA, byId, NODE, op, picked, send, text, useMeta } from '../whatsapp-business/setup';
import { useResumedTrigger } from './resumed-trigger';
import { holdAgainstSchema, operationsOf } from './node-schemas';

const meta = useMeta({ mediaUrls: 'gateway' });

const link = { mediaLink: 'https://www.example.com/file' };
const body = { bodyText: 'Which?' };
const { catalogId } = knownBusiness;
const carouselCard = {
	mediaUrl: 'https://www.example.com/a.png',
	buttonText: 'Go',
	buttonUrl: 'https://www.example.com',
};

/** A picture that a customer sent. */
const mediaId = () => {
	const { messages } = meta.sandbox.businessAccount();
	return (messages.find(({ type }) => type === 'image')!.content as { id: string }).id;
};
const customerMessage = () => meta.sandbox.businessAccount().messages[0]!.id;
const connection = (name: string) => () => [
	operationOf('connection', name, {
		connectionId: byId(meta.sandbox.business.secondConnectionId),
	}),
];

const approvedTemplate = () =>
	meta.sandbox.businessAccount().templates.find(({ status }) => status === 'APPROVED')!.id;

const today = () => {
	const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
	return { start: at(-12), end: at(12) };
};
const blocks = (name: string) => op('blockedUser', name, { whatsappNumber: ADA });
const newCode = () => op('qrCode', 'create', { prefilledMessage: 'Hello' });

function keptCode(): string {
	const { phones } = meta.sandbox.businessAccount();
	phones.get(knownBusiness.phoneNumberId)!.qrCodes.push({ code: '4O4YGZEG3RIVE1', message: 'Hi' });
	return '4O4YGZEG3RIVE1';
}

const triggers = useResumedTrigger();

const EXAMPLES: Record<string, () => INodeParameters[]> = {
	'template/update': () => [
		op('template', 'update', { templateId: approvedTemplate(), bodyText: 'Hello again' }),
	],
	'phoneNumber/checkSetup': () => [op('phoneNumber', 'checkSetup')],
	'analytics/get': () => [
		...['analytics', 'conversation_analytics', 'pricing_analytics', 'template_analytics'].map(
			(analyticsOf) =>
				op('analytics', 'get', { analyticsOf, templateIds: approvedTemplate(), ...today() }),
		),
	],
	'blockedUser/block': () => [blocks('block')],
	'blockedUser/getAll': () => {
		meta.sandbox.businessAccount().blocked.add(ADA);
		return [op('blockedUser', 'getAll', { returnAll: true })];
	},
	'blockedUser/unblock': () => [blocks('unblock')],
	'qrCode/create': () => [newCode()],
	'qrCode/delete': () => [op('qrCode', 'delete', { qrCode: keptCode() })],
	'qrCode/get': () => [op('qrCode', 'get', { qrCode: keptCode() })],
	'qrCode/getAll': () => [op('qrCode', 'getAll', { qrCode: keptCode(), returnAll: true })],
	'qrCode/update': () => [
		op('qrCode', 'update', { qrCode: keptCode(), prefilledMessage: 'Hello again' }),
	],
	'businessProfile/get': () => [op('businessProfile', 'get')],
	'businessProfile/update': () => [op('businessProfile', 'update', { profile: { about: 'Open' } })],
	'conversation/resumeBot': () => [
		op('conversation', 'resumeBot', {
			whatsappNumber: ADA,
			options: { triggerUrl: triggers.address },
		}),
	],
	'connection/create': connection('create'),
	'connection/delete': connection('delete'),
	'connection/get': connection('get'),
	'connection/getAll': connection('getAll'),
	'media/delete': () => [op('media', 'delete', { mediaId: mediaId() })],
	'media/download': () => [op('media', 'download', { mediaId: mediaId() })],
	'media/getUrl': () => [op('media', 'getUrl', { mediaId: mediaId() })],
	'media/upload': () => [op('media', 'upload')],
	'message/markAsRead': () => [op('message', 'markAsRead', { messageId: customerMessage() })],
	'message/sendAddressRequest': () => [send('sendAddressRequest', body)],
	'message/sendAudio': () => [send('sendAudio', link)],
	'message/sendButtons': () => [
		send('sendButtons', { ...body, buttons: { button: [{ text: 'Yes' }] } }),
	],
	'message/sendCallPermissionRequest': () => [send('sendCallPermissionRequest', body)],
	'message/sendCarousel': () => [
		send('sendCarousel', { ...body, cards: { card: [carouselCard, carouselCard] } }),
	],
	'message/sendCatalog': () => [send('sendCatalog', body)],
	'message/sendContactRequest': () => [send('sendContactRequest', body)],
	'message/sendContacts': () => [
		send('sendContacts', { contacts: { contact: [{ firstName: 'Ada' }] } }),
	],
	'message/sendCtaUrl': () => [
		send('sendCtaUrl', { ...body, buttonText: 'Go', buttonUrl: 'https://www.example.com' }),
	],
	'message/sendDocument': () => [
		send('sendDocument', link),
		send('sendDocument', { mediaSource: 'binary' }),
	],
	'message/sendFlow': () => [
		send('sendFlow', { ...body, flow: byId(knownBusiness.flowId), buttonText: 'Book' }),
	],
	'message/sendImage': () => [
		send('sendImage', link),
		send('sendImage', { mediaSource: 'binary' }),
	],
	'message/sendList': () => [
		send('sendList', {
			...body,
			buttonText: 'Open',
			sections: { section: [{ rows: { row: [{ title: 'Noon' }] } }] },
		}),
	],
	'message/sendLocation': () => [send('sendLocation', { latitude: '1', longitude: '2' })],
	'message/sendLocationRequest': () => [send('sendLocationRequest', body)],
	'message/sendProduct': () => [send('sendProduct', { catalogId, productId: 'sku-1' })],
	'message/sendProductList': () => [
		send('sendProductList', {
			...body,
			catalogId,
			headerText: 'New',
			productSections: { section: [{ products: 'sku-1' }] },
		}),
	],
	'message/sendReaction': () => [
		send('sendReaction', { messageId: customerMessage(), emoji: '👍' }),
	],
	'message/sendSticker': () => [send('sendSticker', link)],
	'message/sendTemplate': () => [send('sendTemplate', { template: picked('hello_world|en_US') })],
	'message/sendText': () => [text()],
	'message/sendVideo': () => [send('sendVideo', link)],
	'phoneNumber/get': () => [op('phoneNumber', 'get')],
	'phoneNumber/getAll': () => [op('phoneNumber', 'getAll', { returnAll: true })],
	'template/create': () => [op('template', 'create', { name: 'new_one', bodyText: 'Hello' })],
	'template/delete': () => [op('template', 'delete', { name: 'hello_world' })],
	'template/getAll': () => [op('template', 'getAll', { returnAll: true })],
};

const reply = (id: string, content: IDataObject) =>
	messages({
		metadata: { phone_number_id: '100200300400601' },
		contacts: [{ profile: { name: 'Ada' }, wa_id: ADA }],
		messages: [{ from: ADA, id, ...content }],
	});

const delivered = (more: IDataObject) =>
	messages({ statuses: [{ id: 'wamid.1', timestamp: '1795169900', recipient_id: ADA, ...more }] });

const failed = { status: 'failed', errors: [{ code: 131026, title: 'Message undeliverable' }] };

/** Operations that sleep: what they are run with, and what wakes them. */
const WAITS: Record<string, Array<{ parameters: INodeParameters; call: Payload }>> = {
	'message/sendAndWait': ['Approve', 'Only half'].map((words) => ({
		parameters: send('sendAndWait', {
			message: 'May it be refunded?',
			options: { eventsElsewhere: true },
		}),
		call: reply(`wamid.in.${words}`, { type: 'text', text: { body: words } }),
	})),
	'message/sendAndWaitForReply': [
		{
			parameters: send('sendAndWaitForReply', {
				messageText: 'When?',
				options: { eventsElsewhere: true },
			}),
			call: reply('wamid.in.1', { type: 'text', text: { body: 'Now' } }),
		},
		{
			parameters: send('sendAndWaitForReply', {
				messageText: 'How many?',
				acceptedAnswers: 'number',
				mostTries: 1,
				options: { eventsElsewhere: true },
			}),
			call: reply('wamid.in.2', { type: 'text', text: { body: 'Many' } }),
		},
	],
	'message/waitForDelivery': [{ status: 'delivered' }, failed].map((more) => ({
		parameters: op('message', 'waitForDelivery', {
			messageId: 'wamid.1',
			options: { eventsElsewhere: true },
		}),
		call: delivered(more),
	})),
};

test('every operation of the node is among the examples', async () => {
	expect(await operationsOf('matonWhatsAppBusiness')).toEqual(
		Object.keys({ ...EXAMPLES, ...WAITS }).sort(),
	);
});

test.each(Object.keys(EXAMPLES))('%s returns what its schema says', async (operation) => {
	const outputs: IDataObject[] = [];
	for (const parameters of EXAMPLES[operation]!()) {
		const items = [await fileItem('bytes', 'a.png', 'image/png')];
		const { items: output, error } = await meta.run({ parameters, items });
		expect(error).toBeUndefined();
		outputs.push(...output.map(({ json }) => json));
	}
	holdAgainstSchema('MatonWhatsAppBusiness', operation, outputs);
});

test.each(Object.keys(WAITS))('%s returns what its schema says', async (operation) => {
	const outputs: IDataObject[] = [];
	for (const { parameters, call } of WAITS[operation]!) {
		const execution = await SleepingExecution.start({
			node: NODE,
			parameters,
			credentials: meta.credentials(),
			items: [{}],
		});
		await execution.post(call);
		expect([execution.error, execution.sleeps]).toEqual([undefined, false]);
		const items = [...execution.output(0), ...execution.output(1)];
		outputs.push(...items.map(({ json }) => json));
	}
	holdAgainstSchema('MatonWhatsAppBusiness', operation, outputs);
});
