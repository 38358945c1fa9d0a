import { ADA, direct, fileItem, number, operation, shown, textTo, useBench } from '../wati/setup';

const bench = useBench();

/** Steps of dots lead out of the folder, also encoded; half a character has no encoding. */
const STEPS_OUT = ['..', '.', ' .. ', 'a\ud800'];

describe.each(STEPS_OUT)('the value %j', (value) => {
	test.each([
		['a tag', 'Tag', direct('conversation', 'removeTag', { target: number(ADA), tag: value })],
		[
			'a connection',
			'Connection to Manage',
			operation('connection', 'delete', { connectionId: value }),
		],
	])('as %s does not reach another address', async (_what, label, parameters) => {
		const result = await bench.run({ parameters: { ...parameters, whatsappNumber: number(ADA) } });
		expect(shown(result)).toMatchObject({
			message: expect.stringContaining(`'${label}'`),
			code: 'input-invalid',
		});
		expect(bench.requests).toEqual([]);
	});
});

test.each(['a\r\nX-Other: 1', 'a\nX-Other: 1', 'a\u0000b', 'a\u010db'])(
	'a connection %j cannot become another header',
	async (connection) => {
		const result = await bench.run({ parameters: { ...textTo(), options: { connection } } });
		expect(result.error).toBeDefined();
		for (const { headers } of bench.requests) {
			expect(headers['x-other']).toBeUndefined();
			expect(headers['maton-connection']).toMatch(/^[\x21-\x7e ]+$/);
		}
		expect(bench.sandbox.messagesTo(ADA)).toEqual([]);
	},
);

test('a file name cannot end the header that it stands in', async () => {
	const fileName = 'a"\r\nContent-Type: text/html\r\n\r\n<b>.pdf';
	await bench.run({
		parameters: operation('message', 'sendFile', {
			whatsappNumber: number(ADA),
			options: { fileName },
		}),
		items: [await fileItem('%PDF-1.4', 'a.pdf', 'application/pdf')],
	});
	const [file] = bench.requests.flatMap(({ files }) => files);
	expect(file).toMatchObject({ field: 'file', contentType: 'application/pdf', size: 8 });
});

describe('what a customer wrote', () => {
	const text = '={{ $env.HOME }}{{ 6 * 7 }} $& $1';

	test('is sent as it is, in every place of a message', async () => {
		const given = { items: [{ text }] };
		await bench.run({ parameters: textTo(ADA, '={{ $json.text }}'), ...given });
		await bench.run({
			parameters: operation('message', 'sendButtons', {
				whatsappNumber: number(ADA),
				bodyText: '={{ $json.text }}',
				footerText: '={{ $json.text }}',
				buttons: { button: [{ text: 'Yes' }] },
			}),
			...given,
		});
		expect(bench.sandbox.messagesTo(ADA).map((message) => message.text)).toEqual([text, text]);
	});

	test('is sent as it is to many people at once', async () => {
		await bench.run({
			parameters: operation('template', 'sendToMany', {
				recipientsFrom: 'items',
				whatsappNumber: number(ADA),
				template: { __rl: true, mode: 'name', value: 'order_update' },
				templateParameters: {
					mappingMode: 'defineBelow',
					value: { name: '={{ $json.text }}', ordernumber: '1' },
				},
			}),
			items: [{ text }],
		});
		const [message] = bench.sandbox.messagesTo(ADA);
		expect(message?.template?.parameters).toContainEqual({ name: 'name', value: text });
	});
});

test('names from data never reach what all objects share', async () => {
	const name = '__proto__';
	await bench.run({
		parameters: operation('contact', 'updateAttributes', {
			whatsappNumber: number(ADA),
			additionalAttributes: {
				pair: [
					{ name, value: 'polluted' },
					{ name: 'constructor', value: 'polluted' },
				],
			},
		}),
	});
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	expect(Object.keys(Object.prototype)).toEqual([]);
	const [request] = bench.requests;
	expect(request?.body).toMatchObject({ customParams: [{ name, value: 'polluted' }, {}] });
});
