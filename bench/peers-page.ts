import { table } from './markdown';
import type { Side } from './subjects';

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

/** The measured part of the comparison page. */
export function peersTable({ sends, trigger }: Peers): string {
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
