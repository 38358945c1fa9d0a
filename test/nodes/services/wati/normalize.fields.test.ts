import { readFailure as readMetaFailure } from '../../../../nodes/services/meta/failure';
import { readEventName, laterKeys, normalize } from '../../../../nodes/services/wati/normalize';
import type { MessageFailure } from '../../../../nodes/services/whatsapp/message-failure';

const event = (eventType: string, raw: object = {}) => normalize({ eventType, ...raw }, eventType);
const key = (eventType: string, raw: object) => event(eventType, raw).dedupeKey;

test.each([
	['eventType', 'message'],
	['event', 'message'],
	['event_type', 'message'],
])('the name may be under %s', (field, name) =>
	expect(readEventName({ [field]: name })).toBe(name),
);

test.each(['x'.repeat(101), 'a b', '1message', 'message!', ' message', '<message'])(
	'%p is no name of an event',
	(eventType) => expect(readEventName({ eventType })).toBeNull(),
);

test.each(['x'.repeat(100), 'call.status_bsuid', 'a-1'])('%p is one', (eventType) => {
	expect(readEventName({ eventType })).toBe(eventType);
});

test('only a status of a payment stands for a name', () => {
	expect(readEventName({ statuses: [{ type: 'payment' }] })).toBe('paymentCaptured');
	expect(readEventName({ statuses: [{ type: 'message' }, { type: 'payment' }] })).not.toBeNull();
	expect(readEventName({ statuses: [{ type: 'message' }] })).toBeNull();
});

describe('a call', () => {
	const raw = { callId: 'c1', direction: 'inbound', status: 'missed', from: '+1 415', to: '1 416' };

	test('is read from the event itself and from its metadata', () => {
		const call = {
			id: 'c1',
			direction: 'inbound',
			status: 'missed',
			from: '1415',
			to: '1416',
			durationSeconds: 7,
			team: 'Sales',
		};
		expect(event('call.status', { ...raw, duration: 7, teamName: 'Sales' }).call).toEqual(call);
		const metadata = {
			direction: 'inbound',
			status: 'missed',
			fromNumber: '1415',
			toNumber: '1416',
			durationSeconds: '7',
			teamName: 'Sales',
		};
		expect(event('call.status', { id: 'c1', metadata }).call).toEqual(call);
		expect(event('message', raw).call).toBeNull();
	});

	test('belongs to the customer, who is on the other side of it', () => {
		const metadata = { fromNumber: '1415', toNumber: '1416' };
		const numberOf = (direction: string) =>
			event('call.status', { metadata: { ...metadata, direction } }).whatsappNumber;
		expect([numberOf('inbound'), numberOf('outbound')]).toEqual(['1415', '1416']);
		expect(event('call.status', { metadata, waId: '1417' }).whatsappNumber).toBe('1417');
	});

	test('is one fact by status', () => {
		expect(key('call.status', raw)).toBe('callStatus:c1:missed');
		expect(key('call.status', { callId: 'c1' })).toBe('callStatus:c1');
		expect(key('call.status', { ...raw, status: 'ended' })).not.toBe(key('call.status', raw));
		expect(key('call.status', { ...raw, whatsappMessageId: 'w' })).toBe('callStatus:c1:missed');
	});
});

describe('a payment', () => {
	const status = {
		id: 'p1',
		type: 'payment',
		status: 'captured',
		from: '1415',
		timestamp: '1772359200',
		payment: { referenceId: 'r1' },
	};

	test('is read from the event itself and from a list of statuses', () => {
		const payment = { id: 'p1', referenceId: 'r1', status: 'captured' };
		const listed = event('paymentCaptured', { statuses: [status] });
		expect(listed).toMatchObject({
			payment,
			whatsappNumber: '1415',
			timestamp: '2026-03-01T10:00:00.000Z',
		});
		expect(event('paymentCaptured', status).payment).toEqual(payment);
		expect(event('message', status).payment).toBeNull();
		expect(event('paymentCaptured').payment).toEqual({ id: null, referenceId: null, status: null });
	});

	test('is one fact by status', () => {
		expect(key('paymentCaptured', { statuses: [status] })).toMatch(/:p1:captured$/);
		expect(key('paymentCaptured', { id: 'p1' })).toMatch(/:p1$/);
	});
});

