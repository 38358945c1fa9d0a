import { parseArgs } from 'node:util';

import { readResults, say, type Part } from './files';
import { writePages } from './pages/page';
import { printProblem, stopChildren } from './playground';
import { measurePeers } from './peers';
import { measureQueue } from './queue/measure';
import { measureTurns } from './queue/turns';
import { listGoals, type Goal, type Results } from './results';
import { measureScale, scaleGoals, type Scale } from './scale';
import { measureSending } from './sending/sending';
import { triggerGoals, type TriggerResults } from './trigger/results';
import { measureStatuses, statusGoals, type StatusBatch } from './statuses';
import { measureTrigger } from './trigger/measure';

const USAGE =
	'Usage: npm run bench -- [sending] [scale] [trigger] [statuses] [queue] [turns] [peers] [--node24 PATH] [--profile FOLDER] [--page-only]';

/** What runs without a name; queue mode needs services that few machines have. */
const DEFAULT_PARTS: Part[] = ['sending', 'scale', 'trigger', 'statuses'];

function sayGoals(name: string, goals: Goal[]): void {
	for (const { text, value, met } of goals) {
		say(`${met ? 'met   ' : 'MISSED'} ${name.padEnd(7)} ${value.padStart(8)}  ${text}`);
	}
}

function sayAllGoals(parts: Part[]): void {
	const sending = parts.includes('sending') ? readResults<Results>('sending') : undefined;
	for (const one of sending?.engines ?? []) sayGoals(one.engine, listGoals(one));
	const scale = parts.includes('scale') ? readResults<Scale>('scale') : undefined;
	if (scale) sayGoals('scale', scaleGoals(scale));
	const trigger = parts.includes('trigger') ? readResults<TriggerResults>('trigger') : undefined;
	if (trigger) sayGoals('trigger', triggerGoals(trigger));
	const statuses = parts.includes('statuses') ? readResults<StatusBatch>('statuses') : undefined;
	if (statuses) sayGoals('statuses', statusGoals(statuses));
}

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			node24: { type: 'string' },
			profile: { type: 'string' },
			'page-only': { type: 'boolean' },
		},
	});
	const runs: Record<Part, () => Promise<void>> = {
		sending: async () => await measureSending(values.node24),
		scale: measureScale,
		trigger: async () => await measureTrigger({ profile: values.profile }),
		queue: measureQueue,
		turns: measureTurns,
		peers: measurePeers,
		statuses: measureStatuses,
	};
	const unknown = positionals.filter((name) => !Object.hasOwn(runs, name));
	if (unknown.length > 0) {
		say(`There is no part "${unknown.join('", "')}". ${USAGE}`);
		process.exitCode = 1;
		return;
	}
	const parts = positionals.length > 0 ? (positionals as Part[]) : DEFAULT_PARTS;
	if (!values['page-only']) for (const part of parts) await runs[part]();
	writePages();
	sayAllGoals(parts);
}

main()
	.catch(async (error: unknown) => {
		await printProblem(error);
		process.exitCode = 1;
	})
	.finally(async () => {
		await stopChildren();
		process.exit();
	});
