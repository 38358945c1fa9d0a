import { mkdir } from 'node:fs/promises';

import { medians } from '../figures';
import { say } from '../files';
import { openSession } from '../playground';
import { expecting } from './answers';
import { drive, untilQuiet, type Load, type LoadReading } from './load';
import { buildBody, REPEATED, TRAFFIC, type Traffic } from './traffic';
import { buildPath, publish, SIDES, type Side } from './workflows';

/** Settings of n8n under which both sides are measured. */
export type SettingName = 'default' | 'lazy';

export const SETTINGS: Record<SettingName, Record<string, string>> = {
	default: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'false' },
	lazy: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
};

export const CONNECTIONS = 20;
export const ROUNDS = 5;
export const ROUND_MS = 3_000;
const WARM_UP_MS = 2_000;
const PORT = 5_780;

export type TrafficReadings = Record<Traffic, Record<Side, LoadReading>>;

/** Measures one n8n: for each kind of traffic, rounds of both sides in turn. */
export async function measureSetting(
	name: SettingName,
	{ profile }: { profile?: string },
): Promise<TrafficReadings> {
	if (profile) await mkdir(profile, { recursive: true });
	const session = await openSession({
		name: `bench-${name}`,
		port: PORT,
		env: SETTINGS[name],
		nodeOptions: profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [],
	});
	try {
		for (const side of SIDES) await publish(session, side);
		const origins = [session.url];
		/** Calls made to a side, so that no wanted event comes twice. */
		const made: Record<Side, number> = { watiTrigger: 0, webhook: 0 };
		const call = async (side: Side, traffic: Traffic, more: Partial<Load>) => {
			await untilQuiet(origins);
			const reading = await drive({
				origins,
				path: buildPath(side),
				connections: CONNECTIONS,
				milliseconds: ROUND_MS,
				first: made[side],
				bodyOf: (index) => buildBody(traffic, index),
				check: expecting(
					`${traffic} traffic to ${side}`,
					side === 'webhook' || traffic === 'wanted',
				),
				...more,
			});
			made[side] += reading.calls + CONNECTIONS;
			return reading;
		};
		const once = { milliseconds: Infinity, most: REPEATED, check: () => {} };
		await call('watiTrigger', 'repeated', once);
		const readings = {} as TrafficReadings;
		for (const traffic of TRAFFIC) {
			say(`${name} settings: ${traffic} traffic, ${ROUNDS} rounds of each side`);
			const bySide: Record<Side, LoadReading[]> = { watiTrigger: [], webhook: [] };
			for (const side of SIDES) await call(side, traffic, { milliseconds: WARM_UP_MS });
			for (let time = 0; time < ROUNDS; time++) {
				const order = time % 2 === 0 ? SIDES : [...SIDES].reverse();
				for (const side of order) bySide[side].push(await call(side, traffic, {}));
			}
			readings[traffic] = {
				watiTrigger: medians(bySide.watiTrigger),
				webhook: medians(bySide.webhook),
			};
		}
		return readings;
	} finally {
		await session.close();
	}
}
