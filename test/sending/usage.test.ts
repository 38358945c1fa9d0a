import { ADA, FATIMA, named, number, operation, pairs, textTo, useBench } from '../wati/setup';

const bench = useBench();

interface Usage {
	calls: number;
	accepted: number;
	refused: number;
	unknown: number;
	saved: number;
	since: string;
	month: string;
	endpoints: Array<{ endpoint: string; calls: number }>;
}

async function usage(authentication = 'matonApi'): Promise<Usage> {
	const before = bench.requests.length;
	const { items, error } = await bench.run({
		parameters: operation('account', 'getUsage', { authentication }),
	});
	expect(error).toBeUndefined();
	expect(bench.requests).toHaveLength(before);
	expect(JSON.stringify(items)).not.toContain(bench.sandbox.matonKey);
	return items[0]!.json as unknown as Usage;
}

it('counts calls by endpoint and outcome, and makes none', async () => {
	const before = await usage();
	await bench.run({ parameters: textTo(ADA), items: [{}, {}] });
	await bench.run({ parameters: textTo(FATIMA) });
	bench.sandbox.addFault({
		endpoint: 'POST /api/v1/sendSessionMessage/{whatsappNumber}',
		kind: 'dropAfter',
	});
	await bench.run({ parameters: textTo(ADA) });
	await bench.run({ parameters: operation('message', 'getAll', { whatsappNumber: number(ADA) }) });
	const after = await usage();
	expect(after.calls - before.calls).toBe(5);
	expect(after.calls - before.calls).toBe(bench.requests.length);
	expect([
		after.accepted - before.accepted,
		after.refused - before.refused,
		after.unknown - before.unknown,
	]).toEqual([3, 1, 1]);
	expect(after.endpoints).toEqual([
		expect.objectContaining({ endpoint: 'GET /api/v1/getMessages', calls: 1 }),
		expect.objectContaining({ endpoint: 'POST /api/v1/sendSessionMessage', calls: 4 }),
	]);
	expect(after.month).toBe(new Date().toISOString().slice(0, 7));
	expect(Date.parse(after.since)).toBeLessThanOrEqual(Date.now());
});

it('takes a key for one account, however it was pasted', async () => {
	const before = await usage();
	const { apiKey, ...rest } = bench.maton().matonApi!;
	const credentials = { matonApi: { ...rest, apiKey: ` Bearer ${String(apiKey)} ` } };
	const { error } = await bench.run({ parameters: textTo(ADA), credentials });
	expect(error).toBeUndefined();
	expect((await usage()).calls - before.calls).toBe(1);
});

it('counts by account, and every try', async () => {
	const before = await usage('watiApi');
	bench.sandbox.addFault({
		endpoint: 'POST /api/v1/sendSessionMessage/{whatsappNumber}',
		kind: 'status',
		status: 429,
		retryAfter: 0,
		times: 2,
	});
	const parameters = {
		...textTo(ADA),
		authentication: 'watiApi',
		options: { includeUsage: true },
	};
	const { items } = await bench.run({ parameters });
	expect(items[0]?.json.usage).toEqual({ calls: 3, retries: 2, saved: 0 });
	const after = await usage('watiApi');
	expect([after.calls - before.calls, after.refused - before.refused]).toEqual([3, 2]);
});

it('counts the calls that a list saves', async () => {
	const before = await usage();
	const recipients = ['14155556001', '14155556002', '14155556003'];
	const { items } = await bench.run({
		parameters: operation('template', 'sendToMany', {
			template: named('order_update'),
			recipientsFrom: 'form',
			recipients: {
				recipient: recipients.map((whatsappNumber) => ({
					whatsappNumber,
					parameters: pairs({ name: 'Ada', ordernumber: '1' }),
				})),
			},
			options: { includeUsage: true },
		}),
	});
	expect(items.map(({ json }) => json.usage)).toEqual(
		recipients.map(() => ({ calls: 1, retries: 0, saved: 2 })),
	);
	expect((await usage()).saved - before.saved).toBe(2);
});

it('a switch that is off adds nothing', async () => {
	const { items } = await bench.run({ parameters: textTo(ADA) });
	expect(items[0]?.json).not.toHaveProperty('usage');
});

it.each([
	['account', 'checkSetup', 2],
	['connection', 'getAll', 1],
])('Include Usage tells what %s: %s cost', async (resource, name, calls) => {
	const { items, error } = await bench.run({
		parameters: operation(resource, name, { options: { includeUsage: true } }),
	});
	expect(error).toBeUndefined();
	expect(items[0]!.json.usage).toMatchObject({ calls });
	expect(bench.requests).toHaveLength(calls);
});

it('Preview Only leaves connections as they are', async () => {
	const before = bench.sandbox.connectionId;
	const parameters = operation('connection', 'delete', {
		connectionId: { __rl: true, mode: 'id', value: before },
		options: { previewOnly: true },
	});
	const { items, error } = await bench.run({ parameters });
	expect(error).toBeUndefined();
	expect(JSON.stringify(items)).toContain(before);
	expect(bench.requests).toEqual([]);
});
