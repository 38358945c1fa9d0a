import { EVENTS, findEventRow } from '../../../../nodes/services/wati/events';
import { readEventName, laterKeys, normalize } from '../../../../nodes/services/wati/normalize';
import type { Payload } from '../../../../nodes/shared/webhooks/payload';
import {
	ALL,
	bsuidTwin,
	IMAGE_PATH,
	MESSAGES,
	oldForm,
	OTHERS,
	SENT,
	snakeCased,
	STATUSES,
	TEXT,
} from '../../../trigger/service/payloads';
import type { WhatsAppEvent } from '../../../../nodes/shared/webhooks/event';

const shape = (raw: Payload): WhatsAppEvent => normalize(raw, readEventName(raw)!);
const keyOf = (raw: Payload): string => shape(raw).dedupeKey;

describe('the catalogue', () => {
	test('is sorted by label, and no name belongs to two rows', () => {
		const labels = EVENTS.map(({ label }) => label);
		expect(labels).toEqual([...labels].sort());
		for (const row of EVENTS) {
			for (const name of [...row.subscribe, ...row.also]) expect(findEventRow(name)).toBe(row);
		}
	});

	test.each([
		['message', 'messageReceived'],
		['message_bsuid', 'messageReceived'],
		['sessionMessageSent_v2_bsuid', 'sessionMessageSent'],
		['sentMessageDELIVERED', 'messageDelivered'],
		['sentmessageread_V2', 'messageRead'],
		['ctaButtonClicked', 'linkClicked'],
		['call.status', 'callStatus'],
	])('knows %s as %s', (name, value) => expect(findEventRow(name)?.value).toBe(value));
});

describe('the shape', () => {
	test('of a text message', () => {
		expect(shape(TEXT)).toEqual({
			event: 'messageReceived',
			kind: 'message',
			type: 'text',
			fromMe: false,
			whatsappNumber: '14155551234',
			name: 'John',
			username: '@john',
			text: 'hello',
			chatInput: 'hello',
			sessionId: '14155551234',
			buttonReply: null,
			listReply: null,
			media: null,
			location: null,
			contacts: [],
			reaction: null,
			order: null,
			referral: null,
			replyTo: null,
			optedOut: null,
			forwarded: false,
			status: 'received',
			failure: null,
			template: null,
			templateContent: null,
			link: null,
			call: null,
			payment: null,
			change: null,
			localMessageId: null,
			chatbotTriggeredEventId: null,
			messageId: 'wamid.A0',
			watiId: '66f0aa000000000000000060',
			conversationId: '66f0aa000000000000000061',
			ticketId: '66f0aa000000000000000062',
			operator: {
				id: '66f0aa000000000000000063',
				email: 'jane@example.com',
				name: 'Jane Agent',
			},
			channelNumber: '15551234567',
			bsuid: 'US.100000000000001',
			contactId: null,
			timestamp: '2026-11-20T10:14:16.000Z',
			dedupeKey: 'messageReceived:wamid.A0',
			raw: TEXT,
		});
	});

	test('has the same fields for every form', () => {
		const fields = Object.keys(shape(TEXT));
		for (const raw of ALL) expect(Object.keys(shape(raw))).toEqual(fields);
	});

	test.each<[string, Payload, Partial<WhatsAppEvent>]>([
		[
			'image',
			MESSAGES.image!,
			{
				text: 'my receipt',
				media: {
					type: 'image',
					path: IMAGE_PATH,
					url: String(MESSAGES.image!.data),
					fileName: '11111111-2222-4333-8444-555555555555.jpg',
				},
			},
		],
		['voice', MESSAGES.voice!, { media: expect.objectContaining({ path: 'data/audios/1.opus' }) }],
		[
			'document',
			MESSAGES.document!,
			{ media: { type: 'document', path: 'data/documents/1.pdf', url: null, fileName: '1.pdf' } },
		],
		[
			'reply button',
			MESSAGES.replyButton!,
			{
				buttonReply: { id: '1', title: 'Track order', payload: null, index: null },
				replyTo: 'wamid.B1',
			},
		],
		[
			'list row',
			MESSAGES.listRow!,
			{ listReply: { id: '1', title: 'Product A', description: 'Best seller' } },
		],
		[
			'template button',
			MESSAGES.templateButton!,
			{
				buttonReply: {
					id: null,
					title: 'Yes please',
					payload: '{"ButtonIndex":0,"CarouselCardIndex":null}',
					index: 0,
				},
			},
		],
		[
			'ad click',
			MESSAGES.adClick!,
			{
				referral: {
					sourceId: '123',
					sourceUrl: 'https://fb.me/1',
					headline: null,
					body: null,
					clickId: null,
				},
			},
		],
		[
			'location',
			MESSAGES.location!,
			{ location: { latitude: 1.5, longitude: -2.25, name: 'Pier', address: null, url: null } },
		],
		[
			'location as text',
			MESSAGES.locationText!,
			{ location: { latitude: 1.5, longitude: -2.25, name: null, address: null, url: null } },
		],
		[
			'location as link',
			MESSAGES.locationLink!,
			{ location: expect.objectContaining({ latitude: 1.5, longitude: -2.25 }) },
		],
		['contacts', MESSAGES.contacts!, { contacts: [{ name: 'Ada L', numbers: ['14155550101'] }] }],
		['reaction', MESSAGES.reaction!, { reaction: { emoji: '👍', messageId: 'wamid.R1' } }],
		[
			'reaction as object',
			MESSAGES.reactionObject!,
			{ reaction: { emoji: '❤', messageId: 'wamid.R2' } },
		],
		[
			'order',
			MESSAGES.order!,
			{ order: { catalogId: null, text: null, products: [{ id: 'p1', quantity: 2 }] } },
		],
		[
			'delivered',
			STATUSES.delivered!,
			{ event: 'messageDelivered', status: 'delivered', fromMe: true },
		],
		[
			'template failed',
			STATUSES.templateFailed!,
			{ status: 'failed', failure: { code: '131026', detail: 'Message undeliverable' } },
		],
		['session sent', SENT.session!, { event: 'sessionMessageSent', status: 'sent', fromMe: true }],
		[
			'template sent',
			SENT.template!,
			{
				template: { id: '66f0aa000000000000000030', name: 'order_update' },
				timestamp: '2026-11-20T10:00:00.123Z',
			},
		],
		[
			'link',
			OTHERS.linkClicked!,
			{
				link: { text: 'Visit us', url: 'https://shop.example.com/promo' },
				timestamp: '2026-11-20T10:00:00.000Z',
			},
		],
		[
			'call',
			OTHERS.callStatus!,
			{
				kind: 'call',
				whatsappNumber: '12025550101',
				timestamp: '2026-02-23T10:15:45.000Z',
				call: {
					id: 'call_wati_1',
					direction: 'inbound',
					status: 'completed',
					from: '12025550101',
					to: '12025550199',
					durationSeconds: 332,
					team: 'Customer Support',
				},
			},
		],
		[
			'template status',
			OTHERS.templateStatus!,
			{ change: { from: 'PENDING', to: 'APPROVED', reason: null } },
		],
		[
			'number quality',
			OTHERS.phoneNumberQuality!,
			{
				channelNumber: '15551234567',
				change: { from: 'TIER_1K', to: 'TIER_10K', reason: 'UPGRADE' },
			},
		],
		['violation', OTHERS.accountUpdated!, { change: { from: null, to: null, reason: 'SPAM' } }],
		[
			'old payment',
			OTHERS.paymentOld!,
			{
				event: 'paymentCaptured',
				whatsappNumber: '14155551234',
				payment: { id: 'AB1', referenceId: 'R1', status: 'captured' },
			},
		],
		['unknown', OTHERS.unknown!, { event: 'somethingNew', kind: 'unknown' }],
	])('of %s', (_name, raw, expected) => expect(shape(raw)).toMatchObject(expected));

	test('does not depend on the spelling of the names', () => {
		for (const raw of ALL) {
			expect({ ...shape(snakeCased(raw)), raw }).toEqual({ ...shape(raw), raw });
		}
	});
});

