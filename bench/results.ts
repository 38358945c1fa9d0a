import type { ExpressionEngine } from '../test/harness';
import type { Loading } from './sending/loading';
import type { surroundings } from './machines';
import type { Reading } from './sending/meter';
import type { BySide, SingleSends } from './sending/scenarios';
import type { Side } from './sending/subjects';

/** What was measured on one engine. */
export interface EngineResults {
	engine: ExpressionEngine;
	node: string;
	/** By number of items. */
	single: Record<string, SingleSends>;
	many: { field: Reading; calculated: Reading; editFields?: Reading; httpRequest?: Reading };
	veryMany: { peakGrowth: number; large: Reading; small: Reading };
	upload: BySide;
	download: BySide;
	loading: Partial<Record<Side, Loading>>;
}

/** One run of the benchmark. */
export interface Results {
	measuredAt: string;
	surroundings: ReturnType<typeof surroundings>;
	engines: EngineResults[];
}

/** A figure to reach. */
export interface Goal {
	text: string;
	value: string;
	met: boolean;
}

function ratio(one: number | undefined, other: number | undefined): number | undefined {
	return one === undefined || other === undefined ? undefined : one / other;
}

function goal(text: string, value: number | undefined, most: number, unit = ''): Goal[] {
	if (value === undefined) return [];
	return [{ text, value: `${value.toFixed(2)}${unit}`, met: value <= most }];
}

/** How this engine's figures stand against the goals. */
export function listGoals({ single, many, veryMany, upload, download }: EngineResults): Goal[] {
	const thousand = single['1000'];
	const perItem = veryMany.large.cpu / (10 * veryMany.small.cpu);
	return [
		...goal(
			'CPU per item of 1,000 single sends, in proportion to HTTP Request: at most 1.0',
			ratio(thousand?.wati?.cpu, thousand?.httpRequest?.cpu),
			1,
		),
		...goal('Calls for 10,000 items with the same template: at most 10', many.field.calls, 10),
		...goal(
			'CPU for 10,000 items with the same template: under 2 s',
			many.field.cpu / 1_000,
			2,
			' s',
		),
		...goal('Calls for 100,000 items: at most 100', veryMany.large.calls, 100),
		...goal('CPU of 100,000 items, in proportion to ten times 10,000: at most 1.3', perItem, 1.3),
		...goal(
			'Memory growth while a 100 MB file goes up, in proportion to its size: under 2.5',
			ratio(upload.wati?.peakGrowth, 100),
			2.5,
		),
		...goal(
			'Memory growth while a 100 MB file comes down, in proportion to its size: under 2.5',
			ratio(download.wati?.peakGrowth, 100),
			2.5,
		),
	];
}