describe('a change', () => {
	test.each([
		['oldTemplateStatus', 'newTemplateStatus'],
		['oldTemplateQuality', 'newTemplateQuality'],
		['oldTemplateCategory', 'newTemplateCategory'],
		['oldLimit', 'currentLimit'],
		['old_limit', 'accountReviewStatus'],
	])('goes from %s to %s', (from, to) => {
		const changed = event('businessCapabilityUpdated', { [from]: 'A', [to]: 'B' });
		expect(changed.change).toEqual({ from: 'A', to: 'B', reason: null });
	});

	test.each([
		[{ event: 'DISABLED' }, 'DISABLED'],
		[{ violationInfo: { violationType: 'SPAM' } }, 'SPAM'],
		[{ banInfo: { wabaBanState: 'BANNED' } }, 'BANNED'],
	])('has the reason of %j', (raw, reason) => {
		expect(event('accountUpdated', raw).change?.reason).toBe(reason);
	});

	test('of a template has no reason in its name, and messages have no change', () => {
		const raw = { event: 'APPROVED', newTemplateStatus: 'APPROVED' };
		expect(event('templateReviewed', raw).change?.reason ?? null).toBeNull();
		expect(event('message', raw).change).toBeNull();
		expect(event('accountUpdated').change).toBeNull();
	});

	test('is told apart by its content, not by the ID that all changes share', () => {
		const one = key('accountUpdated', { id: 'a1', currentLimit: '1' });
		expect(key('accountUpdated', { id: 'a1', currentLimit: '2' })).not.toBe(one);
		expect(key('accountUpdated', { id: 'a1', currentLimit: '1' })).toBe(one);
		const template = { id: 't1', templateId: 't1' };
		expect(key('templateReviewed', { ...template, newTemplateStatus: 'A' })).not.toBe(
			key('templateReviewed', { ...template, newTemplateStatus: 'B' }),
		);
	});
});

describe('an event without an ID', () => {
	const raw = { text: 'a', waId: '1415' };

	test('is told apart by its content, whatever the order and the spelling', () => {
		const one = key('chatbotTriggered', raw);
		expect(one).toMatch(/^chatbotTriggered:[\w-]{22}$/);
		expect(key('chatbotTriggered', { waId: '1415', text: 'a' })).toBe(one);
		expect(key('chatbotTriggered', { wa_id: '1415', text: 'a' })).toBe(one);
		expect(key('chatbotTriggered', { ...raw, text: 'b' })).not.toBe(one);
	});

	test.each(['bsuid', 'parentBsuid', 'username', 'chatbotTriggeredEventId', 'replyContextId'])(
		'is the same with another %s, in which twins differ',
		(field) => {
			const one = key('chatbotTriggered', raw);
			expect(key('chatbotTriggered', { ...raw, [field]: 'x' })).toBe(one);
		},
	);

	test('is the same with fields that hold nothing', () => {
		const one = key('chatbotTriggered', raw);
		expect(key('chatbotTriggered', { ...raw, a: null, b: '', c: undefined })).toBe(one);
		expect(key('chatbotTriggered', { ...raw, a: 0 })).not.toBe(one);
	});
});

test('a click is told apart by its link and time, an unknown event by status and time', () => {
	const click = { id: 'm1', buttonUrl: 'https://example.com/a', created: 'c', timestamp: '5' };
	expect(key('ctaUrlClicked', click)).toBe('linkClicked:m1:https://example.com/a:c:5');
	expect(key('ctaUrlClicked', { id: 'm1' })).toBe('linkClicked:m1');
	const unknown = { id: 'm1', statusString: 'NEW', timestamp: 1_772_359_200 };
	expect(key('somethingNew', unknown)).toBe('somethingNew:m1:new:2026-03-01T10:00:00.000Z');
	expect(key('message', { id: 'm1', timestamp: '5' })).toBe('messageReceived:m1');
});

test.each([
	[{ whatsappMessageId: 'w', id: 'i', localMessageId: 'l' }, 'w'],
	[{ id: 'i', localMessageId: 'l' }, 'i'],
	[{ localMessageId: 'l' }, 'l'],
])('%j is known by %p', (raw, identity) => {
	expect(key('message', raw)).toBe(`messageReceived:${identity}`);
});

describe('later statuses', () => {
	const later = (eventType: string, raw: object = { whatsappMessageId: 'w' }) =>
		laterKeys(event(eventType, raw)).sort();

	test('come after a status, and after a failure', () => {
		const [read, replied] = ['messageRead:w', 'messageReplied:w'];
		expect(later('sessionMessageSent_v2')).toEqual([
			'messageDelivered:w',
			read,
			replied,
			'sessionMessageFailed:w',
			'templateMessageFailed:w',
		]);
		expect(later('sentMessageDELIVERED_v2')).toEqual([read, replied]);
		expect(later('sentMessageREAD_v2')).toEqual([replied]);
		expect(later('sentMessageREPLIED_v2')).toEqual([]);
		expect(later('templateMessageFailed')).toEqual([read, replied]);
	});

	test('are none of an event without status or ID', () => {
		expect(later('message')).toEqual([]);
		expect(later('sentMessageREAD_v2', {})).toEqual([]);
		expect(later('chatAssigned')).toEqual([]);
	});
});

