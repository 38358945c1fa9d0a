import { createHmac } from 'node:crypto';

import type { INodeExecutionData } from 'n8n-workflow';

import { startSandbox, type Fault, type Sandbox } from '../sandbox';
import {
	closeHarness,
	runNode,
	runWebhook,
	usePackage,
	type RunOptions,
	type RunResult,
} from '../test/harness';
import { writeResults } from './files';
import { httpRequestPackage, whatsAppTriggerPackage } from './sending/http-request';
import { surroundings } from './machines';
import type { Outcome, Peers, Repeats } from './pages/peers-page';
import { textSends, type Side } from './sending/subjects';

const [ADA, BEN, FATIMA, CHLOE] = ['14155550101', '14155550102', '14155550106', '14155550103'];
const TEXT = 'Your order is ready';
const ENDPOINT = 'POST /api/v1/sendSessionMessage/{whatsappNumber}';
const RETRIES = { retryOnFail: { maxTries: 3, waitBetweenTries: 0 } };

interface Situation {
	name: string;
	to: string[];
	fault?: Omit<Fault, 'endpoint'>;
	settings?: Partial<RunOptions>;
}

const SITUATIONS: Situation[] = [
	{ name: 'WATI refuses it behind HTTP 200 (24-hour window closed)', to: [ADA, FATIMA, BEN] },
	{ name: '429 once', to: [ADA, BEN, CHLOE], fault: { kind: 'status', status: 429, after: 1 } },
	{
		name: 'Refused with 400, Retry On Fail',
		to: [ADA, BEN, CHLOE],
		fault: { kind: 'status', status: 400, after: 1 },
		settings: RETRIES,
	},
	{
		name: 'Accepted, but its answer is lost, Retry On Fail',
		to: [ADA, BEN, CHLOE],
		fault: { kind: 'dropAfter', after: 1 },
		settings: RETRIES,
	},
	{
		name: 'Accepted, then 500, Retry On Fail',
		to: [ADA, BEN, CHLOE],
		fault: { kind: 'status', status: 500, tookEffect: true, after: 1 },
		settings: RETRIES,
	},
];

/** A success or a failure, as a node behind this one sees it. */
function told({ items, error }: RunResult): string {
	if (error) return `stopped: ${error.message}`;
	const failed = items.filter(({ json }: INodeExecutionData) => json.error !== undefined);
	return `${items.length - failed.length} successes, ${failed.length} failures`;
}

async function outcome(side: Side, { to, fault, settings }: Situation): Promise<Outcome> {
	const sandbox = await startSandbox({ plan: 'off', gatewayPerSecond: 0 });
	try {
		if (fault) sandbox.addFault({ ...fault, endpoint: ENDPOINT });
		const result = await runNode({
			...textSends[side](sandbox, TEXT),
			items: to.map((number) => ({ to: number })),
			...settings,
		});
		return {
			calls: sandbox.requests.filter(({ endpoint }) => endpoint === ENDPOINT).length,
			arrived: to.map((number) => arrivals(sandbox, number)),
			told: told(result),
		};
	} finally {
		await sandbox.close();
	}
}

function arrivals(sandbox: Sandbox, number: string): number {
	return sandbox.messagesTo(number).filter(({ text }) => text === TEXT).length;
}

const SECRET = '0123456789abcdef0123456789abcdef';
const CALLS = 3;

/** One text message in the form that Meta documents ("Webhooks reference"). */
const CALL = {
	object: 'whatsapp_business_account',
	entry: [
		{
			id: '102290129340398',
			changes: [
				{
					field: 'messages',
					value: {
						messaging_product: 'whatsapp',
						metadata: { display_phone_number: '14155550300', phone_number_id: '106540352242922' },
						contacts: [{ profile: { name: 'Ada Park' }, wa_id: ADA }],
						messages: [
							{
								from: ADA,
								id: 'wamid.A1',
								timestamp: '1795169656',
								type: 'text',
								text: { body: 'Hi' },
							},
						],
					},
				},
			],
		},
	],
};

/** Posts the same call several times to a trigger. */
async function repeats(node: string, credentials: RunOptions['credentials']): Promise<Repeats> {
	const rawBody = JSON.stringify(CALL);
	const signature = createHmac('sha256', SECRET).update(rawBody).digest('hex');
	let started = 0;
	for (let call = 0; call < CALLS; call++) {
		const { result } = await runWebhook({
			node,
			credentials,
			parameters: { updates: ['messages'] },
			body: CALL,
			rawBody,
			headers: { 'x-hub-signature-256': `sha256=${signature}` },
		});
		if (result.workflowData !== undefined) started++;
	}
	return { calls: CALLS, started };
}

/** Runs this package and n8n's own nodes through the same situations. */
export async function measurePeers(): Promise<void> {
	const own: Outcome[] = [];
	for (const situation of SITUATIONS) own.push(await outcome('wati', situation));
	const ownRepeats = await repeats('matonWhatsAppBusinessTrigger', {
		matonWhatsAppBusinessWebhookApi: { appSecret: SECRET, verifyToken: 'a verify token' },
	});
	usePackage(httpRequestPackage());
	const theirs: Outcome[] = [];
	for (const situation of SITUATIONS) theirs.push(await outcome('httpRequest', situation));
	usePackage(whatsAppTriggerPackage());
	const n8nRepeats = await repeats('whatsAppTrigger', {
		whatsAppTriggerApi: { clientId: '1', clientSecret: SECRET },
	});
	usePackage();
	const sends = SITUATIONS.map(({ name }, place) => ({
		situation: name,
		wati: own[place]!,
		httpRequest: theirs[place]!,
	}));
	const results: Peers = {
		measuredAt: new Date().toISOString().slice(0, 10),
		versions: surroundings().versions,
		sends,
		trigger: { own: ownRepeats, n8n: n8nRepeats },
	};
	writeResults('peers', results);
	await closeHarness();
}
