import { readResults } from '../../nodes/Wati/responses/recipients';
import { findSent, getMessageIds, soughtMessage } from '../../nodes/Wati/responses/sent-message';

const ADA = '14155550101';
const BEN = '14155550102';
const CARLA = '14155550103';
const asked = (...numbers: string[]) => numbers.map((whatsappNumber) => ({ whatsappNumber }));
const codes = (body: unknown, ...numbers: string[]) =>
	readResults(body, asked(...numbers)).map(({ failure }) => failure?.code);

test('each recipient gets the entry of its number, in any order', () => {
	const receivers = [
		{ waId: BEN, localMessageId: 'b', isValidWhatsAppNumber: false, errors: ['Nobody', 'at all'] },
		{ waId: ADA, local_message_id: 'a', validWhatsAppNumber: true, errors: [] },
	];
	expect(readResults(JSON.stringify({ receivers }), asked(ADA, BEN))).toEqual([
		{ whatsappNumber: ADA, localMessageId: 'a', isValidWhatsAppNumber: true },
		{
			whatsappNumber: BEN,
			localMessageId: 'b',
			isValidWhatsAppNumber: false,
			errors: ['Nobody', 'at all'],
			failure: { code: 'number-refused', message: 'Nobody at all', httpCode: '200' },
		},
	]);
});

test.each(['waId', 'whatsappNumber', 'phone_number', 'target', 'bsuid'])(
	'the number may be under %s, with a channel and a plus',
	(name) => {
		const recipients = [{ [name]: `14155550199:+1 ${ADA.slice(1)}` }];
		expect(codes({ recipients }, BEN, ADA)).toEqual(['recipient-left-out', undefined]);
	},
);

test('who is missing from the answer was left out', () => {
	const body = { receivers: [{ waId: ADA }] };
	expect(readResults(body, [{ whatsappNumber: BEN, localMessageId: 'mine' }])).toEqual([
		{
			whatsappNumber: BEN,
			localMessageId: 'mine',
			failure: expect.objectContaining({ code: 'recipient-left-out', httpCode: '200' }) as object,
		},
	]);
	expect(codes({ receivers: [] }, ADA)).toEqual(['recipient-left-out']);
	expect(codes({ receivers: [{ waId: '' }, { waId: 5 }] }, ADA)).toEqual(['recipient-left-out']);
});

test('an answer that names nobody took everybody but the refused', () => {
	const errors = { invalidWhatsappNumbers: [`+${BEN}`], invalidCustomParameters: [CARLA, BEN] };
	const results = readResults({ result: true, errors }, asked(ADA, BEN, CARLA));
	expect(results.map(({ failure }) => failure)).toEqual([
		undefined,
		expect.objectContaining({ code: 'number-refused', httpCode: '200' }),
		expect.objectContaining({ code: 'recipient-refused', httpCode: '200' }),
	]);
	expect(codes({ result: true }, ADA, BEN)).toEqual([undefined, undefined]);
	expect(codes('', ADA)).toEqual([undefined]);
});

test('a number asked for twice has two entries, told apart by their IDs', () => {
	const receivers = [
		{ waId: ADA, localMessageId: 'one' },
		{ waId: ADA, localMessageId: 'two', errors: ['No'] },
	];
	const twice = ['two', 'one', 'three'].map((localMessageId) => ({
		whatsappNumber: ADA,
		localMessageId,
	}));
	const results = readResults({ receivers }, twice);
	expect(results.map(({ localMessageId, failure }) => [localMessageId, failure?.code])).toEqual([
		['two', 'recipient-refused'],
		['one', undefined],
		['three', 'recipient-left-out'],
	]);
});

describe('recipients by contact ID', () => {
	const receivers = [{ waId: CARLA, errors: ['No'] }, { waId: ADA }, { waId: '14155550104' }];

	test('get the entries that are left over, in order, when as many are left', () => {
		expect(codes({ receivers }, 'US.contactOne', ADA, 'channel:US.contactTwo')).toEqual([
			'recipient-refused',
			undefined,
			undefined,
		]);
	});

	test('get none when it is not clear whose they are', () => {
		expect(codes({ receivers }, 'US.contactOne', ADA)).toEqual(['recipient-left-out', undefined]);
		expect(codes({ receivers }, 'US.contactOne', ADA, BEN)).toEqual([
			'recipient-left-out',
			undefined,
			'recipient-left-out',
		]);
	});

	test('leave to a number what is its own', () => {
		const one = { receivers: [{ waId: CARLA }] };
		expect(codes(one, BEN, 'US.contact')).toEqual(['recipient-left-out', undefined]);
	});
});

