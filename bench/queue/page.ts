import { number, table } from '../markdown';
import type { Plot } from '../plot';
import type { Way } from '../playground';
import { TRAFFIC, type Traffic } from '../trigger/traffic';
import {
	SETUPS,
	type Case,
	type QueueResults,
	type Setup,
	type TurnResults,
	type Where,
} from './results';
import { exampleText } from './store';

const SETUP_NAMES: Record<Setup, string> = {
	single: 'one process, SQLite',
	oneWebhook: 'queue mode, one webhook process',
	twoWebhooks: 'queue mode, two webhook processes',
};

const SHORT_NAMES: Record<Setup, string> = {
	single: 'one process',
	oneWebhook: '1 webhook process',
	twoWebhooks: '2 webhook processes',
};

const WHERE_NAMES: Record<Where, string> = {
	same: 'the same process',
	other: 'the other process',
};

const SECONDS_A_DAY = 86_400;

const doubles = ({ events, executions }: Case) => executions - events;

function casesTable({ cases }: QueueResults): string {
	const rows = cases.map((one) => [
		one.name,
		WHERE_NAMES[one.where],
		number(one.events, 0),
		number(one.executions, 0),
		doubles(one) === 0 ? 'none' : `**${doubles(one)}**`,
	]);
	return table(['Second copy', 'Arrives at', 'Events', 'Executions', 'Double runs'], rows);
}

/** What the cases of one place show, in a sentence. */
function inWords({ cases }: QueueResults, where: Where): string {
	const all = cases.filter((one) => one.where === where);
	const failed = all.filter((one) => doubles(one) > 0);
	if (failed.length === 0) return `At ${WHERE_NAMES[where]}, every event started one execution.`;
	const named = failed.map((one) => `${one.name} (${doubles(one)} of ${one.events})`).join(', ');
	const others = all.length > failed.length ? ' In all other cases it started one.' : '';
	return `At ${WHERE_NAMES[where]}, an event started a second execution where its copy came ${named}.${others}`;
}

const WAY_NAMES: Record<Way, string> = {
	turn: 'one process after the other',
	path: 'one process for each path, as below',
};

/** What became of messages that two processes took, with the table. */
function measuredTurns({
	measuredAt,
	people,
	messages,
	posts,
	seed,
	readings,
}: TurnResults): string {
	const count = (value: number) => (value === 0 ? 'none' : `**${number(value, 0)}**`);
	const rows = readings.map(({ way, lost, doubled }) => [
		WAY_NAMES[way],
		number(people * messages, 0),
		count(lost),
		count(doubled),
	]);
	return `${number(people, 0)} people wrote ${messages} messages each. Each message came ${posts} times at once, under both names that WATI has for it and repeated: more than the
machine, which had other work as well, could take within the pause of a turn, so how many turns they became says nothing here. Two webhook processes behind a load
balancer took the posts (\`npm run bench -- turns\` on ${measuredAt.slice(0, 10)}, seed ${seed}):

${table(['The load balancer chooses', 'Messages', 'Lost', 'In several turns'], rows)}`;
}

function throughputTable({ throughput }: QueueResults): string {
	const rows = SETUPS.map((setup) => {
		const { wanted, unwanted, repeated } = throughput[setup];
		return [
			SETUP_NAMES[setup],
			...[wanted, unwanted, repeated].map(({ perSecond }) => number(perSecond, 0)),
			number(wanted.executedPerSecond, 0),
			...[wanted, unwanted, repeated].map(({ p99 }) => number(p99, 0)),
		];
	});
	return table(
		[
			'Calls answered a second',
			...TRAFFIC,
			'executions done a second',
			...TRAFFIC.map((traffic) => `p99 in ms, ${traffic}`),
		],
		rows,
	);
}

