import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Fault } from '../../../sandbox';
import type { RunOptions } from '../../harness';
import { fileItem, shown } from '../../wati/setup';
import { graphError, MESSAGES, send, text, UPLOADS, useMeta } from '../setup';

const PEOPLE = ['14155550101', '14155550102', '14155550103'];
const TIMEOUT_MS = 500;

const meta = useMeta();

type Shape = Omit<Fault, 'endpoint'>;

/** What goes wrong with the second request, and whether it is surely known that nothing was accepted. */
const FAULTS: Record<string, Shape & { refused?: true }> = {
	'Maton 429': { kind: 'status', status: 429, retryAfter: 1, refused: true },
	'130429 with 400': {
		kind: 'status',
		status: 400,
		body: graphError(130429, 'Rate limit hit'),
		refused: true,
	},
	'500 before': { kind: 'status', status: 500 },
	'131000 with 500, after': {
		kind: 'status',
		status: 500,
		body: graphError(131000, 'Something went wrong'),
		tookEffect: true,
	},
	'drop before': { kind: 'dropBefore' },
	'drop after': { kind: 'dropAfter' },
	timeout: { kind: 'latency', latencyMs: 1_000 },
	truncated: { kind: 'truncate' },
	'HTML 502': { kind: 'html', tookEffect: true },
	'HTML 200': { kind: 'html', status: 200, tookEffect: true },
};

const MODES: Record<string, Partial<RunOptions>> = {
	stop: {},
	continue: { onError: 'continueRegularOutput' },
	'Retry On Fail': { retryOnFail: { maxTries: 3, waitBetweenTries: 0 } },
};

const cells = Object.keys(FAULTS).flatMap((fault) =>
	Object.keys(MODES).map((mode) => [fault, mode] as const),
);

const arrived = (whatsappNumber: string) =>
	meta.sent.filter(({ waId }) => waId === whatsappNumber).length;

const failureOf = ({ json }: INodeExecutionData) =>
	(json.details as IDataObject | undefined)?.code as string | undefined;

test.each(cells)(
	'%s, %s: nobody gets a message twice, and the report is true',
	async (name, mode) => {
		const { refused, ...shape } = FAULTS[name]!;
		meta.sandbox.addFault({ endpoint: MESSAGES, after: 1, ...shape });
		const timeout = name === 'timeout' ? { requestOptions: { timeout: TIMEOUT_MS } } : {};
		const { items, error } = await meta.run({
			parameters: text('Hello', { whatsappNumber: '={{ $json.to }}', ...timeout }),
			items: PEOPLE.map((to) => ({ to })),
			...MODES[mode],
		});
		// A timeout takes effect after the node has given up.
		if (name === 'timeout') await new Promise((resolve) => setTimeout(resolve, 800));
		const counts = PEOPLE.map(arrived);
		expect(Math.max(...counts)).toBe(1);
		if (refused) {
			expect(error).toBeUndefined();
			expect([counts, items.map(failureOf)]).toEqual([
				[1, 1, 1],
				[undefined, undefined, undefined],
			]);
			return;
		}
		if (mode !== 'continue') {
			expect(shown({ error } as never).code).toBe('outcome-unknown');
			expect(error?.description).toContain('1 may have been sent');
			expect(meta.bench.count(MESSAGES)).toBeLessThanOrEqual(3);
			return;
		}
		expect(items.map(failureOf)).toContain('outcome-unknown');
		items.forEach((item, place) => {
			if (failureOf(item) === undefined) expect(counts[place]).toBe(1);
		});
		expect(items.filter((item) => failureOf(item) !== undefined)).toHaveLength(1);
	},
);

