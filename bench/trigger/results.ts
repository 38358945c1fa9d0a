import type { surroundings } from '../machines';
import type { Goal } from '../results';
import type { SettingName, TrafficReadings } from './rounds';
import type { Traffic } from './traffic';

/** What the node's own `webhook()` took, in milliseconds. */
export interface OwnReading {
	calls: number;
	p50: number;
	p99: number;
	max: number;
}

export type OwnCode = Record<Traffic, OwnReading>;

/** One run of the trigger's part of the benchmark. */
export interface TriggerResults {
	measuredAt: string;
	surroundings: ReturnType<typeof surroundings>;
	node: string;
	connections: number;
	rounds: number;
	roundSeconds: number;
	settings: Record<SettingName, TrafficReadings>;
	ownCode: OwnCode;
}

/** Calls per second of the trigger in proportion to those of n8n's Webhook node. */
export function calculateRatio(
	{ settings }: TriggerResults,
	setting: SettingName,
	traffic: Traffic,
): number {
	const { watiTrigger, webhook } = settings[setting][traffic];
	return watiTrigger.perSecond / webhook.perSecond;
}

/** How the trigger's figures stand against the goals. */
export function triggerGoals(results: TriggerResults): Goal[] {
	const atLeast = (setting: SettingName, traffic: Traffic, least: number): Goal => {
		const ratio = calculateRatio(results, setting, traffic);
		const under = setting === 'lazy' ? 'with lazy acquisition' : "with n8n's default settings";
		return {
			text: `Calls per second, ${traffic}, ${under}, in proportion to Webhook: at least ${least.toFixed(1)}`,
			value: ratio.toFixed(2),
			met: ratio >= least,
		};
	};
	const { p99 } = results.ownCode.wanted;
	return [
		atLeast('lazy', 'wanted', 1),
		atLeast('lazy', 'unwanted', 4),
		atLeast('lazy', 'repeated', 4),
		atLeast('default', 'wanted', 1),
		atLeast('default', 'unwanted', 1),
		atLeast('default', 'repeated', 1),
		{
			text: 'Own code for a wanted call, 99 of 100 calls: under 0.5 ms',
			value: `${p99.toFixed(2)} ms`,
			met: p99 < 0.5,
		},
	];
}
