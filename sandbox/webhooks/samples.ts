import type { Payload } from './interface';
import { getFamily, type Family } from './names';
import { payloadFor, statusFields, type Fields } from './payloads';

/** The customer in samples and recordings. */
export const SAMPLE_NUMBER = '14155551234';

const IDENTITY = {
	bsuid: 'US.100000000000001',
	parentBsuid: 'US.ENT.100000000000002',
	username: '@john',
};
const CHAT = {
	conversationId: '66f0aa000000000000000061',
	ticketId: '66f0aa000000000000000062',
};
const OPERATOR = { operatorEmail: 'jane@example.com', operatorName: 'Jane' };
const WABA = { wabaId: '1000' };

/** A customer's text. */
export function sampleMessage(phoneNumber: string): Fields {
	return {
		id: '66f0aa000000000000000060',
		created: '2026-11-20T10:14:16.6268572Z',
		whatsappMessageId: 'wamid.HBgLMTQxNTU1NTEyMzQVAgASGBQzQUFBAA==',
		...CHAT,
		text: 'hello',
		type: 'text',
		data: null,
		sourceId: null,
		sourceUrl: null,
		timestamp: '1795169656',
		owner: false,
		statusString: 'SENT',
		avatarUrl: null,
		assignedId: '66f0aa000000000000000063',
		...OPERATOR,
		waId: SAMPLE_NUMBER,
		messageContact: null,
		senderName: 'John',
		listReply: null,
		interactiveButtonReply: null,
		buttonReply: null,
		replyContextId: '',
		sourceType: 0,
		frequentlyForwarded: false,
		forwarded: false,
		...channel(phoneNumber),
		...IDENTITY,
	};
}

/** A template that was sent. */
export function sampleTemplate(phoneNumber: string): Fields {
	return {
		localMessageId: '84689938-0000-4000-8000-000000000004',
		id: '66f0aa000000000000000067',
		whatsappMessageId: 'wamid.E1',
		templateId: '66f0aa000000000000000030',
		templateName: 'order_update',
		created: '2026-11-20T10:00:00.1234567Z',
		...CHAT,
		text: 'Hi John, order A1 shipped.',
		operatorEmail: OPERATOR.operatorEmail,
		waId: SAMPLE_NUMBER,
		type: 'template',
		statusString: 'SENT',
		sourceType: 'API',
		templateContent: { headerText: null, footerText: 'Reply STOP', buttons: [] },
		headerLink: null,
		headerType: null,
		...channel(phoneNumber),
	};
}

