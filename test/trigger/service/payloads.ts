import type { Payload } from '../../../nodes/shared/webhooks/payload';

/**
 * Events as docs.wati.io and its users show them, with made-up data. Kept apart from the samples of the sandbox on
 * purpose: those are made by code, and a form that both get wrong would pass here if these came from them.
 */
const IDS = {
	id: '66f0aa000000000000000060',
	conversationId: '66f0aa000000000000000061',
	ticketId: '66f0aa000000000000000062',
};
const CHANNEL = { channelId: null, channelPhoneNumber: '15551234567' };
const BSUID = {
	bsuid: 'US.100000000000001',
	parentBsuid: 'US.ENT.100000000000002',
	username: '@john',
};
const TEMPLATE_CHANGE = {
	wabaId: '1000',
	templateName: 'order_update',
	templateId: '2000',
	watiTemplateId: '66f0aa000000000000000030',
	...CHANNEL,
};

export const TEXT: Payload = {
	...IDS,
	created: '2026-11-20T10:14:16.6268572Z',
	whatsappMessageId: 'wamid.A0',
	text: 'hello',
	type: 'text',
	data: null,
	sourceId: null,
	sourceUrl: null,
	timestamp: '1795169656',
	owner: false,
	eventType: 'message',
	statusString: 'SENT',
	avatarUrl: null,
	assignedId: '66f0aa000000000000000063',
	operatorName: 'Jane Agent',
	operatorEmail: 'jane@example.com',
	waId: '14155551234',
	messageContact: null,
	senderName: 'John',
	listReply: null,
	interactiveButtonReply: null,
	buttonReply: null,
	replyContextId: '',
	sourceType: 0,
	frequentlyForwarded: false,
	forwarded: false,
	...CHANNEL,
	...BSUID,
};

const received = (more: Payload): Payload => ({ ...TEXT, text: null, ...more });

const SHOW_FILE = 'https://live-mt-server.wati.io/123456/api/file/showFile?fileName=';
export const IMAGE_PATH = 'data/images/11111111-2222-4333-8444-555555555555.jpg';

export const MESSAGES: Record<string, Payload> = {
	text: TEXT,
	optOut: received({ text: 'STOP' }),
	image: received({ type: 'image', text: 'my receipt', data: SHOW_FILE + IMAGE_PATH }),
	voice: received({ type: 'voice', data: `${SHOW_FILE}data/audios/1.opus` }),
	document: received({ type: 'document', data: 'data/documents/1.pdf' }),
	replyButton: received({
		type: 'interactive',
		text: 'Track order',
		interactiveButtonReply: { id: '1', title: 'Track order' },
		replyContextId: 'wamid.B1',
	}),
	listRow: received({
		type: 'interactive',
		text: 'Product A\nBest seller',
		listReply: { id: '1', title: 'Product A', description: 'Best seller' },
	}),
	templateButton: received({
		type: 'button',
		text: 'Yes please',
		buttonReply: {
			payload: '{"ButtonIndex":0,"CarouselCardIndex":null}',
			text: 'Yes please',
		},
		replyContextId: 'wamid.C1',
	}),
	adClick: received({ text: 'hi', sourceId: '123', sourceUrl: 'https://fb.me/1', sourceType: 7 }),
	location: received({
		type: 'location',
		data: { latitude: 1.5, longitude: '-2.25', name: 'Pier' },
	}),
	locationText: received({ type: 'location', data: '{"lat":1.5,"lng":-2.25}' }),
	locationLink: received({
		type: 'location',
		text: 'https://www.google.com/maps?q=1.5,-2.25',
	}),
	contacts: received({
		type: 'contacts',
		messageContact: [
			{
				name: { formatted_name: 'Ada L' },
				phones: [{ phone: '+1 415 555 0101', wa_id: '14155550101' }],
			},
		],
	}),
	reaction: received({ type: 'reaction', text: '👍', replyContextId: 'wamid.R1' }),
	reactionObject: received({ type: 'reaction', reaction: { emoji: '❤', message_id: 'wamid.R2' } }),
	order: received({ type: 'order', orderProducts: [{ id: 'p1', quantity: 2 }] }),
};

const status = (name: string, statusString: string, more: Payload = {}): Payload => ({
	eventType: `sentMessage${name}_v2`,
	statusString,
	localMessageId: '84689938-0000-4000-8000-000000000004',
	...IDS,
	id: '66f0aa000000000000000067',
	whatsappMessageId: 'wamid.E1',
	text: null,
	type: 'template',
	timestamp: '1795169900',
	assigneeId: null,
	operatorEmail: 'jane@example.com',
	...CHANNEL,
	...more,
});

export const STATUSES: Record<string, Payload> = {
	delivered: status('DELIVERED', 'Delivered'),
	read: status('READ', 'Read'),
	replied: status('REPLIED', 'Replied', { text: 'Hi John, order A1 shipped.' }),
	templateFailed: status('', 'Failed', {
		eventType: 'templateMessageFailed',
		failedCode: '131026',
		failedDetail: 'Message undeliverable',
	}),
	sessionFailed: {
		eventType: 'sessionMessageFailed',
		...IDS,
		id: '66f0aa000000000000000068',
		localMessageId: 'my-local-id-0001',
		type: 'session',
		statusString: 'Failed',
		text: 'Hello',
		timestamp: '1795170000',
		failedCode: '131047',
		failedDetail: 'Message could not be delivered.',
	},
};

