import { record, records } from '../../../../../nodes/shared/http/answers/readers';
import { read, SIMPLE } from '../../../read-items';

test('records come as they are, or simplified in the order of the fields', async () => {
	const body = { result: [{ c: 3, b: 2, a: 1 }] };
	const reader = records(['a', 'b', 'x']);
	expect(await read(reader, body)).toEqual([{ c: 3, b: 2, a: 1 }]);
	expect(JSON.stringify(await read(reader, body, SIMPLE))).toBe('[{"a":1,"b":2}]');
	expect(await read(reader, body, { simplify: 'true' })).toEqual([{ c: 3, b: 2, a: 1 }]);
});

test('a record is what stands under its name, else the answer', async () => {
	const inner = { contact: { id: 1 } };
	expect(await read(record('contact'), inner)).toEqual([{ id: 1 }]);
	expect(await read(record('other'), inner)).toEqual([inner]);
	expect(await read(record(), inner)).toEqual([inner]);
	expect(await read(record(), 'bytes')).toEqual([{}]);
});
