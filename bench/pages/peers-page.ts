import { readResults } from '../files';
import { table, verdict } from './markdown';
import { listGoals, type Results } from '../results';
import type { Side } from '../sending/subjects';
import { triggerGoals, type TriggerResults } from '../trigger/results';

/** What became of three sends, one item each, when something went wrong with the second. */
export interface Outcome {
	/** Requests that reached the sandbox. */
	calls: number;
	/** Messages that each of the three people got. */
	arrived: number[];
	/** What the workflow was told of each item, or of the run. */
	told: string;
}

/** How often the same signed call of Meta started an execution. */
export interface Repeats {
	calls: number;
	started: number;
}

export interface Peers {
	measuredAt: string;
	versions: Record<string, string>;
	sends: Array<{ situation: string } & Record<Side, Outcome>>;
	trigger: Record<'own' | 'n8n', Repeats>;
}

const cell = ({ calls, arrived, told: text }: Outcome) =>
	`${calls} calls; arrived ${arrived.join(', ')}; ${text}`;

/** The same faults for each product. */
function mishaps({ sends, trigger }: Peers): string {
	const started = ({ calls, started: count }: Repeats) => `${count} of ${calls} calls started one`;
	const rows = sends.map(({ situation, wati, httpRequest }) => [
		situation,
		cell(wati),
		cell(httpRequest),
	]);
	return [
		table(['What happens to the second of three sends', 'This package', 'HTTP Request'], rows),
		table(
			['The same signed call of Meta three times', 'This package', "n8n's WhatsApp Trigger"],
			[['Executions', started(trigger.own), started(trigger.n8n)]],
		),
	].join('\n\n');
}

/** Goals that compare this package with n8n's own nodes, also the missed ones. */
function proportions(sending: Results | undefined, trigger: TriggerResults | undefined): string {
	const goals = [
		...(sending?.engines ?? []).flatMap((one) =>
			listGoals(one).map((goal) => ({ ...goal, text: `${goal.text} (${one.engine} engine)` })),
		),
		...(trigger ? triggerGoals(trigger) : []),
	].filter(({ text }) => /in proportion to (HTTP Request|Webhook)/.test(text));
	const rows = goals.map(({ text, value, met }) => [text, value, verdict(met)]);
	return table(['Goal', 'Measured', ''], rows);
}

/** The measured part of the comparison page, from the last results of each part. */
export function measuredSection(): string {
	const peers = readResults<Peers>('peers');
	const parts = [
		peers
			? `Measured on ${peers.measuredAt} with n8n-nodes-base ${peers.versions['n8n-nodes-base']} and n8n-core ${peers.versions['n8n-core']} by \`npm run bench -- peers\`: three sends, one item each, against the [simulator](../sandbox/README.md). *Arrived* shows how often each of the three people received the message.`
			: '',
		peers ? mishaps(peers) : '',
		'Cost of the same work, from [performance](performance.md):',
		proportions(readResults<Results>('sending'), readResults<TriggerResults>('trigger')),
	];
	return parts.filter((part) => part !== '').join('\n\n');
}

const MEASURED = /(<!-- measured -->\n)[^]*?(\n<!-- end of measured -->)/;

/** A page with its measured part written anew. */
export const withMeasured = (page: string) =>
	page.replace(MEASURED, (_all, start: string, end: string) => start + measuredSection() + end);