export const SENT: Record<string, Payload> = {
	session: {
		...status('', 'SENT', {
			eventType: 'sessionMessageSent_v2',
			chatbotTriggeredEventId: null,
			id: '66f0aa000000000000000066',
			whatsappMessageId: 'wamid.D1',
			text: 'hello',
			type: 'text',
			data: null,
			owner: true,
			operatorName: 'Jane',
			waId: '14155551234',
			replyContextId: '',
		}),
	},
	template: {
		...status('', 'SENT', {
			eventType: 'templateMessageSent_v2',
			templateId: '66f0aa000000000000000030',
			templateName: 'order_update',
			created: '2026-11-20T10:00:00.1234567Z',
			text: 'Hi John, order A1 shipped.',
			waId: '14155551234',
			sourceType: 'API',
			headerLink: null,
			headerType: null,
			timestamp: undefined,
		}),
	},
};

export const OTHERS: Record<string, Payload> = {
	newContact: {
		eventType: 'newContactMessageReceived',
		id: '66f0aa000000000000000065',
		created: '2026-11-20T09:49:31.2419621Z',
		waId: '14155551234',
		senderName: 'New User',
		sourceId: null,
		sourceUrl: null,
		sourceType: 0,
		...BSUID,
	},
	chatbotTriggered: {
		...TEXT,
		eventType: 'chatbotTriggered',
		chatbotId: '66f0aa000000000000000070',
	},
	linkClicked: {
		eventType: 'ctaUrlClicked',
		localMessageId: 'msg-abc-12345',
		...IDS,
		whatsappMessageId: 'wamid.G1',
		templateId: 'tpl-1a2b3c',
		templateName: 'order_update',
		created: '2026-11-20T10:00:00',
		displayText: 'Visit us',
		buttonUrl: 'https://shop.example.com/promo',
		text: 'Your order is ready!',
		operatorEmail: 'jane@example.com',
		waId: '14155551234',
		type: 'template',
		statusString: 'SENT',
		sourceType: 'api',
		...CHANNEL,
		...BSUID,
	},
	callStatus: {
		eventType: 'call.status_bsuid',
		call_id: 'call_wati_1',
		metadata: {
			direction: 'inbound',
			status: 'completed',
			from_number: '+12025550101',
			to_number: '+12025550199',
			duration_seconds: 332,
			timestamp: '2026-02-23T10:15:45Z',
			operator_id: 'operator_1',
			team_name: 'Customer Support',
		},
		...BSUID,
	},
	contactInfo: {
		eventType: 'contactRequestTyping',
		contactId: '66f0aa000000000000000080',
		waId: '14155551234',
		phone: '14155551234',
		name: 'John Doe',
		bsuid: 'BSUID_1',
		parentBsuid: 'PARENT_1',
	},
	templateStatus: {
		eventType: 'templateReviewed',
		...TEMPLATE_CHANGE,
		oldTemplateStatus: 2,
		newTemplateStatus: 3,
	},
	templateQuality: {
		eventType: 'templateQualityUpdated',
		...TEMPLATE_CHANGE,
		oldTemplateQuality: 0,
		newTemplateQuality: 2,
	},
	templateCategory: {
		eventType: 'templateCategoryUpdated',
		...TEMPLATE_CHANGE,
		oldTemplateCategory: 'UTILITY',
		newTemplateCategory: 'MARKETING',
	},
	accountReviewed: {
		eventType: 'wabaStatusReviewUpdate',
		accountReviewStatus: 'APPROVED',
		wabaId: '1000',
	},
	phoneNumberQuality: {
		eventType: 'PhoneNumberQualityUpdatedEvent',
		phoneNumber: '15551234567',
		event: 'UPGRADE',
		currentLimit: 'TIER_10K',
		oldLimit: 'TIER_1K',
		...CHANNEL,
	},
	accountUpdated: {
		eventType: 'accountUpdated',
		wabaId: '1000',
		violationInfo: { violation_type: 'SPAM' },
	},
	phoneNumberDeleted: {
		eventType: 'phoneNumberDeleted',
		wabaId: '1000',
		phoneNumber: '15551234567',
	},
	capability: {
		eventType: 'businessCapabilityUpdated',
		wabaId: '1000',
		maxDailyConversationPerPhone: '1000',
	},
	paymentNamed: {
		eventType: 'paymentEvent',
		from: '14155551234',
		status: 'captured',
		created: '2026-11-20T10:00:00Z',
		payment: { referenceId: 'R1', sender: '14155551234' },
		id: 'AB1',
		type: 'payment',
	},
	paymentOld: {
		statuses: [
			{
				from: '14155551234',
				id: 'AB1',
				payment: { reference_id: 'R1', sender: '14155551234' },
				status: 'captured',
				timestamp: '1667283493',
				type: 'payment',
			},
		],
	},
	unknown: { eventType: 'somethingNew', id: 'x1', waId: '14155551234' },
};

export const ALL: Payload[] = [MESSAGES, STATUSES, SENT, OTHERS].flatMap((group) =>
	Object.values(group),
);

/** The old form of a `_v2` event: another name, and none of the fields that came with v2. */
export function oldForm(raw: Payload): Payload {
	const old = { ...raw, eventType: String(raw.eventType).replace('_v2', '') };
	delete (old as Payload).localMessageId;
	delete (old as Payload).chatbotTriggeredEventId;
	return old;
}

/** The BSUID twin of an event; the number may be missing from it. */
export function bsuidTwin(raw: Payload): Payload {
	return { ...raw, ...BSUID, eventType: `${String(raw.eventType)}_bsuid` };
}

/** The same payload with snake_case names throughout its top level. */
export function snakeCased(raw: Payload): Payload {
	return Object.fromEntries(
		Object.entries(raw).map(([name, value]) => [
			name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
			value,
		]),
	);
}
