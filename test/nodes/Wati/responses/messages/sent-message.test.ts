import {
	findSent,
	listMessageNames,
	soughtMessage,
} from '../../../../../nodes/Wati/responses/messages/sent-message';

describe('what was sent is found in the chat', () => {
	const SENT = Date.UTC(2026, 2, 1, 10, 0, 5) + 700;
	const sought = (text: string, url: string) => ({
		...soughtMessage({ url }, {}, SENT),
		text,
	});
	const TEXT = sought('Hello', '/api/v1/sendSessionMessage/1');
	const own = { eventType: 'message', owner: true, type: 'text', text: 'Hello', timestamp: SENT };
	const found = (record: object, looked = TEXT, taken: string[] = []) =>
		findSent({ messages: { items: [record] } }, looked, { taken: new Set(taken) }).found !==
		undefined;

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
		const template = soughtMessage({ url: '/x' }, { template: 'hello' }, SENT);
		const record = {
			eventType: 'broadcastMessage',
			eventDescription: 'Broadcast with "hello" was sent',
			timestamp: SENT,
		};
		expect(template).toEqual({
			template: 'hello',
			text: '',
			kind: 'template',
			sentAt: SENT,
			values: [],
		});
		expect(found(record, template)).toBe(true);
		expect(found({ ...record, eventDescription: 'with "hello_2"' }, template)).toBe(false);
		expect(found({ ...record, eventDescription: undefined }, template)).toBe(false);
		expect(found({ ...record, eventType: 'message' }, template)).toBe(false);
	});

	test('from the moment in which it left, or its second where WATI stamps those', () => {
		const at = (timestamp: unknown) => found({ ...own, timestamp });
		expect(at(Math.floor(SENT / 1_000))).toBe(true);
		expect(at(SENT - 1)).toBe(false);
		expect(at(SENT + 600_000)).toBe(true);
		expect(at(SENT + 600_001)).toBe(false);
		expect(at(Math.floor(SENT / 1_000) * 1_000 - 1)).toBe(false);
		expect(at(undefined)).toBe(false);
	});

	test('after as many as left before it without a name', () => {
		const record = (id: string, timestamp: number) => ({ ...own, id, timestamp });
		const idOf = (items: object[], unnamed: number[]) =>
			findSent({ messages: { items } }, TEXT, { taken: new Set(), unnamed }).found?.id;
		const [earlier, later] = [record('a', SENT - 200), record('b', SENT + 90)];
		expect(idOf([later, earlier], [SENT - 250])).toBe('b');
		expect(idOf([earlier], [SENT - 250])).toBeUndefined();
		expect(idOf([later], [SENT - 250])).toBeUndefined();
		expect(idOf([later], [SENT + 50])).toBe('b');
		expect(idOf([later, earlier], [SENT - 250, SENT - 240])).toBeUndefined();
		expect(idOf([later], [SENT - 60_000])).toBe('b');
	});

	test('unless it belongs to another send', () => {
		const record = { ...own, id: 'a', localMessageId: 'b', whatsappMessageId: 'c' };
		expect(listMessageNames(record)).toEqual(['a', 'b', 'c']);
		expect(listMessageNames({ id: '', localMessageId: 5 })).toEqual([]);
		expect(['a', 'b', 'c', 'd'].map((id) => found(record, TEXT, [id]))).toEqual([
			false,
			false,
			false,
			true,
		]);
	});

	test('by the ID that it left with, and whatever has another one is not it', () => {
		const withId = { ...TEXT, ownId: 'n8n-1' };
		const other = { ...own, id: 'a', localMessageId: 'n8n-2' };
		expect(found(other, withId)).toBe(false);
		expect(found({ ...own, localMessageId: null }, withId)).toBe(true);
		expect(found({ ...other, localMessageId: 'n8n-1', text: 'x', timestamp: 1 }, withId)).toBe(
			true,
		);
		expect(found(other)).toBe(true);
	});

	test('not where more say the same than this process sent', () => {
		const items = [own, { ...own, id: 'b', timestamp: SENT + 40 }];
		const look = (unnamed: number[]) =>
			findSent({ messages: { items } }, TEXT, { taken: new Set(), unnamed });
		expect(look([])).toEqual({ isAmbiguous: true });
		expect(look([SENT + 20])).toEqual({ found: own });
		const later = [own, { ...own, id: 'b', timestamp: SENT + 60_000 }];
		expect(findSent({ messages: { items: later } }, TEXT, { taken: new Set() })).toEqual({
			found: own,
		});
	});

	test('a template with other values is not it', () => {
		const parameters = [
			{ name: 'name', value: 'Ada' },
			{ name: 'order', value: 'A1' },
			{ name: 'file', value: 'https://files.example/a.pdf' },
		];
		const send = { template: 'hello', recipients: [{ whatsappNumber: '1', parameters }] };
		const template = soughtMessage({ url: '/x' }, send, SENT, '1');
		expect(template.values).toEqual(['Ada', 'A1']);
		const said = (finalText?: string) => ({
			eventType: 'broadcastMessage',
			eventDescription: 'Broadcast with "hello" was sent',
			timestamp: SENT,
			finalText,
		});
		expect(found(said('Hi Ada, A1 left'), template)).toBe(true);
		expect(found(said('Hi Ben, B2 left'), template)).toBe(false);
		expect(found(said('Hi {{name}}'), template)).toBe(true);
		expect(found(said(), template)).toBe(true);
		const both = { messages: { items: [said('Hi Ada, B2 left'), said('Hi Ada, A1 left')] } };
		expect(findSent(both, template, { taken: new Set() }).found?.finalText).toBe('Hi Ada, A1 left');
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
		expect(soughtMessage({ url, ...more } as never, {}, 5)).toEqual({
			kind,
			text,
			sentAt: 5,
			values: [],
		});
	});
});
