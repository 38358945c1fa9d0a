import type { IDataObject } from 'n8n-workflow';

import { ItemParameters } from '../../../../nodes/shared/items/item-parameters';

/** Parameters of a node with these raw values, and the expressions that n8n's engine was asked for. */
function parametersOf(raw: IDataObject, items: IDataObject[] = [{}, {}], result: unknown = 'n8n') {
	const evaluated: Array<[string, number]> = [];
	const reads: string[] = [];
	const context = {
		getInputData: () => items.map((json) => ({ json })),
		getNodeParameter: (name: string, _item: number, fallback: unknown, options: object) => {
			expect(options).toEqual({ rawExpressions: true });
			reads.push(name);
			return Object.hasOwn(raw, name) ? raw[name] : fallback;
		},
		evaluateExpression: (text: string, item: number) => {
			evaluated.push([text, item]);
			return result;
		},
	};
	return { parameters: new ItemParameters(context as never), evaluated, reads };
}

const read = (raw: unknown, items: IDataObject[] = [{}], result?: unknown) => {
	const { parameters, evaluated } = parametersOf({ value: raw as string }, items, result);
	return { value: parameters.get('value', 0), evaluated };
};

test('a value without an expression is read once, and is the same for all items', () => {
	const list = { list: [{ a: 1 }, 'b'] };
	const { parameters, evaluated, reads } = parametersOf({ list });
	expect(parameters.get('list', 0)).toBe(list);
	expect(parameters.get('list', 1)).toBe(list);
	expect(reads).toEqual(['list']);
	expect(evaluated).toEqual([]);
});

test('an expression is evaluated once for an item that reads it several times', () => {
	const { parameters, evaluated } = parametersOf({ value: '={{ $now }}' });
	for (const item of [0, 0, 1, 1, 0]) parameters.get('value', item);
	expect(evaluated.map(([, item]) => item)).toEqual([0, 1, 0]);
});

test('two fields with the same expression are two evaluations, as in n8n', () => {
	const expression = '={{ Math.random() }}';
	const { parameters, evaluated } = parametersOf({
		fields: { one: expression, other: expression },
	});
	parameters.get('fields', 0);
	expect(evaluated).toHaveLength(2);
});

test('a parameter that is not there is the fallback of whoever asks, and is looked for once', () => {
	const { parameters, reads } = parametersOf({ there: false });
	expect(parameters.get('absent', 0, 'first')).toBe('first');
	expect(parameters.get('absent', 1)).toBeUndefined();
	expect(parameters.get('there', 0, 'first')).toBe(false);
	expect(reads).toEqual(['absent', 'there']);
});

test.each([
	['={{ $json.a }}', 1],
	['={{$json.a}}', 1],
	['={{   $json.a   }}', 1],
	['={{ $json.b.c_1.$d }}', 'deep'],
	["={{ $json['e f'] }}", 'quoted'],
	['={{ $json["e f"] }}', 'quoted'],
	["={{ $json['e f'].length }}", undefined],
	['={{ $json.none }}', null],
	['={{ $json.no }}', false],
	['={{ $json["\'"] }}', 'single'],
	["={{ $json['\"'] }}", 'double'],
	["={{ $json[''] }}", 'empty'],
	["={{ $json.b['c_1']['$d'] }}", 'deep'],
])('%s is looked up in the item', (expression, found) => {
	const json = {
		a: 1,
		b: { c_1: { $d: 'deep' } },
		'e f': 'quoted',
		none: null,
		no: false,
		"'": 'single',
		'"': 'double',
		'': 'empty',
	};
	const { value, evaluated } = read(expression, [json]);
	expect(value).toBe(found === undefined ? 'n8n' : found);
	expect(evaluated).toHaveLength(found === undefined ? 1 : 0);
});

