import { expressionEngines, useExpressionEngine } from '../harness';
import { ADA, BEN, FATIMA, mapped, named, number, operation, textTo, useBench } from './setup';

const bench = useBench();

const customers = [
	{ name: 'Ada', phone: ADA },
	{ name: 'Ben', phone: BEN },
];
const crossed = [
	{ json: { order: 'B-2' }, pairedItem: { item: 1 } },
	{ json: { order: 'A-1' }, pairedItem: { item: 0 } },
];

describe.each(expressionEngines())('on the %s expression engine', (kind) => {
	beforeAll(() => useExpressionEngine(kind));

	test('a text looks back at earlier nodes through linked items', async () => {
		const { items, error } = await bench.run({
			parameters: {
				...textTo("={{ $('Customers').item.json.phone }}"),
				messageText: "=Hi {{ $('Customers').item.json.name }}, order {{ $json.order }} is here.",
			},
			before: [{ name: 'Customers', items: customers }],
			items: crossed,
		});
		expect(error).toBeUndefined();
		expect(bench.sandbox.messagesTo(BEN).map(({ text }) => text)).toEqual([
			'Hi Ben, order B-2 is here.',
		]);
		expect(bench.sandbox.messagesTo(ADA).map(({ text }) => text)).toEqual([
			'Hi Ada, order A-1 is here.',
		]);
		expect(items.map(({ json, pairedItem }) => [json.whatsappNumber, pairedItem])).toEqual([
			[BEN, { item: 0 }],
			[ADA, { item: 1 }],
		]);
	});

	test('template variables, options and the template name', async () => {
		await bench.run({
			parameters: operation('template', 'send', {
				whatsappNumber: number("={{ $('Customers').item.json.phone }}"),
				template: named("={{ 'order' + '_update' }}"),
				templateParameters: mapped({
					name: "={{ $('Customers').item.json.name.toUpperCase() }}",
					ordernumber: '={{ $json.order }}',
				}),
				options: { broadcastName: '=run_{{ $itemIndex }}' },
			}),
			before: [{ name: 'Customers', items: customers }],
			items: crossed,
		});
		expect(
			[BEN, ADA].map((phone) => {
				const [message] = bench.sandbox.messagesTo(phone);
				return [message?.text, message?.template?.broadcastName];
			}),
		).toEqual([
			['Hi BEN, order B-2 shipped.', 'run_0'],
			['Hi ADA, order A-1 shipped.', 'run_1'],
		]);
	});

	test('a limit, and rows inside collections', async () => {
		const { items } = await bench.run({
			parameters: operation('contact', 'getAll', {
				limit: '={{ $json.most }}',
				filters: {
					attributes: {
						attribute: [{ name: 'member', operator: 'equals', value: '={{ $json.member }}' }],
					},
				},
			}),
			items: [{ most: 1, member: 'VIP' }],
		});
		expect(items.map(({ json }) => json.name)).toEqual(['Ada Lindqvist']);
		await bench.run({
			parameters: operation('message', 'sendButtons', {
				whatsappNumber: number(ADA),
				bodyText: '={{ 1 + 1 }}',
				buttons: { button: [{ text: '={{ $json.yes }}' }, { text: 'No' }] },
			}),
			items: [{ yes: 'Oui' }],
		});
		expect(bench.sandbox.messagesTo(ADA)).toMatchObject([{ text: '2', buttons: ['Oui', 'No'] }]);
	});

	test('a refusal still names the item, and the others go on', async () => {
		const { items } = await bench.run({
			parameters: textTo('={{ $json.phone }}', '={{ $json.text }}'),
			items: [
				{ phone: ADA, text: 'One' },
				{ phone: FATIMA, text: 'Two' },
				{ phone: BEN, text: '' },
			],
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => json.details ?? json.accepted)).toEqual([
			true,
			{ code: 'window-closed', httpCode: '200', itemIndex: 1, outcome: 'notSent' },
			{ code: 'input-invalid', httpCode: null, itemIndex: 2, outcome: 'notSent' },
		]);
	});
});
