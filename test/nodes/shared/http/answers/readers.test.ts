import {
	pick,
	record,
	records,
	withCamelCaseNames,
} from '../../../../../nodes/shared/http/answers/readers';
import { read } from '../../../read-items';

test('records come as they are', async () => {
	const body = { result: [{ c: 3, b: 2 }, { a: 1 }] };
	expect(await read(records, body)).toEqual([{ c: 3, b: 2 }, { a: 1 }]);
});

test('picked fields come in the order of the fields', () => {
	expect(JSON.stringify(pick({ c: 3, b: 2, a: 1 }, ['a', 'b', 'x']))).toBe('{"a":1,"b":2}');
});

test('a record has the names of other answers, its parts stay as they are', () => {
	expect(withCamelCaseNames({ last_updated: 1, id: 2, a_b_1c: { in_it: 3 } })).toEqual({
		lastUpdated: 1,
		id: 2,
		aB1c: { in_it: 3 },
	});
});

test('a record is what stands under its name, else the answer', async () => {
	const inner = { contact: { id: 1 } };
	expect(await read(record('contact'), inner)).toEqual([{ id: 1 }]);
	expect(await read(record('other'), inner)).toEqual([inner]);
	expect(await read(record(), inner)).toEqual([inner]);
	expect(await read(record(), 'bytes')).toEqual([{}]);
});