test.each([
	'={{ $json.a + 1 }}',
	'={{ $json.a }} more',
	'=more {{ $json.a }}',
	'=more ={{ $json.a }}',
	'={{ $json }}',
	'={{ $json.1a }}',
	'={{ $json[0] }}',
	"={{ $json['a\\'b'] }}",
	"={{ $json['a\nb'] }}",
	'={{ $json["a\\"b"] }}',
	'={{ $json["a\nb"] }}',
	'={{ $json.list }}',
	'={{ $json.object }}',
	'={{ $json.missing }}',
	'={{ $json.text.length }}',
	'={{ $json.toString }}',
	'={{ $json.list.length }}',
	'={{ $json .a }}',
	'={{ json.a }}',
	'=',
])('%p is left to n8n', (expression) => {
	const json = { a: 1, list: [1], object: {}, text: 't' };
	const { value, evaluated } = read(expression, [json]);
	expect(value).toBe('n8n');
	expect(evaluated).toEqual([[expression.slice(1), 0]]);
});

test('each item has its own value', () => {
	const { parameters } = parametersOf({ value: '={{ $json.a }}' }, [{ a: 1 }, { a: 2 }]);
	expect([0, 1].map((item) => parameters.get('value', item))).toEqual([1, 2]);
});

test('an item that is not there has nothing to look up', () => {
	const { parameters, evaluated } = parametersOf({ value: '={{ $json.a }}' }, []);
	expect(parameters.get('value', 0)).toBe('n8n');
	expect(evaluated).toEqual([[`{{ $json.a }}`, 0]]);
});

test('a date object becomes its text, any other object stays', () => {
	const date = { isLuxonDateTime: true, toString: () => '2026-01-02' };
	expect(read('={{ $now }}', [{}], date).value).toBe('2026-01-02');
	const other = { a: 1 };
	expect(read('={{ $other }}', [{}], other).value).toBe(other);
	expect(read('={{ $nothing }}', [{}], null).value).toBeNull();
});

test('only what changes in an object or a list is read for each item', () => {
	const raw = { fixed: { a: 1 }, list: ['b', '={{ $json.a }}', null], text: '={{ $json.a }}' };
	const { parameters } = parametersOf({ raw }, [{ a: 1 }, { a: 2 }]);
	const [first, second] = [0, 1].map((item) => parameters.get('raw', item)) as [
		typeof raw,
		typeof raw,
	];
	expect(first).toEqual({ fixed: { a: 1 }, list: ['b', 1, null], text: 1 });
	expect(second).toEqual({ fixed: { a: 1 }, list: ['b', 2, null], text: 2 });
	expect(first.fixed).toBe(raw.fixed);
	expect(raw.text).toBe('={{ $json.a }}');
});

describe('a resource mapper', () => {
	const schema = [{ id: 'name' }, { id: 'order', removed: false }, { id: 'city', removed: true }];
	const mapper = (more: object) =>
		parametersOf({ value: { mappingMode: 'autoMapInputData', value: null, schema, ...more } }, [
			{ name: 'Ada', order: 1, city: 'Rome', other: true },
			{ order: 2 },
		]).parameters;

	test('that maps automatically takes the fields of the schema that the item has', () => {
		const parameters = mapper({});
		const values = [0, 1].map((item) => (parameters.get('value', item) as IDataObject).value);
		expect(values).toStrictEqual([{ name: 'Ada', order: 1 }, { order: 2 }]);
		expect(parameters.get('value', 0)).toMatchObject({ mappingMode: 'autoMapInputData', schema });
		expect((parameters.get('value', 9) as IDataObject).value).toEqual({});
	});

	test('without a schema has no fields', () => {
		expect(mapper({ schema: 'none' }).get('value', 0)).toMatchObject({ value: {} });
		expect(mapper({ schema: [null, { id: 'name' }] }).get('value', 0)).toMatchObject({
			value: { name: 'Ada' },
		});
	});

	test.each([
		['a needed field, and none filled in', true, null, { name: 'Ada' }],
		['a needed field, and nothing in them', true, { name: '' }, { name: 'Ada' }],
		['a needed field, and another filled in', true, { order: 'A-1' }, { order: 'A-1' }],
		['no needed field', false, {}, {}],
	])('with %s', (_what, needed, value, read) => {
		const own = { mappingMode: 'defineBelow', value, schema: [{ id: 'name', needed }] };
		expect(mapper(own).get('value', 0)).toMatchObject({ value: read });
	});

	test('with fields of its own keeps them', () => {
		const own = { mappingMode: 'defineBelow', value: { name: '={{ $json.name }}' } };
		expect(mapper(own).get('value', 0)).toMatchObject({ value: { name: 'Ada' } });
	});
});
