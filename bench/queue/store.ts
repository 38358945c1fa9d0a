import { once } from 'node:events';
import { connect } from 'node:net';

import type { QueueSession } from '../playground';
import { buildWorkflow, type WorkflowNode } from '../trigger/workflows';

/** Longer than WATI repeats a call. */
const SECONDS_REMEMBERED = 172_800;

const PASSED_KEY = 'bench:passed';

/** Asks Redis whether it saw the fact before, and goes on only with a new one. */
const ONLY_NEW: WorkflowNode[] = [
	{
		name: 'Count Copies',
		type: 'n8n-nodes-base.redis',
		typeVersion: 1,
		parameters: {
			operation: 'incr',
			key: '={{ $json.dedupeKey }}',
			expire: true,
			ttl: SECONDS_REMEMBERED,
		},
	},
	{
		name: 'Is First Copy',
		type: 'n8n-nodes-base.if',
		typeVersion: 2.2,
		parameters: {
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
				conditions: [
					{
						id: 'first',
						leftValue: '={{ Object.values($json)[0] }}',
						rightValue: 1,
						operator: { type: 'number', operation: 'equals' },
					},
				],
				combinator: 'and',
			},
		},
	},
];

/** The nodes to copy into an own workflow, as text. */
export function exampleText(): string {
	const { nodes, connections } = buildWorkflow('watiTrigger', '', ONLY_NEW);
	const shown = nodes.map(({ name, type, typeVersion, position, parameters }, place) => ({
		name,
		type,
		typeVersion,
		position,
		parameters: place === 0 ? { events: ['messageReceived'] } : parameters,
	}));
	return JSON.stringify({ nodes: shown, connections }, undefined, 2);
}

/** The same nodes with a credential, and one behind them that counts who passes. */
export async function storeNodes({ api, redis }: QueueSession): Promise<WorkflowNode[]> {
	const credential = await api.saveCredential({
		name: 'Redis of the benchmark',
		type: 'redis',
		data: { ...redis, password: '', user: '', database: 0, ssl: false },
	});
	const passed: WorkflowNode = {
		name: 'Count Passed',
		type: 'n8n-nodes-base.redis',
		typeVersion: 1,
		parameters: { operation: 'incr', key: PASSED_KEY },
	};
	return [...ONLY_NEW, passed].map((node) =>
		node.type === passed.type ? { ...node, credentials: { redis: credential } } : node,
	);
}

/** How many executions passed. */
export async function countPassed({ redis }: QueueSession): Promise<number> {
	const socket = connect(redis.port, redis.host);
	socket.end(`GET ${PASSED_KEY}\r\n`);
	const pieces: Buffer[] = [];
	socket.on('data', (piece: Buffer) => pieces.push(piece));
	await once(socket, 'close');
	const answer = Buffer.concat(pieces).toString();
	return Number(/^\$\d+\r\n(\d+)\r\n/.exec(answer)?.[1] ?? 0);
}
