import { createServer, type AddressInfo } from 'node:net';

import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import type { RunOptions, RunResult } from '../harness';
import { ADA, BEN, named, number, operation, useBench } from '../wati/setup';

const PEOPLE = [ADA, BEN, '14155550103'];
const TIMEOUT_MS = 400;
const LATE_MS = 900;

const bench = useBench();
const table: string[][] = [];

type Shape = Omit<Fault, 'endpoint'>;

/** What goes wrong, once. `late` takes effect after the node gave up. */
const FAULTS: Record<string, Shape> = {
	'429, Retry-After': { kind: 'status', status: 429, retryAfter: 1 },
	'429': { kind: 'status', status: 429 },
	'500 before': { kind: 'status', status: 500 },
	'500 after': { kind: 'status', status: 500, tookEffect: true },
	'drop before': { kind: 'dropBefore' },
	'drop after': { kind: 'dropAfter' },
	timeout: { kind: 'latency', latencyMs: LATE_MS },
	truncated: { kind: 'truncate' },
	'HTML 502': { kind: 'html', tookEffect: true },
	'HTML 200': { kind: 'html', status: 200, tookEffect: true },
	'{}': { kind: 'reshape', shape: 'emptyObject', tookEffect: true },
	drip: { kind: 'drip', latencyMs: 100 },
	'101': { kind: 'switch' },
	'key repeated': { kind: 'answer', status: 400, body: 'Invalid key KEY' },
	'never connected': { kind: 'dropBefore' },
	...Object.fromEntries(
		[302, 303, 304, 408, 409, 425, 499].map((status) => [
			`${status} after`,
			{ kind: 'status', status, location: '/elsewhere', tookEffect: true } as const,
		]),
	),
};

/** Faults that only a time limit ends. */
const ENDLESS = ['timeout', 'drip', '101'];

interface Kind {
	endpoint: string;
	parameters: INodeParameters;
	/** Requests that pass before the fault. */
	after: number;
	sends: boolean;
}

const text = 'A message of the matrix';

const KINDS: Record<string, Kind> = {
	read: {
		endpoint: 'GET /api/v1/getMessageTemplates',
		parameters: operation('template', 'getAll', { limit: 1 }),
		after: 1,
		sends: false,
	},
	'single send': {
		endpoint: 'POST /api/v1/sendSessionMessage/{whatsappNumber}',
		parameters: operation('message', 'sendText', {
			whatsappNumber: { __rl: true, mode: 'number', value: '={{ $json.to }}' },
			messageText: text,
		}),
		after: 1,
		sends: true,
	},
	bulk: {
		endpoint: 'POST /api/v2/sendTemplateMessages',
		parameters: operation('template', 'sendToMany', {
			template: named('welcome'),
			recipientsFrom: 'items',
			whatsappNumber: number('={{ $json.to }}'),
		}),
		after: 0,
		sends: true,
	},
};

const MODES: Record<string, Partial<RunOptions>> = {
	stop: {},
	continue: { onError: 'continueRegularOutput' },
	'Retry On Fail': { retryOnFail: { maxTries: 3, waitBetweenTries: 0 } },
};

const cells = Object.keys(FAULTS).flatMap((fault) =>
	Object.keys(KINDS).flatMap((kind) =>
		Object.keys(MODES).map((mode) => [fault, kind, mode] as const),
	),
);

function delivered(whatsappNumber: string): number {
	const messages = bench.sandbox.messagesTo(whatsappNumber);
	return messages.filter((message) => message.text === text || message.template?.name === 'welcome')
		.length;
}

const itemOf = ({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item;
const failureOf = ({ json }: INodeExecutionData) => json.details as IDataObject | undefined;

/** How each item was reported: by its own output, or by the counts in the error that stopped the node. */
function reported({ items, error }: RunResult): string[] {
	const states = PEOPLE.map(() => 'missing');
	for (const item of items) states[itemOf(item)] = String(failureOf(item)?.code ?? 'success');
	const counts = String(error?.description ?? '');
	// Nothing is lost when a read stops, so there are no counts: the error speaks for all items.
	if (error && !/Of \d+ items: /.test(counts)) return states.map(() => String(error.context.code));
	const labels = {
		success: 'sent',
		failed: 'failed',
		'outcome-unknown': 'may have been sent',
		'not sent': 'not sent',
	};
	for (const [state, label] of Object.entries(labels)) {
		const list = new RegExp(`\\d+ ${label} \\(items? ([\\d, ]+)\\)`).exec(counts)?.[1];
		for (const item of list?.split(', ') ?? []) {
			states[Number(item)] = state === 'failed' ? String(error?.context.code) : state;
		}
	}
	return states;
}

/** An address at which nobody listens. */
async function closedAddress(): Promise<string> {
	const server = createServer();
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	await new Promise((done) => server.close(done));
	return `http://127.0.0.1:${port}`;
}

/** Whether a write may have been accepted where this is all that came back. */
const isLeftUnknown = (faultName: string) =>
	/^\d+ after$/.test(faultName) || ['{}', ...ENDLESS].includes(faultName);

afterAll(() => {
	const rows = [['Fault', 'Request', 'On error', 'Calls', 'Delivered', 'Reported'], ...table];
	const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
	const lines = rows.map((row) =>
		row.map((cell, column) => cell.padEnd(widths[column]!)).join('  '),
	);
	process.stdout.write(`\n${lines.map((line) => line.trimEnd()).join('\n')}\n`);
});

test.each(cells)('%s, %s, %s', async (faultName, kindName, modeName) => {
	const { endpoint, parameters, after, sends } = KINDS[kindName]!;
	const fault = FAULTS[faultName]!;
	const isConnected = faultName !== 'never connected';
	const body =
		typeof fault.body === 'string' ? fault.body.replace('KEY', bench.sandbox.matonKey) : undefined;
	if (isConnected) bench.sandbox.addFault({ ...fault, body, endpoint, after });
	const result = await bench.run({
		parameters: {
			...parameters,
			options: { plan: 'business' },
			...(ENDLESS.includes(faultName) ? { requestOptions: { timeout: TIMEOUT_MS } } : {}),
		},
		items: PEOPLE.map((to) => ({ to })),
		...(isConnected ? {} : { credentials: bench.maton({ gatewayUrl: await closedAddress() }) }),
		...MODES[modeName],
	});
	if (faultName === 'timeout') await new Promise((resolve) => setTimeout(resolve, LATE_MS));
	const states = reported(result);
	const arrived = PEOPLE.map(delivered);
	const arrivals = sends ? arrived.join(' ') : '-';
	table.push([
		faultName,
		kindName,
		modeName,
		String(bench.count(endpoint)),
		arrivals,
		states.join(', '),
	]);

	// An answer that contains no list is one without records.
	if (sends || faultName !== '{}') expect(states).not.toContain('missing');
	if (!sends) return;
	expect(Math.max(...arrived)).toBeLessThanOrEqual(1);
	states.forEach((state, item) => {
		if (state === 'success') expect(arrived[item]).toBe(1);
		if (state === 'not sent') expect(arrived[item]).toBe(0);
	});
	if (isLeftUnknown(faultName)) expect(states).not.toContain('request-refused');
	if (!isConnected) {
		expect(bench.requests).toEqual([]);
		expect(states.filter((state) => state !== 'not sent')).toContain('not-reachable');
		expect(states).not.toContain('outcome-unknown');
	}
	if (faultName.startsWith('429')) expect(states).toEqual(['success', 'success', 'success']);
});
