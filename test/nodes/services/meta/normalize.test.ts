import { laterBusinessKeys } from '../../../../nodes/services/meta/dedupe-keys';
import { BUSINESS_EVENTS } from '../../../../nodes/services/meta/events/catalogue';
import { readFacts } from '../../../../nodes/services/meta/facts';
import { normalizeFact } from '../../../../nodes/services/meta/normalize';
import type { Payload } from '../../../../nodes/shared/webhooks/payload';
import {
	ADA,
	ALL,
	BEN,
	CHANGES,
	GROUP,
	MESSAGES,
	readInGroup,
	STATUSES,
} from '../../../whatsapp-business-trigger/payloads';

const one = (body: Payload) => {
	const [event, ...more] = readFacts(body).map(normalizeFact);
	expect(more).toEqual([]);
	return event!;
};

test.each<[string, object]>([
	['text', { type: 'text', text: 'Is it open on Sunday?', status: 'received', fromMe: false }],
	[
		'image',
		{
			text: 'My receipt',
			media: {
				type: 'image',
				id: '9001',
				mimeType: 'image/jpeg',
				sha256: 'aGFzaA==',
				url: 'https://files.example.com/?mid=9001',
			},
		},
	],
	['document', { media: { id: '9002', fileName: 'order.pdf', voice: false } }],
	['voice', { media: { type: 'audio', id: '9003', voice: true } }],
	['sticker', { media: { type: 'sticker', id: '9004' } }],
	['location', { location: { latitude: 52.52, longitude: 13.405, name: 'Shop' } }],
	['contacts', { contacts: [{ name: 'Ben Ortiz', numbers: [BEN] }] }],
	['reaction', { event: 'reactionReceived', reaction: { emoji: '👍', messageId: 'wamid.B7' } }],
	[
		'button',
		{ text: 'Yes, please', buttonReply: { id: 'yes', title: 'Yes, please' }, replyTo: 'wamid.B7' },
	],
	['list', { text: 'Tuesday', listReply: { id: 'row-2', description: '9 to 12' } }],
	['flow', { flowReply: { name: 'flow', response: { day: 'Tuesday', people: 2 } } }],
	[
		'quickReply',
		{ text: 'Stop promotions', buttonReply: { payload: 'stop' }, replyTo: 'wamid.B8' },
	],
	['order', { order: { catalogId: '55', products: [{ quantity: 2 }] } }],
	['ad', { referral: { sourceId: '77', headline: 'Sale', clickId: 'click-1' } }],
	['unsupported', { type: 'unsupported', failure: { code: '131051' } }],
	[
		'system',
		{
			event: 'systemNotice',
			kind: 'contact',
			type: 'system',
			text: 'Ada changed the number',
			chatInput: null,
			change: { what: 'user_changed_number', from: ADA, to: BEN },
		},
	],
	[
		'edit',
		{
			event: 'messageEdited',
			text: 'I meant Tuesday',
			chatInput: 'I meant Tuesday',
			replyTo: 'wamid.B1',
		},
	],
	[
		'editedImage',
		{ event: 'messageEdited', text: 'A new caption', media: { type: 'image', id: '9011' } },
	],
	[
		'deleted',
		{
			event: 'messageDeletedByCustomer',
			text: null,
			chatInput: '[message deleted]',
			replyTo: 'wamid.B1',
		},
	],
	['inGroup', { text: 'Hello all', groupId: GROUP, whatsappNumber: ADA, name: 'Ada Park' }],
	[
		'withoutNumber',
		{ whatsappNumber: null, bsuid: 'US.13491208655302741918', name: 'Cleo', username: 'cleo' },
	],
])('a message of the form "%s"', (name, wanted) => {
	expect(one(MESSAGES[name]!)).toMatchObject({
		event: 'messageReceived',
		timestamp: '2026-11-20T10:14:16.000Z',
		...wanted,
	});
});

