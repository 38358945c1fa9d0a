import { readResult } from '../children';
import { say, writeResults } from '../files';
import { machines, surroundings } from '../machines';
import type { OwnCode, TriggerResults } from './results';
import {
	CONNECTIONS,
	measureSetting,
	ROUND_MS,
	ROUNDS,
	SETTINGS,
	type SettingName,
	type TrafficReadings,
} from './rounds';

/**
 * Measures the trigger against n8n's Webhook node in n8n's server.
 *
 * @param options `profile`: folder for CPU profiles of n8n
 */
export async function measureTrigger(options: { profile?: string }): Promise<void> {
	const measuredAt = new Date().toISOString();
	const settings = {} as Record<SettingName, TrafficReadings>;
	for (const name of Object.keys(SETTINGS) as SettingName[]) {
		settings[name] = await measureSetting(name, options);
	}
	const machine = machines(undefined).at(-1)!;
	say('Own code of the trigger');
	const results: TriggerResults = {
		measuredAt,
		surroundings: surroundings(),
		node: machine.version,
		connections: CONNECTIONS,
		rounds: ROUNDS,
		roundSeconds: ROUND_MS / 1_000,
		settings,
		ownCode: await readResult<OwnCode>(machine, 'trigger/own-code.ts'),
	};
	writeResults('trigger', results);
}