const SAMPLES: Record<Family, (phoneNumber: string) => Fields> = {
	message: sampleMessage,
	newContactMessageReceived: () => ({
		id: '66f0aa000000000000000065',
		created: '2026-11-20T09:49:31.2419621Z',
		waId: SAMPLE_NUMBER,
		senderName: 'New User',
		sourceId: null,
		sourceUrl: null,
		sourceType: 0,
		...IDENTITY,
	}),
	sessionMessageSent: (phoneNumber) => ({
		localMessageId: '16bf77ae-0000-4000-8000-000000000003',
		chatbotTriggeredEventId: null,
		id: '66f0aa000000000000000066',
		whatsappMessageId: 'wamid.D1',
		...CHAT,
		text: 'hello',
		type: 'text',
		data: null,
		timestamp: '1795169800',
		owner: true,
		statusString: 'SENT',
		assigneeId: '66f0aa000000000000000063',
		...OPERATOR,
		waId: SAMPLE_NUMBER,
		replyContextId: '',
		...channel(phoneNumber),
	}),
	templateMessageSent: sampleTemplate,
	sentMessageDELIVERED: (phoneNumber) => sampleStatus(phoneNumber, 'Delivered'),
	sentMessageREAD: (phoneNumber) => sampleStatus(phoneNumber, 'Read'),
	sentMessageREPLIED: (phoneNumber) => sampleStatus(phoneNumber, 'Replied'),
	templateMessageFailed: () => ({
		statusString: 'Failed',
		localMessageId: '84689938-0000-4000-8000-000000000004',
		failedCode: '131026',
		failedDetail: 'Message undeliverable',
		id: '66f0aa000000000000000067',
		whatsappMessageId: 'wamid.E1',
		...CHAT,
		text: null,
		type: 'template',
		timestamp: '1795169900',
		assigneeId: null,
		operatorEmail: OPERATOR.operatorEmail,
	}),
	sessionMessageFailed: () => ({
		id: '66f0aa000000000000000068',
		...CHAT,
		localMessageId: 'my-local-id-0001',
		type: 'session',
		statusString: 'Failed',
		text: 'Hello',
		timestamp: '1795170000',
		failedCode: '131047',
		failedDetail: 'Message could not be delivered.',
	}),
	templateReviewed: (phoneNumber) =>
		templateChange(phoneNumber, { oldTemplateStatus: 2, newTemplateStatus: 3 }),
	templateQualityUpdated: (phoneNumber) =>
		templateChange(phoneNumber, { oldTemplateQuality: 1, newTemplateQuality: 0 }),
	templateCategoryUpdated: (phoneNumber) =>
		templateChange(phoneNumber, {
			oldTemplateCategory: 'UTILITY',
			newTemplateCategory: 'MARKETING',
		}),
	wabaStatusReviewUpdate: () => ({ accountReviewStatus: 'APPROVED', ...WABA }),
	PhoneNumberQualityUpdatedEvent: (phoneNumber) => ({
		phoneNumber,
		event: 'UPGRADE',
		currentLimit: 'TIER_10K',
		oldLimit: 'TIER_1K',
		...channel(phoneNumber),
	}),
	accountDeleted: () => WABA,
	accountUpdated: () => ({
		...WABA,
		event: 'ACCOUNT_VIOLATION',
		violationInfo: { violation_type: 'SCAM' },
		banInfo: { waba_ban_state: 'SCHEDULE_FOR_DISABLE', waba_ban_date: 'November 20, 2026' },
	}),
	phoneNumberDeleted: (phoneNumber) => ({ ...WABA, phoneNumber }),
	businessCapabilityUpdated: () => ({
		...WABA,
		maxDailyConversationPerPhone: '1000',
		maxPhoneNumbersPerBusiness: '2',
		maxPhoneNumbersPerWaba: '2',
		maxDailyConversationsPerBusiness: '1000',
	}),
	chatbotTriggered: (phoneNumber) => ({
		id: '66f0aa000000000000000069',
		created: '2026-11-20T10:20:00.0000000Z',
		whatsappMessageId: 'wamid.F1',
		...CHAT,
		text: 'menu',
		type: 'text',
		data: null,
		timestamp: '1795170000',
		owner: false,
		avatarUrl: null,
		waId: SAMPLE_NUMBER,
		messageContact: null,
		senderName: 'John',
		listReply: null,
		replyContextId: null,
		chatbotId: '66f0aa000000000000000070',
		...channel(phoneNumber),
		bsuid: null,
		parentBsuid: null,
		username: null,
	}),
	ctaUrlClicked: (phoneNumber) => ({
		localMessageId: 'msg-abc-12345',
		id: '66f0aa000000000000000071',
		whatsappMessageId: 'wamid.G1',
		templateId: 'tpl-1a2b3c',
		templateName: 'order_update',
		created: '2026-11-20T10:00:00',
		conversationId: 'conv-1',
		ticketId: 'ticket-1',
		displayText: 'Visit us',
		buttonUrl: 'https://shop.example.com/promo',
		text: 'Your order is ready!',
		operatorEmail: OPERATOR.operatorEmail,
		waId: SAMPLE_NUMBER,
		type: 'template',
		statusString: 'SENT',
		sourceType: 'api',
		...channel(phoneNumber),
		...IDENTITY,
	}),
	'call.status': () => ({
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
	}),
	contactRequestTyping: () => ({
		contactId: '66f0aa000000000000000072',
		waId: SAMPLE_NUMBER,
		phone: SAMPLE_NUMBER,
		name: 'John Doe',
		bsuid: 'BSUID_1',
		parentBsuid: 'PARENT_1',
	}),
};

/**
 * The body of "Trigger sample callback". WATI does not document it; this is the documented
 * example of the event.
 * @throws Error for an event name that is not in the catalogue
 */
export function samplePayload(eventType: string, phoneNumber: string): Payload {
	const family = getFamily(eventType);
	if (!family) throw new Error(`No event ${eventType}.`);
	return payloadFor(eventType, SAMPLES[family](phoneNumber), IDENTITY);
}

function sampleStatus(phoneNumber: string, statusString: string): Fields {
	return statusFields(sampleTemplate(phoneNumber), statusString, 1_795_169_900_000);
}

function templateChange(phoneNumber: string, change: Fields): Fields {
	return {
		...WABA,
		templateName: 'order_update',
		templateId: '2000',
		watiTemplateId: '66f0aa000000000000000030',
		...change,
		...channel(phoneNumber),
	};
}

function channel(phoneNumber: string) {
	return { channelId: null, channelPhoneNumber: phoneNumber };
}
