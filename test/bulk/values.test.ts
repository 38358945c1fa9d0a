import type { Sandbox } from '../../sandbox';
import { expressionEngines, useExpressionEngine } from '../harness';
import { bulkCalls, getErrorCode, numberFrom, sendToMany, useWorld } from './world';

let sandbox: Sandbox;
useWorld((opened) => (sandbox = opened));

const item = {
	phone: 14155560001,
	'first name': 'Ada',
	"it's": 'quoted',
	order: { number: 4711, open: true, lines: ['a', 'b'], note: null },
	date: '2026-01-02T03:04:05.000Z',
	constructor_: 'own',
};

/** Each is written bare, which is looked up in the item, and in parentheses, which n8n evaluates. */
const FIELDS = [
	'$json.phone',
	"$json['first name']",
	'$json["first name"]',
	'$json["it\'s"]',
	'$json.order.number',
	'$json.order.open',
	'$json.order.lines',
	'$json.order["lines"]',
	'$json.order.note',
	'$json.date',
	'$json.missing',
	'$json.missing.deeper',
	'$json.constructor_',
	'$json.toString',
	'$json.order.lines.length',
];

function variables(sandbox: Sandbox): Array<{ name: string; value: string }> {
	const [call] = bulkCalls(sandbox);
	const body = call?.body as { receivers: Array<{ customParams: [] }> } | undefined;
	return body?.receivers[0]?.customParams ?? [];
}

describe.each(expressionEngines())('values on the %s engine', (engine) => {
	beforeAll(async () => {
		await useExpressionEngine(engine);
	});
	afterAll(async () => {
		await useExpressionEngine('legacy');
	});

	it.each(FIELDS)('%s is what n8n evaluates', async (field) => {
		const value = { name: `={{ ${field} }}`, ordernumber: `={{ (${field}) }}` };
		const { items } = await sendToMany(sandbox, [item], {
			parameters: { templateParameters: { mappingMode: 'defineBelow', value } },
			onError: 'continueRegularOutput',
		});
		expect(items).toHaveLength(1);
		const values = new Map(variables(sandbox).map(({ name, value: text }) => [name, text]));
		expect(values.get('name')).toBe(values.get('ordernumber'));
	});

	it('takes text around expressions, pairs by name, and other nodes', async () => {
		const { items } = await sendToMany(sandbox, [item], {
			before: [{ name: 'Orders', items: [{ total: 12 }] }],
			parameters: {
				whatsappNumber: numberFrom('=+{{ $json.phone }}'),
				templateParameters: {
					mappingMode: 'defineBelow',
					value: { name: "=Dear {{ $json['first name'] }}" },
				},
				additionalParameters: {
					pair: [{ name: '=order{{ "number" }}', value: "={{ $('Orders').item.json.total }}" }],
				},
			},
		});
		expect(items.map(getErrorCode)).toEqual([undefined]);
		expect(items[0]?.json.whatsappNumber).toBe('14155560001');
		expect(variables(sandbox)).toEqual([
			{ name: 'name', value: 'Dear Ada' },
			{ name: 'ordernumber', value: '12' },
		]);
	});

	// Under jest n8n cannot tell the dates of the isolated engine from other objects: each file has its own `Object`.
	(engine === 'vm' ? it.skip : it)('writes a date as n8n does', async () => {
		await sendToMany(sandbox, [item], {
			parameters: {
				templateParameters: {
					mappingMode: 'defineBelow',
					value: { name: '={{ DateTime.fromISO($json.date).toUTC() }}', ordernumber: 'A-1' },
				},
			},
		});
		expect(variables(sandbox)[0]?.value).toMatch(/^2026-01-02T03:04:05\.000(Z|\+00:00)$/);
	});
});
