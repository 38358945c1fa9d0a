import { statusRecord } from '../../../../../nodes/Wati/responses/messages/message-status';
import { read, SIMPLE } from '../../../read-items';

test('the status of a message is found bare and under two names', async () => {
	const record = { statusString: 'READ', text: 'a', other: 1 };
	expect(await read(statusRecord, record, SIMPLE)).toEqual([{ statusString: 'READ', text: 'a' }]);
	expect(await read(statusRecord, { message: record })).toEqual([record]);
	expect(await read(statusRecord, { result: record })).toEqual([record]);
	expect(await read(statusRecord, { ...record, message: { a: 1 } })).toHaveLength(1);
	expect(await read(statusRecord, { message: 'x' })).toEqual([{ message: 'x' }]);
	expect(await read(statusRecord, '')).toEqual([{}]);
});
