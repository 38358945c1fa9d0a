import assert from 'node:assert/strict';
import { inspect } from 'node:util';

import { FAILURES } from '../../nodes/shared/errors/catalogue';
import { startSandbox, type RecordedRequest, type Sandbox } from '../../sandbox';
import { binary, runNode } from '../../test/harness';
import type { FuzzRun } from './operations';

/** What JavaScript writes for values that have no text. No run has it in its values. */
const NO_TEXT = /\[object |\bundefined\b|\bNaN\b|Invalid Date/;

const MISTAKES = /^(TypeError|ReferenceError|RangeError|SyntaxError)$/;

/** What JavaScript says of a mistake in the code, whatever error the words stand in. */
const MISTAKEN_WORDS = /Cannot (read|set) propert|is not (a function|iterable|defined)/;

/** What n8n itself says before the node runs. */
const OF_N8N = /^(WorkflowHasIssuesError|ExpressionError|WorkflowOperationError)$/;

/** What a run came to, for the table of figures. */
export type RunOutcome = 'done' | 'refused' | 'failed' | 'not started';

let sandbox: Sandbox | undefined;

async function openSandbox(): Promise<Sandbox> {
	sandbox ??= await startSandbox({ gatewayPerSecond: 0, plan: 'off' });
	return sandbox;
}

export async function closeSandbox(): Promise<void> {
	await sandbox?.close();
}

const isWrite = ({ method }: RecordedRequest) => !['GET', 'HEAD'].includes(method);

const contentOf = ({ method, url, body }: RecordedRequest) =>
	`${method} ${decodeURIComponent(url.replace(/%(?![0-9a-f]{2})/gi, '%25'))} ${JSON.stringify(body)}`;

function checkRequests(requests: readonly RecordedRequest[]): void {
	const writes = requests.filter(isWrite).map(contentOf);
	for (const write of writes) assert.doesNotMatch(write, NO_TEXT);
	assert.equal(new Set(writes).size, writes.length, `one item wrote twice: ${writes.join('\n')}`);
}

/**
 * Runs one operation on n8n's engine against the simulator.
 *
 * @throws AssertionError when a property does not hold
 */
export async function checkRun({ node, parameters, item, fault }: FuzzRun): Promise<RunOutcome> {
	const world = await openSandbox();
	world.reset({ gatewayPerSecond: 0, plan: 'off' });
	if (fault) world.addFault({ endpoint: '*', kind: fault });
	const { matonKey, watiToken, business } = world;
	const connectionId = node === 'wati' ? world.connectionId : business.connectionId;
	const file = await binary('%PDF-1.4', 'a.pdf', 'application/pdf');
	try {
		const { error, run } = await runNode({
			node,
			parameters: { ...parameters, requestOptions: { timeout: 2_000 } },
			items: [{ json: item, binary: { data: file } }],
			credentials: {
				matonApi: { apiKey: matonKey, connectionId, gatewayUrl: world.url },
				watiApi: { apiUrl: `${world.url}/${world.tenantId}`, accessToken: watiToken },
			},
		});
		checkRequests(world.requests);
		const told = inspect(run.data.resultData, { depth: 12, maxStringLength: null });
		for (const secret of [matonKey, watiToken, business.token]) {
			assert.ok(!told.includes(secret), 'the run shows a secret');
		}
		if (!error) return 'done';
		assert.doesNotMatch(error.name, MISTAKES, error.stack);
		assert.doesNotMatch(error.message, MISTAKEN_WORDS, error.stack);
		if (OF_N8N.test(error.name)) return 'not started';
		const code = String(error.context?.code);
		assert.ok(code in FAILURES, `an error without a code: ${error.name} ${error.message}`);
		return code === 'input-invalid' ? 'refused' : 'failed';
	} catch (error) {
		if (error instanceof Error && OF_N8N.test(error.constructor.name)) return 'not started';
		throw error;
	}
}