test.each([
	[{ waId: '+1415' }, { whatsappNumber: '1415' }],
	[{ whatsappNumber: '1415' }, { whatsappNumber: '1415' }],
	[{ phone: '1415' }, { whatsappNumber: '1415' }],
	[{ from: '1415' }, { whatsappNumber: '1415' }],
	[{ senderName: 'Ada', name: 'B' }, { name: 'Ada' }],
	[{ name: 'B' }, { name: 'B' }],
	[{ finalText: 'Hi' }, { text: 'Hi' }],
	[{ templateId: 't' }, { template: { id: 't', name: null } }],
	[{ watiTemplateId: 't', templateName: 'n' }, { template: { id: 't', name: 'n' } }],
	[{ assigneeId: 'o' }, { operator: { id: 'o', email: null, name: null } }],
	[
		{ assignedId: 'o', operatorEmail: 'o@example.com', operatorName: 'Olga' },
		{ operator: { id: 'o', email: 'o@example.com', name: 'Olga' } },
	],
	[{ channelPhoneNumber: '+1415' }, { channelNumber: '1415' }],
	[{ phoneNumber: '1416' }, { channelNumber: '1416' }],
	[{ displayText: 'Shop' }, { link: { text: 'Shop', url: null } }],
	[{ localMessageId: 'l' }, { localMessageId: 'l' }],
	[{ failedCode: 131026 }, { failure: { code: '131026', detail: null } }],
	[{ failedDetail: 'No' }, { failure: { code: null, detail: 'No' } }],
	[{}, { failure: null, contacts: [], template: null, operator: null, link: null }],
	[{ created: '2026-03-01T10:00:00Z' }, { timestamp: '2026-03-01T10:00:00.000Z' }],
])('%j says %j', (raw, expected) => expect(event('message', raw)).toMatchObject(expected));

test.each([
	[{ failedCode: '131049' }, 131049, 'recipient-refused'],
	[{ failedDetail: 'Pair rate limit hit (131056)' }, 131056, 'rate-limited'],
	[{ failedCode: 131047 }, 131047, 'window-closed'],
	[{ failedCode: '132015' }, 132015, 'template-refused'],
	[{ failedCode: '999' }, 999, null],
])('%j is explained as in WhatsApp Business', (raw, code, reason) => {
	const { failure } = event('templateMessageFailed', raw);
	const { meaning, retriable } = readMetaFailure({ errors: [{ code }] })!;
	expect(failure).toMatchObject({ reason, meaning, retriable });
	expect(typeof (failure as MessageFailure).advice).toBe(reason === null ? 'object' : 'string');
});

test('a failed message always has a failure', () => {
	const failed = event('templateMessageFailed');
	expect(failed).toMatchObject({ status: 'failed', failure: { code: null, detail: null } });
});

test('who wrote it, and what became of it', () => {
	const told = (eventType: string, raw: object) => {
		const { fromMe, status } = event(eventType, raw);
		return { fromMe, status };
	};
	expect(told('message', {})).toEqual({ fromMe: false, status: 'received' });
	expect(told('message', { owner: true, statusString: 'SENT' })).toEqual({
		fromMe: true,
		status: 'sent',
	});
	expect(told('sessionMessageSent_v2', {})).toEqual({ fromMe: true, status: 'sent' });
	expect(told('chatAssigned', { statusString: 'Open' })).toEqual({ fromMe: false, status: 'open' });
	expect(told('chatAssigned', {})).toEqual({ fromMe: false, status: null });
	expect(told('sentMessageREAD_v2', { owner: false })).toEqual({ fromMe: true, status: 'read' });
});

test('parts of a message are read of messages and of unknown events alone', () => {
	const raw = { type: 'location', data: '{"latitude":1,"longitude":2}', latitude: 1, longitude: 2 };
	const has = (eventType: string) => event(eventType, raw).location !== null;
	expect(has('message')).toBe(has('somethingNew'));
	expect(has('chatAssigned')).toBe(false);
	expect(event('chatAssigned').contacts).toEqual([]);
});
