import type { INodeParameters } from 'n8n-workflow';

import { knownBusiness } from '../../../sandbox/demo/business';
import { operation as operationOf } from '../../wati/setup';
import { ADA, byId, op, picked, send, text, type MetaBench } from '../setup';

const link = { mediaLink: 'https://www.example.com/file' };
const body = { bodyText: 'Which?' };
const { catalogId } = knownBusiness;
const carouselCard = {
	mediaUrl: 'https://www.example.com/a.png',
	buttonText: 'Go',
	buttonUrl: 'https://www.example.com',
};

/** Every operation that ends by itself, by `resource/operation`, in one form or more. */
export type Examples = Record<string, () => INodeParameters[]>;

/**
 * Parameters with which each operation runs, but for those that sleep.
 *
 * @param triggers address of a trigger that has a chat to resume
 */
export function listExamples(meta: MetaBench, triggers: { readonly address: string }): Examples {
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
		phones
			.get(knownBusiness.phoneNumberId)!
			.qrCodes.push({ code: '4O4YGZEG3RIVE1', message: 'Hi' });
		return '4O4YGZEG3RIVE1';
	}

	return {
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
		'businessProfile/update': () => [
			op('businessProfile', 'update', { profile: { about: 'Open' } }),
		],
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
}