function compared(results: QueueResults, traffic: Traffic): string {
	const { single, oneWebhook, twoWebhooks } = results.throughput;
	const ratio = (one: number, other: number) => number(one / other);
	return `${ratio(oneWebhook[traffic].perSecond, single[traffic].perSecond)} times with one webhook process and ${ratio(twoWebhooks[traffic].perSecond, single[traffic].perSecond)} times with two`;
}

function sizing({ throughput }: QueueResults): string {
	const { wanted, unwanted } = throughput.single;
	const aDay = (wanted.executedPerSecond ?? wanted.perSecond) * SECONDS_A_DAY;
	return `One process on this machine does ${number(wanted.executedPerSecond, 0)} executions a second that start from the trigger and do nothing else, which
would be ${number(aDay / 1_000_000, 1)} million a day, and answers ${number(unwanted.perSecond, 0)} unwanted events a second. What the workflow does afterwards
decides how many you need: take the seconds that one execution of yours needs, times the events in the busiest second.`;
}

/** The page `docs/scaling.md`. */
export function scalingPage(results: QueueResults, turns?: TurnResults): string {
	const { measuredAt, surroundings, connections, rounds, store, listed } = results;
	const { cpu, cores, memoryGb, platform, versions } = surroundings;
	return `# Scaling

Written by \`npm run bench -- queue\` on ${measuredAt.slice(0, 10)}: ${cpu}, ${cores} cores, ${memoryGb} GB, ${platform}; n8n ${versions.n8n}, package ${versions.package}.
The figures are in [bench/results/queue.json](../bench/results/queue.json).

The command starts Redis and PostgreSQL, n8n's main process, two webhook processes and two workers, all on this one machine, and
removes them afterwards. It needs the packages of both (\`apt-get install -y redis-server postgresql\` on Debian and Ubuntu).

## In short

1. Set \`N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true\` on every process of n8n: see what it gives in the [figures](performance.md#trigger).
2. In queue mode, send the path of a WATI trigger to one webhook process only: then its memory of events works as it does without
   queue mode. Other triggers may have other processes.
3. Where a double run must never happen, ask a store of your own for the \`dedupeKey\` as the first step of the workflow.
4. Save no executions that went well, or prune them early.

## Duplicates

WATI sends one fact under several names at nearly the same time, and repeats a call that failed for a day. The trigger remembers
what it accepted: 50,000 events for 48 hours in the memory of each process, and the newest 3,000 of them in the workflow's static data,
from which other processes, and the same one after a restart, learn with their next call. One call at a time writes static data; calls
that come in the meantime leave it to the next one, which waits for a quarter of a second at most.

The same event sent twice, first to one webhook process; the next case begins when that process has come to rest.
n8n listed ${number(listed, 0)} executions in the end, as many as the answers had reported.

${casesTable(results)}

${inWords(results, 'same')}
${inWords(results, 'other')}

n8n gives a node no way to lock or to compare and write while it answers a webhook: static data comes with the call, and goes back after
it, the last one over the others. So two processes that get both copies within the time of one call take both, and under lasting load also
a moment later, until the next write. Processes that wrote over each other notice it with the next call, and write again what both know.

The counts of the trigger's status are those of the process that wrote last.

### Turns

With [Combine Messages](assistants.md#combine-messages) each process collects what it gets. Messages of one person that two processes take are two turns, and a copy of a message that
reaches the other process at once may start a second turn; no message is lost. Let one process take the posts of a trigger, by its path, as below: then turns are as they are
without queue mode.
${turns === undefined ? '' : `\n${measuredTurns(turns)}\n`}
The person is named in the body of a post alone, which load balancers do not read, so the path is what to choose by. If a process ends with stored messages, another one starts them
15 seconds after their turn should have ended.

### One process for a trigger

Let the load balancer choose the process by the path, here with nginx. When a process is down, another one takes over, and learns from static
data what was accepted before.

\`\`\`nginx
upstream n8n_webhooks {
  hash $uri consistent;
  server 10.0.0.11:5678;
  server 10.0.0.12:5678;
}

server {
  location /webhook/ { proxy_pass http://n8n_webhooks; }
  location /webhook-waiting/ { proxy_pass http://n8n_webhooks; }
  location / { proxy_pass http://10.0.0.10:5678; }
}
\`\`\`

### A store of your own

Each item carries a \`dedupeKey\`, which is the same for all copies and variants of one fact. Counting it in Redis, which queue mode has anyway,
lets exactly one copy pass, whatever process took it: both copies of ${number(store.events, 0)} events sent in the same moment to different processes
started ${number(store.executions, 0)} executions, and ${number(store.passed, 0)} went on behind the store.

Copy this into the editor, choose the credentials, and continue at the true output. There, \`{{ $('Trigger').item.json }}\` is the event.
A key is gone after 48 hours. An execution that fails after the count is not repeated: retry it in n8n.

\`\`\`json
${exampleText()}
\`\`\`

With PostgreSQL, \`INSERT INTO seen (key) VALUES ($1) ON CONFLICT DO NOTHING RETURNING key\` does the same: no row, no further step.

## Throughput

${connections} callers with open connections; medians of ${rounds} rounds. Wanted events are customers' messages, each one new; unwanted ones are not chosen
or filtered, repeated ones were accepted before. Executions do nothing and are not saved. All processes, the databases and the callers
share the ${cores} cores of one machine, so this compares the cost, not what more machines would add.

${throughputTable(results)}

![Calls answered a second in one process and in queue mode](images/bench-queue.svg)

In proportion to one process, queue mode answered wanted events ${compared(results, 'wanted')}; unwanted
events ${compared(results, 'unwanted')}; repeated ones ${compared(results, 'repeated')}.

## How to size it

${sizing(results)}

| Setting | What for |
| --- | --- |
| \`N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true\` | By default n8n takes an isolated expression engine for each call and throws it away, which costs many times the call itself. With this it takes one only where there is an expression. The trigger needs none. |
| Webhook processes (\`n8n webhook\`) | They answer calls and put executions into the queue. Start with two for availability, and send each trigger to one of them. Keep webhooks off the main process with \`N8N_DISABLE_PRODUCTION_MAIN_PROCESS=true\`. |
| Workers (\`n8n worker --concurrency=10\`) | They execute. Workflows that wait for WATI need concurrency; those that calculate need cores, so no more workers than cores. |
| \`WEBHOOK_URL\` | The address of the load balancer, the same on every process: the trigger registers it at WATI. |
| \`N8N_PAYLOAD_SIZE_MAX\` | Megabytes that n8n reads of a call, 16 by default, before any node sees it. WATI's events have a few kilobytes, and the trigger refuses more than 1 MB. Where no other workflow takes files, 2 keeps strangers from filling the memory. |
| \`EXECUTIONS_DATA_SAVE_ON_SUCCESS=none\` | Each saved execution is kept in the database with all its items. Per workflow: Settings, Save successful production executions. |
| \`EXECUTIONS_DATA_PRUNE\`, \`EXECUTIONS_DATA_MAX_AGE\`, \`EXECUTIONS_DATA_PRUNE_MAX_COUNT\` | On by default, with 336 hours and 10,000 executions. At one event a second that is less than three hours: raise the count if you look things up, and lower the age. |

The node that sends paces itself per process: two workers that send with the same key together send twice as fast as one, and wait for as long
as the gateway asks.
`;
}

/** The plots of {@link scalingPage}. */
export function scalingPlots({ throughput }: QueueResults): Record<string, Plot> {
	return {
		'bench-queue': {
			title: 'Calls answered',
			unit: 'per second',
			groups: [...TRAFFIC],
			series: SETUPS.map((setup) => ({
				name: SHORT_NAMES[setup],
				values: TRAFFIC.map((traffic) => throughput[setup][traffic].perSecond),
			})),
		},
	};
}
