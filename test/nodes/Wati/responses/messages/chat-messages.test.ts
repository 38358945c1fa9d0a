import { getDirection, messages } from '../../../../../nodes/Wati/responses/messages/chat-messages';
import { read, SIMPLE } from '../../../read-items';

describe('API v3', () => {
	test('has messages with ISO times in the simplified output', async () => {
		const message_list = [{ id: '1', timestamp: '1772359200', x: 1 }, { id: '2' }];
		const none = { direction: null };
		expect(await read(messages, { message_list })).toEqual([
			{ id: '1', timestamp: '1772359200', x: 1, ...none },
			{ id: '2', ...none },
		]);
		expect(await read(messages, { message_list }, SIMPLE)).toEqual([
			{ id: '1', timestamp: '2026-03-01T10:00:00.000Z', ...none },
			{ id: '2', ...none },
		]);
	});

	test('has the names of v1 in the simplified output', async () => {
		const message_list = [{ event_type: 'message', owner: false, status_string: 'READ' }];
		expect(await read(messages, { message_list }, SIMPLE)).toEqual([
			{ eventType: 'message', owner: false, statusString: 'READ', direction: 'inbound' },
		]);
	});

	test.each([
		[{ eventType: 'message', owner: true }, 'outbound'],
		[{ event_type: 'message', owner: false }, 'inbound'],
		[{ event_type: 'message', owner: null }, null],
		[{ eventType: 'message', owner: 'false' }, null],
		[{ event_type: 'broadcastMessage', owner: null }, 'outbound'],
		[{ eventType: 'ticket', owner: false }, null],
		[{}, null],
	])('%j goes %p', (record, direction) => {
		expect(getDirection(record)).toBe(direction);
	});
});
