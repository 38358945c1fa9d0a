import { number, table, verdict } from '../pages/markdown';
import type { Plot } from '../pages/plot';
import { calculateRatio, triggerGoals, type TriggerResults } from './results';
import type { SettingName } from './rounds';
import { TRAFFIC, type Traffic } from './traffic';
import { SIDES, type Side } from './workflows';

const NAMES: Record<Side, string> = { watiTrigger: 'WATI Trigger', webhook: 'Webhook' };
const SETTING_NAMES: Record<SettingName, string> = {
	default: "n8n's default",
	lazy: 'lazy acquisition',
};
const SETTINGS = Object.keys(SETTING_NAMES) as SettingName[];

function goals(results: TriggerResults): string {
	const rows = triggerGoals(results).map(({ text, value, met }) => [text, value, verdict(met)]);
	return table(['Goal', 'Measured', ''], rows);
}

function throughput(results: TriggerResults): string {
	const rows = SETTINGS.flatMap((setting) =>
		TRAFFIC.map((traffic) => {
			const { watiTrigger, webhook } = results.settings[setting][traffic];
			return [
				SETTING_NAMES[setting],
				traffic,
				number(watiTrigger.perSecond, 0),
				number(webhook.perSecond, 0),
				number(calculateRatio(results, setting, traffic)),
				number(watiTrigger.p99, 0),
				number(webhook.p99, 0),
			];
		}),
	);
	const sides = SIDES.map((side) => NAMES[side]);
	return table(
		[
			'Setting',
			'Traffic',
			...sides.map((name) => `Calls per second, ${name}`),
			'Ratio',
			...sides.map((name) => `p99 in ms, ${name}`),
		],
		rows,
	);
}

function ownCode({ ownCode: own }: TriggerResults): string {
	const rows = TRAFFIC.map((traffic) => {
		const { calls, p50, p99, max } = own[traffic];
		return [traffic, number(calls, 0), number(p50, 3), number(p99, 3), number(max, 1)];
	});
	return table(['Traffic', 'Calls', 'p50 in ms', 'p99 in ms', 'Longest in ms'], rows);
}

function times(results: TriggerResults, setting: SettingName, traffic: Traffic): string {
	return `${number(calculateRatio(results, setting, traffic))} times`;
}

/** The part of a wanted call that is the trigger's own, in milliseconds. */
function shareOfOwn({ settings, ownCode: own }: TriggerResults): string {
	const each = 1_000 / settings.lazy.wanted.watiTrigger.perSecond;
	return `Of the ${number(each, 1)} ms that n8n needs for a wanted call with lazy acquisition, the trigger's own code takes ${number(own.wanted.p50)} ms. The rest is the execution.`;
}

/** The part of `docs/performance.md` about the trigger. */
export function triggerSection(results: TriggerResults): string {
	const { measuredAt, surroundings, node, connections, rounds, roundSeconds } = results;
	const { cpu, cores, memoryGb, versions } = surroundings;
	return `## Trigger

Measured on ${measuredAt.slice(0, 10)}: ${cpu}, ${cores} cores, ${memoryGb} GB, n8n ${versions.n8n} on Node ${node.slice(1)} with SQLite. The figures are
in [bench/results/trigger.json](../bench/results/trigger.json).

The WATI Trigger and n8n's Webhook node run on the same server, each in a published workflow followed by one node that does
nothing. Both answer immediately, and n8n does not save successful executions. ${connections} callers with open connections post WATI's events from the same machine:
${rounds} rounds of ${roundSeconds} seconds for each node, which take turns at going first. Figures are medians of the rounds.

Wanted events are new text messages from customers. Unwanted events alternate between a status that is not selected and an image that
a filter ignores. Repeated events were accepted before. The Webhook node starts an execution for every event.

${goals(results)}

${throughput(results)}

![Calls per second of the trigger and of the Webhook node](images/bench-trigger.svg)

${shareOfOwn(results)} With that setting, the trigger answers ${times(results, 'lazy', 'wanted')} as many calls as
the Webhook node for wanted events, ${times(results, 'lazy', 'unwanted')} as many for unwanted events and ${times(results, 'lazy', 'repeated')} as many for repeated events.

By default, n8n acquires an isolated expression engine for each webhook call and discards it afterwards, even if no expression needs it. n8n exempts only its own
Webhook node, by name. With any other trigger, a wanted event therefore uses two engines, one for the call and one for the execution; with the
Webhook node it uses one. With n8n's default, the trigger answers ${times(results, 'default', 'wanted')} as many calls as
the Webhook node for wanted events, ${times(results, 'default', 'unwanted')} as many for unwanted events and ${times(results, 'default', 'repeated')} as many for repeated events.
With \`N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true\`, n8n acquires an engine only for an expression. The trigger's
fields and webhook need none. See also [scaling](scaling.md).

### Own code

The node's own \`webhook()\` in n8n-core's webhook context, without n8n's server. The memory of the trigger is full (50,000 events),
so each new event replaces the oldest one.

${ownCode(results)}
`;
}

/** The plots of {@link triggerSection}. */
export function triggerPlots({ settings }: TriggerResults): Record<string, Plot> {
	return {
		'bench-trigger': {
			title: 'Calls answered by one n8n',
			unit: 'per second',
			groups: SETTINGS.flatMap((setting) =>
				TRAFFIC.map((traffic) => (setting === 'lazy' ? `lazy, ${traffic}` : traffic)),
			),
			series: SIDES.map((side) => ({
				name: NAMES[side],
				values: SETTINGS.flatMap((setting) =>
					TRAFFIC.map((traffic) => settings[setting][traffic][side].perSecond),
				),
			})),
		},
	};
}
