import { number, table } from '../pages/markdown';
import type { Plot } from '../pages/plot';
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
	const others = all.length > failed.length ? ' In all other cases, it started one.' : '';
	return `At ${WHERE_NAMES[where]}, an event started a second execution when its copy arrived ${named}.${others}`;
}

const WAY_NAMES: Record<Way, string> = {
	turn: 'one process after the other',
	path: 'one process for each path, as below',
};

/** How two processes handled the messages, with the table. */
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
	return `${number(people, 0)} people wrote ${messages} messages each. Each message arrived ${posts} times at once, under both of WATI's names for it and repeated. The
machine also did other work and could not accept them all within the quiet time of a turn, so the number of turns means nothing here. Two webhook processes behind a load
balancer received the posts (\`npm run bench -- turns\` on ${measuredAt.slice(0, 10)}, seed ${seed}):

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
			'Calls answered per second',
			...TRAFFIC,
			'executions completed per second',
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
	return `One process on this machine completes ${number(wanted.executedPerSecond, 0)} executions per second that only start from the trigger, or
${number(aDay / 1_000_000, 1)} million a day, and answers ${number(unwanted.perSecond, 0)} unwanted events per second. How many executions must run at the same time
depends on your workflow: multiply the seconds that one execution takes by the events in the busiest second.`;
}

/** The page `docs/scaling.md`. */
export function scalingPage(results: QueueResults, turns?: TurnResults): string {
	const { measuredAt, surroundings, connections, rounds, store, listed } = results;
	const { cpu, cores, memoryGb, platform, versions } = surroundings;
	return `# Scaling

Written by \`npm run bench -- queue\` on ${measuredAt.slice(0, 10)}: ${cpu}, ${cores} cores, ${memoryGb} GB, ${platform}; n8n ${versions.n8n}, package ${versions.package}.
The figures are in [bench/results/queue.json](../bench/results/queue.json).

The command starts Redis, PostgreSQL, n8n's main process, two webhook processes and two workers on one machine, and
removes them afterwards. It requires the packages of Redis and PostgreSQL (\`apt-get install -y redis-server postgresql\` on Debian and Ubuntu).

## In short

1. Set \`N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true\` on every n8n process ([figures](performance.md#trigger)).
2. In queue mode, route the path of each WATI trigger to one webhook process, so that its memory of events works as it does without
   queue mode. Different triggers can use different processes.
3. If a double run must never happen, check the \`dedupeKey\` in your own store as the first step of the workflow.
4. Don't save successful executions, or prune them early.

## Duplicates

WATI sends one event under several names at nearly the same time, and repeats a failed call for a day. The trigger remembers
the events it accepted: 50,000 events for 48 hours in the memory of each process, and the newest 3,000 of them in the workflow's static data.
Other processes read them there with their next call, and so does the same process after a restart. Only one call at a time writes static data. Calls
that arrive in the meantime leave it to the next write, at most a quarter of a second later.

The test sends the same event twice, first to one webhook process. Each case starts after that process has finished its work.
In the end, n8n listed ${number(listed, 0)} executions, the number that the answers reported.

${casesTable(results)}

${inWords(results, 'same')}
${inWords(results, 'other')}

n8n offers a node no lock and no atomic write while it answers a webhook: n8n reads static data before the call and writes it afterwards,
and the last write wins. Two processes that receive both copies within the time of one call therefore accept both. Under constant load, this can also happen
a moment later, until the next write. Processes that overwrote each other notice this with the next call, and write the events of both.

The counts in the trigger's status come from the last process that wrote.

### Turns

With [Combine Messages](assistants.md#combine-messages), each process collects the messages it receives. If two processes receive messages from one person, these become two turns, and a copy that
reaches the other process at the same moment can start another turn. No message is lost. Route each trigger to one process by its path, as below, and turns work as they do
without queue mode.
${turns === undefined ? '' : `\n${measuredTurns(turns)}\n`}
Only the body of a post names the person, and load balancers don't read bodies, so route by path. If a process ends with stored messages, another process starts their
execution 15 seconds after the turn should have ended.

### One process for a trigger

Let the load balancer choose the process by path. This example is for nginx. If a process is down, another one takes over and reads the accepted events
from static data.

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

Each item has a \`dedupeKey\`, which is the same for all copies and variants of one event. Count it in Redis, which queue mode uses already, and
exactly one copy passes, no matter which process received it. In the test, both copies of ${number(store.events, 0)} events reached different processes at the same moment and
started ${number(store.executions, 0)} executions. ${number(store.passed, 0)} of them continued after the count.

Copy this into the editor, choose the credentials, and continue from the true output. There, \`{{ $('Trigger').item.json }}\` is the event.
Redis deletes a key after 48 hours. WATI does not repeat an event whose execution fails after the count: retry it in n8n.

\`\`\`json
${exampleText()}
\`\`\`

With PostgreSQL, \`INSERT INTO seen (key) VALUES ($1) ON CONFLICT DO NOTHING RETURNING key\` does the same: if it returns no row, the workflow stops.

## Throughput

${connections} callers with open connections; medians of ${rounds} rounds. Wanted events are new messages from customers. Unwanted events are not selected
or are filtered. Repeated events were accepted before. Executions do nothing, and n8n doesn't save them. All processes, the databases and the callers
share the ${cores} cores of one machine, so the figures compare cost. They don't show how much more machines would add.

${throughputTable(results)}

![Calls answered per second in one process and in queue mode](images/bench-queue.svg)

Calls answered, compared with one process: wanted events ${compared(results, 'wanted')}; unwanted
events ${compared(results, 'unwanted')}; repeated events ${compared(results, 'repeated')}.

## How to size it

${sizing(results)}

| Setting | What for |
| --- | --- |
| \`N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true\` | By default, n8n acquires an isolated expression engine for each call and discards it, which costs many times as much as the call. With this setting, n8n acquires one only for an expression. The trigger needs none. |
| Webhook processes (\`n8n webhook\`) | They answer calls and add executions to the queue. Start with two for availability, and route each trigger to one of them. Keep webhooks off the main process with \`N8N_DISABLE_PRODUCTION_MAIN_PROCESS=true\`. |
| Workers (\`n8n worker --concurrency=10\`) | They run the executions. Workflows that wait for WATI need concurrency. Workflows that calculate need cores, so don't run more workers than cores. |
| \`WEBHOOK_URL\` | The address of the load balancer, the same on every process. The trigger registers it in WATI. |
| \`N8N_PAYLOAD_SIZE_MAX\` | The size in megabytes up to which n8n accepts a call, 16 by default. WATI's events have a few kilobytes, and the trigger refuses more than 1 MB. If no other workflow receives files, set 2, so that strangers can't fill the memory. |
| \`EXECUTIONS_DATA_SAVE_ON_SUCCESS=none\` | n8n stores each saved execution in the database with all its items. For one workflow, use *Settings → Save successful production executions*. |
| \`EXECUTIONS_DATA_PRUNE\`, \`EXECUTIONS_DATA_MAX_AGE\`, \`EXECUTIONS_DATA_PRUNE_MAX_COUNT\` | On by default, with 336 hours and 10,000 executions. At one event per second, 10,000 executions are less than three hours: raise the count if you look up past executions, and lower the age. |

Each process paces its own sends. Two workers with the same key send twice as fast as one, and wait as long
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