describe('a file that is uploaded on the way', () => {
	const image = send('sendImage', { mediaSource: 'binary', caption: 'Your parcel' });
	const items = async () => [await fileItem('bytes of a picture', 'a.png', 'image/png')];

	test('is uploaded once and sent by its ID', async () => {
		const { items: out, error } = await meta.run({ parameters: image, items: await items() });
		expect(error).toBeUndefined();
		const [upload, message, ...more] = meta.bench.requests;
		expect(more).toEqual([]);
		expect(upload).toMatchObject({
			endpoint: UPLOADS,
			body: { messaging_product: 'whatsapp', type: 'image/png' },
			files: [{ field: 'file', fileName: 'a.png', contentType: 'image/png', size: 18 }],
		});
		const { id } = upload!.answer as { id: string };
		expect(message!.body).toEqual({
			messaging_product: 'whatsapp',
			to: '14155550101',
			type: 'image',
			image: { id, caption: 'Your parcel' },
		});
		expect(out[0]?.json).toMatchObject({ accepted: true, mediaId: id });
	});

	test('keeps its name as a document, and may get another one', async () => {
		const file = await fileItem('%PDF-1.4', 'bill.pdf', 'application/pdf');
		const run = async (fileName: string) =>
			await meta.run({
				parameters: send('sendDocument', { mediaSource: 'binary', fileName }),
				items: [file],
			});
		await run('');
		await run('Invoice R-17.pdf');
		const names = meta.bodies.map((body) => (body as { document: IDataObject }).document.filename);
		expect(names).toEqual(['bill.pdf', 'Invoice R-17.pdf']);
	});

	test.each(['500', 'drop'])('an upload with an unknown end sends nothing (%s)', async (kind) => {
		const shape: Shape = kind === 'drop' ? { kind: 'dropAfter' } : { kind: 'status', status: 500 };
		meta.sandbox.addFault({ endpoint: UPLOADS, ...shape });
		const run = await meta.run({ parameters: image, items: await items() });
		expect(shown(run)).toMatchObject({
			code: 'service-unavailable',
			description: 'No message was sent, so trying again is safe. [Item 0]',
		});
		expect(meta.sent).toEqual([]);
	});

	test('Retry On Fail neither uploads nor sends again what went through', async () => {
		meta.sandbox.addFault({
			endpoint: MESSAGES,
			kind: 'status',
			status: 400,
			body: graphError(131009, 'Parameter value is not valid'),
		});
		const { items: out, error } = await meta.run({
			parameters: image,
			items: await items(),
			retryOnFail: { maxTries: 2, waitBetweenTries: 0 },
		});
		expect(error).toBeUndefined();
		expect(out[0]?.json.accepted).toBe(true);
		expect([meta.bench.count(UPLOADS), meta.bench.count(MESSAGES), meta.sent.length]).toEqual([
			1, 2, 1,
		]);
	});

	test('a preview uploads nothing and counts both calls', async () => {
		const { items: out } = await meta.run({
			parameters: { ...image, options: { previewOnly: true } },
			items: await items(),
		});
		expect(out[0]?.json).toMatchObject({ preview: true, text: 'Your parcel', calls: 2 });
		expect(meta.bench.requests).toEqual([]);
	});
});

test('a remembered send says so', async () => {
	meta.sandbox.addFault({
		endpoint: MESSAGES,
		after: 1,
		kind: 'status',
		status: 400,
		body: graphError(131009, 'Parameter value is not valid'),
	});
	const { items, error } = await meta.run({
		parameters: text('={{ $now.toMillis() }}', { whatsappNumber: '={{ $json.to }}' }),
		items: [{ to: PEOPLE[0] }, { to: PEOPLE[1] }],
		retryOnFail: { maxTries: 2, waitBetweenTries: 0 },
	});
	expect(error).toBeUndefined();
	expect(PEOPLE.map(arrived)).toEqual([1, 1, 0]);
	expect(items.filter(({ json }) => json.remembered === true)).toHaveLength(1);
});

test('an agent may write to the numbers of its guard alone', async () => {
	const run = await meta.run({
		parameters: text('Hello', { options: { agentLimits: { allowedNumbers: '49*' } } }),
	});
	expect(shown(run).code).toBe('guard-refused');
	expect(meta.bench.requests).toEqual([]);
});

test('reads are repeated until they succeed', async () => {
	const endpoint = 'GET /{version}/{businessAccountId}/phone_numbers';
	meta.sandbox.addFault({ endpoint, kind: 'status', status: 503, times: 2 });
	const parameters = { ...send('x'), resource: 'phoneNumber', operation: 'getAll' };
	const { items, error } = await meta.run({ parameters });
	expect([error, items.length, meta.bench.count(endpoint)]).toEqual([undefined, 3, 3]);
});

test('at most ten requests of an account arrive in any second', async () => {
	meta.sandbox.reset({ gatewayPerSecond: 10 });
	const people = Array.from({ length: 25 }, () => ({ to: '14155550101' }));
	const { error } = await meta.run({
		parameters: text('Hello', { whatsappNumber: '={{ $json.to }}' }),
		items: people,
	});
	expect(error).toBeUndefined();
	const statuses = new Set(meta.bench.requests.map(({ status }) => status));
	expect([meta.sent.length, [...statuses]]).toEqual([25, [200]]);
});