test.each<[string, object]>([
	[
		'sent',
		{ event: 'messageSent', conversationId: 'conv-1', callbackData: 'order 42', failure: null },
	],
	['delivered', { event: 'messageDelivered' }],
	['read', { event: 'messageRead' }],
	[
		'failed',
		{
			event: 'messageFailed',
			failure: {
				code: '131047',
				detail: 'More than 24 hours have passed since the customer last replied',
				reason: 'window-closed',
				meaning: 'The 24-hour window of this chat is closed',
				advice: expect.stringContaining('Send Template'),
				retriable: false,
			},
		},
	],
	['played', { event: 'messagePlayed' }],
	['inGroup', { event: 'messageRead', groupId: GROUP }],
	['later', { event: 'messageWarned', kind: 'unknown', status: 'warned' }],
])('a status "%s"', (name, wanted) => {
	expect(one(STATUSES[name]!)).toMatchObject({
		kind: 'status',
		whatsappNumber: ADA,
		messageId: expect.stringMatching(/^wamid/),
		...wanted,
	});
});

test.each<[string, object]>([
	[
		'templateStatus',
		{
			event: 'templateStatusUpdated',
			template: { id: '594425479261596', name: 'spring_sale' },
			change: { what: 'REJECTED', from: null, to: 'REJECTED', reason: 'ABUSIVE_CONTENT' },
		},
	],
	['templateQuality', { change: { from: 'GREEN', to: 'YELLOW', reason: null } }],
	['numberQuality', { event: 'phoneNumberQuality', channelNumber: '14155550300' }],
	['review', { event: 'accountReviewUpdated', change: { to: 'APPROVED' } }],
	['ban', { change: { to: 'DISABLED_UPDATE', reason: 'SCHEDULE_FOR_DISABLE' } }],
	[
		'call',
		{ kind: 'call', whatsappNumber: ADA, call: { id: 'wacid.1', status: 'connect', from: ADA } },
	],
	[
		'callState',
		{
			event: 'callStatus',
			kind: 'call',
			whatsappNumber: ADA,
			messageId: null,
			call: { id: 'wacid.2', status: 'ringing', to: ADA },
			raw: { value: { statuses: [{ id: 'wacid.2' }] } },
		},
	],
	['preference', { event: 'userPreferenceUpdated', whatsappNumber: ADA, name: 'Ada Park' }],
	['echo', { event: 'messageWritten', fromMe: true, whatsappNumber: ADA, text: 'See you soon' }],
	['trouble', { event: 'messages', kind: 'unknown', failure: { code: '130429' } }],
	['added', { event: 'somethingNew', kind: 'unknown', change: null }],
])('a change "%s"', (name, wanted) => {
	expect(one(CHANGES[name]!)).toMatchObject(wanted);
});

test('every fact of every form has a key of its own, the same for a copy', () => {
	const keys = ALL.slice(0, -1).map((body) => one(body).dedupeKey);
	const copies = ALL.slice(0, -1).map((body) => one(structuredClone(body)).dedupeKey);
	expect(copies).toEqual(keys);
	const ids = new Set(
		Object.values(MESSAGES).map((body) => `${one(body).event}:${one(body).messageId}`),
	);
	const sameMessage = Object.keys(MESSAGES).length - ids.size;
	expect(new Set(keys).size).toBe(keys.length - sameMessage);
});

test('each participant of a group has statuses of its own', () => {
	const [ada, ben] = [ADA, BEN].map((participant) => one(readInGroup(participant)));
	expect([ada, ben].map((event) => event!.whatsappNumber)).toEqual([ADA, BEN]);
	expect(ada!.dedupeKey).not.toBe(ben!.dedupeKey);
	expect(laterBusinessKeys(ada!)).toEqual([`messagePlayed:wamid.G2:${ADA}`]);
});

test('what is later than a status', () => {
	const later = (name: string) => laterBusinessKeys(one(STATUSES[name]!));
	expect(later('sent')).toEqual([
		'messageDelivered:wamid.S1',
		'messageFailed:wamid.S1',
		'messagePlayed:wamid.S1',
		'messageRead:wamid.S1',
	]);
	expect(later('read')).toEqual(['messagePlayed:wamid.S1']);
	expect(later('failed')).toEqual(['messagePlayed:wamid.S2', 'messageRead:wamid.S2']);
	expect(laterBusinessKeys(one(MESSAGES.text!))).toEqual([]);
});

test('the catalogue is in order, with values of their own', () => {
	const labels = BUSINESS_EVENTS.map(({ label }) => label);
	expect([...labels].sort((a, b) => a.localeCompare(b))).toEqual(labels);
	expect(new Set(BUSINESS_EVENTS.map(({ value }) => value)).size).toBe(BUSINESS_EVENTS.length);
});