describe('the key of a fact', () => {
	test('is the same for old, v2 and BSUID names', () => {
		for (const raw of ALL.filter(({ eventType }) => eventType !== undefined)) {
			expect(keyOf(oldForm(raw))).toBe(keyOf(raw));
			expect(keyOf(bsuidTwin(raw))).toBe(keyOf(raw));
		}
	});

	test('tells facts apart', () => {
		const facts = Object.entries({ ...STATUSES, ...SENT, ...OTHERS }).filter(
			([name]) => !name.startsWith('payment'),
		);
		expect(new Set(facts.map(([, raw]) => keyOf(raw))).size).toBe(facts.length);
		const approved = OTHERS.templateStatus!;
		expect(keyOf({ ...approved, newTemplateStatus: 8 })).not.toBe(keyOf(approved));
		const click = OTHERS.linkClicked!;
		expect(keyOf({ ...click, created: '2026-11-20T10:00:05' })).not.toBe(keyOf(click));
	});

	test('of both payment forms is the same', () => {
		expect(keyOf(OTHERS.paymentNamed!)).toBe(keyOf(OTHERS.paymentOld!));
	});

	test('without any ID comes from the content', () => {
		const bare = { ...TEXT, id: null, whatsappMessageId: null };
		expect(keyOf(bare)).toBe(keyOf(bsuidTwin(bare)));
		expect(keyOf({ ...bare, text: 'other' })).not.toBe(keyOf(bare));
	});

	test('knows which statuses come later', () => {
		const sent = shape(SENT.template!);
		expect(laterKeys(sent)).toContain('messageRead:wamid.E1');
		expect(laterKeys(sent)).toContain(keyOf(STATUSES.templateFailed!));
		expect(laterKeys(shape(STATUSES.read!))).toEqual(['messageReplied:wamid.E1']);
		expect(laterKeys(shape(TEXT))).toEqual([]);
	});
});
