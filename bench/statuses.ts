import { createHmac } from 'node:crypto';

import { writeResults } from './files';
import { number, table, verdict } from './pages/markdown';
import type { Goal } from './results';
import { closeHarness, runWebhook } from '../test/harness';

/** One call of Meta with many delivery statuses, through the trigger's own code. Milliseconds of CPU, n8n's webhook context included. */
export interface StatusBatch {
	measuredAt: string;
	statuses: number;
	/** Size of the call in bytes. */
	size: number;
	/** Statuses that are chosen, each one new. */
	wanted: number[];
	/** The same call again. */
	repeated: number[];
	/** Statuses that are not chosen. */
	unwanted: number[];
}

const STATUSES = 10_000;
const ROUNDS = 5;
const LONGEST_MS = 1_000;
const APP_SECRET = '0123456789abcdef0123456789abcdef';

function buildBody(round: number): string {
	const statuses = Array.from({ length: STATUSES }, (_, index) => ({
		id: `wamid.${round}.${index}`,
		status: 'delivered',
		timestamp: '1795169656',
		recipient_id: String(14_155_550_000 + round * STATUSES + index),
		recipient_user_id: `US.${round}${index}`,
		pricing: { billable: true, category: 'utility' },
	}));
	const metadata = { display_phone_number: '14155550300', phone_number_id: '100200300400601' };
	const value = { messaging_product: 'whatsapp', metadata, statuses };
	const entry = [{ id: '100200300400501', changes: [{ field: 'messages', value }] }];
	return JSON.stringify({ object: 'whatsapp_business_account', entry });
}

/** @returns milliseconds of CPU: other programs on the machine do not count */
async function time(rawBody: string, event: string, starts: boolean): Promise<number> {
	const signature = createHmac('sha256', APP_SECRET).update(rawBody).digest('hex');
	const body: unknown = JSON.parse(rawBody);
	const before = process.cpuUsage();
	const { result } = await runWebhook({
		node: 'matonWhatsAppBusinessTrigger',
		parameters: { events: [event] },
		credentials: {
			matonWhatsAppBusinessWebhookApi: { appSecret: APP_SECRET, verifyToken: 'a verify token' },
		},
		body,
		rawBody,
		headers: { 'x-hub-signature-256': `sha256=${signature}` },
	});
	const { user, system } = process.cpuUsage(before);
	const items = (result.workflowData ?? []).flat().length;
	if (items !== (starts ? STATUSES : 0)) throw new Error(`The call started with ${items} items`);
	return (user + system) / 1000;
}

/** Posts {@link STATUSES} statuses in one call, several times. */
export async function measureStatuses(): Promise<void> {
	const results: StatusBatch = {
		measuredAt: new Date().toISOString().slice(0, 10),
		statuses: STATUSES,
		size: buildBody(0).length,
		wanted: [],
		repeated: [],
		unwanted: [],
	};
	await time(buildBody(ROUNDS), 'messageDelivered', true);
	for (let round = 0; round < ROUNDS; round++) {
		const body = buildBody(round);
		results.wanted.push(await time(body, 'messageDelivered', true));
		results.repeated.push(await time(body, 'messageDelivered', false));
		results.unwanted.push(await time(body, 'messageReceived', false));
	}
	await closeHarness();
	writeResults('statuses', results);
}

/** The quickest, the middle and the slowest. */
function spread(times: number[]): [number, number, number] {
	const sorted = [...times].sort((one, other) => one - other);
	const at = (place: number) => sorted[Math.floor(place)]!;
	return [at(0), at(sorted.length / 2), at(sorted.length - 1)];
}

export function statusGoals({ statuses, wanted }: StatusBatch): Goal[] {
	const [, middle] = spread(wanted);
	return [
		{
			text: `One call of Meta with ${number(statuses, 0)} statuses, CPU: under a second`,
			value: `${(middle / 1000).toFixed(2)} s`,
			met: middle < LONGEST_MS,
		},
	];
}

function row(name: string, times: number[]): string[] {
	const [, middle, slowest] = spread(times);
	return [name, number(middle, 0), number(slowest, 0)];
}

/** The section of `docs/performance.md` about one call with many statuses. */
export function statusSection(results: StatusBatch): string {
	const goals = statusGoals(results).map(({ text, value, met }) => [text, value, verdict(met)]);
	const { measuredAt, statuses, size, wanted, repeated, unwanted } = results;
	return `## One call with many statuses

Measured on ${measuredAt}: ${number(statuses, 0)} of Meta's delivery statuses in one call of ${number(size / 1024, 0)} KB, through the WhatsApp Business Trigger's own code in n8n-core's webhook context. Milliseconds of CPU in five rounds after a warm-up.

${table(['Goal', 'Measured', ''], goals)}

${table(['Statuses', 'Median', 'Slowest'], [row('chosen, each one new', wanted), row('the same call again', repeated), row('not chosen', unwanted)])}

`;
}