describe('what was sent is found in the chat', () => {
	const SENT = Date.UTC(2026, 2, 1, 10, 0, 5) + 700;
	const sought = (text: string, url: string) => ({
		...soughtMessage({ url }, undefined, SENT),
		text,
	});
	const TEXT = sought('Hello', '/api/v1/sendSessionMessage/1');
	const own = { eventType: 'message', owner: true, type: 'text', text: 'Hello', timestamp: SENT };
	const found = (record: object, looked = TEXT, taken: string[] = []) =>
		findSent({ messages: { items: [record] } }, looked, new Set(taken)) !== undefined;

	test('by kind, owner and text', () => {
		expect(found(own)).toBe(true);
		expect(found({ ...own, text: undefined, finalText: ' Hello ' })).toBe(true);
		expect(found({ ...own, owner: false })).toBe(false);
		expect(found({ ...own, owner: 'true' })).toBe(false);
		expect(found({ ...own, eventType: 'ticket' })).toBe(false);
		expect(found({ ...own, text: 'Hello you' })).toBe(false);
		expect(found({ ...own, type: 'image' })).toBe(false);
	});

	test('a file by any type but text and interactive, buttons by any', () => {
		const file = sought('Hello', '/api/v1/sendSessionFile/1');
		const types = ['image', 'document', 'text', 'interactive'];
		expect(types.map((type) => found({ ...own, type }, file))).toEqual([true, true, false, false]);
		const buttons = sought('Hello', '/api/v1/sendInteractiveButtonsMessage');
		expect(types.map((type) => found({ ...own, type }, buttons))).toEqual([true, true, true, true]);
	});

	test('a template by its quoted name', () => {
		const template = soughtMessage({ url: '/x' }, 'hello', SENT);
		const record = {
			eventType: 'broadcastMessage',
			eventDescription: 'Broadcast with "hello" was sent',
			timestamp: SENT,
		};
		expect(template).toEqual({ template: 'hello', text: '', kind: 'template', sentAt: SENT });
		expect(found(record, template)).toBe(true);
		expect(found({ ...record, eventDescription: 'with "hello_2"' }, template)).toBe(false);
		expect(found({ ...record, eventDescription: undefined }, template)).toBe(false);
		expect(found({ ...record, eventType: 'message' }, template)).toBe(false);
	});

	test('from the second in which it left', () => {
		const at = (timestamp: unknown) => found({ ...own, timestamp });
		expect(at(Math.floor(SENT / 1_000))).toBe(true);
		expect(at(Math.floor(SENT / 1_000) * 1_000 - 1)).toBe(false);
		expect(at(undefined)).toBe(false);
	});

	test('unless it belongs to another send', () => {
		const record = { ...own, id: 'a', localMessageId: 'b', whatsappMessageId: 'c' };
		expect(getMessageIds(record)).toEqual(['a', 'b', 'c']);
		expect(getMessageIds({ id: '', localMessageId: 5 })).toEqual([]);
		expect(['a', 'b', 'c', 'd'].map((id) => found(record, TEXT, [id]))).toEqual([
			false,
			false,
			false,
			true,
		]);
	});

	test.each([
		['/api/v1/sendSessionMessage/1', { qs: { messageText: ' Hi ' } }, 'text', 'Hi'],
		[
			'/api/v1/sendSessionMessage/1',
			{ body: new URLSearchParams({ messageText: 'In form' }) },
			'text',
			'In form',
		],
		['/api/v1/sendSessionFile/1', { qs: { caption: 'Look' } }, 'file', 'Look'],
		['/api/ext/v3/fileViaUrl', { body: { caption: 'Look' } }, 'file', 'Look'],
		['/api/ext/v3/fileViaUrl/more', { body: { body: 'B', caption: 'C' } }, 'interactive', 'B'],
		['/api/v1/sendInteractiveListMessage', { body: { body: 'Choose' } }, 'interactive', 'Choose'],
		['/api/v1/sendSessionMessage/1', {}, 'text', ''],
	])('%s sends %j', (url, more, kind, text) => {
		expect(soughtMessage({ url, ...more } as never, undefined, 5)).toEqual({
			kind,
			text,
			sentAt: 5,
		});
	});
});
