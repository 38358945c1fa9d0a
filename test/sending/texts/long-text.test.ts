import { ADA, shown, textTo, useApartTests, useBench } from '../../wati/setup';

const SESSION = 'POST /api/v1/sendSessionMessage/{whatsappNumber}';
const text = 'Привет! '.repeat(200).trim();
useApartTests();
const bench = useBench();
const delivered = () => bench.sandbox.messagesTo(ADA).map((message) => message.text);

describe('a text that makes the address too long', () => {
	it.each(['both', 'form'] as const)(
		'goes by the body alone, once (%s)',
		async (sessionTextFrom) => {
			bench.sandbox.reset({ maxUrlLength: 4_000, sessionTextFrom });
			const { items, error } = await bench.run({
				parameters: { ...textTo(ADA, text), options: { includeUsage: true } },
			});
			expect(error).toBeUndefined();
			expect(items[0]?.json.usage).toMatchObject({ calls: 2 });
			expect(delivered()).toEqual([text]);
			expect(bench.requests.map(({ status }) => status)).toEqual([414, 200]);
			expect(Object.keys(bench.requests[1]?.query ?? {})).toEqual(['localMessageId']);
		},
	);

	it('is refused in clear words where WATI reads the address only', async () => {
		bench.sandbox.reset({ maxUrlLength: 4_000, sessionTextFrom: 'query' });
		const result = await bench.run({ parameters: textTo(ADA, text) });
		expect(shown(result)).toMatchObject({
			code: 'request-refused',
			httpCode: '414',
			message: "The text in 'Text' is too long for the URL of the request",
			description: expect.stringContaining('Nothing was sent.') as string,
		});
		expect(delivered()).toEqual([]);
	});

	it('is looked for in the chat when its answer is lost', async () => {
		bench.sandbox.reset({ maxUrlLength: 4_000, sessionTextFrom: 'both' });
		bench.sandbox.addFault({ endpoint: SESSION, kind: 'dropAfter' });
		const { items, error } = await bench.run({
			parameters: { ...textTo(ADA, text), options: { verify: true } },
		});
		expect(error).toBeUndefined();
		expect(items[0]?.json.verified).toBe(true);
		expect(delivered()).toEqual([text]);
	});
});
