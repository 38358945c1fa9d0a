import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { project, readResults, writeDocument } from '../files';
import { number, table, verdict } from './markdown';
import type { Reading } from '../sending/meter';
import { withMeasured } from './peers-page';
import type { Plot } from './plot';
import { scalingPage, scalingPlots } from '../queue/page';
import type { QueueResults, TurnResults } from '../queue/results';
import { listGoals, type EngineResults, type Results } from '../results';
import type { Side } from '../sending/subjects';
import { scaleSection, type Scale } from '../scale';
import { statusSection, type StatusBatch } from '../statuses';
import { triggerPlots, triggerSection } from '../trigger/page';
import type { TriggerResults } from '../trigger/results';

const NAMES: Record<Side, string> = { wati: 'WATI', httpRequest: 'HTTP Request' };
const SIDES: Side[] = ['wati', 'httpRequest'];

function engineName({ engine, node }: EngineResults): string {
	return `${engine === 'vm' ? 'isolated (`vm`)' : `\`${engine}\``}, Node ${node.slice(1)}`;
}

function ratio(one?: number, other?: number): string {
	return one === undefined || other === undefined ? 'not measured' : number(one / other);
}

function goals(results: Results): string {
	const rows = results.engines.flatMap((one) =>
		listGoals(one).map(({ text, value, met }) => [text, one.engine, value, verdict(met)]),
	);
	return table(['Goal', 'Engine', 'Measured', ''], rows);
}

function singleTable(results: Results): string {
	const rows = results.engines.flatMap((one) =>
		Object.entries(one.single).map(([size, { wati, httpRequest, bare }]) => {
			const per = (reading: Reading | undefined, field: 'cpu' | 'wall') =>
				number(reading && reading[field] / Number(size));
			return [
				engineName(one),
				Number(size).toLocaleString('en-US'),
				per(wati, 'cpu'),
				per(httpRequest, 'cpu'),
				ratio(wati?.cpu, httpRequest?.cpu),
				per(bare, 'cpu'),
				per(wati, 'wall'),
				per(httpRequest, 'wall'),
				ratio(wati?.wall, httpRequest?.wall),
			];
		}),
	);
	const head = ['Engine', 'Items', 'CPU, WATI', 'CPU, HTTP Request', 'Ratio', 'CPU, bare node'];
	return table([...head, 'Time, WATI', 'Time, HTTP Request', 'Ratio'], rows);
}

function manyTable(results: Results): string {
	const rows = results.engines.flatMap((one) => {
		const { field, calculated, editFields, httpRequest } = one.many;
		const row = (name: string, reading: Reading | undefined) => [
			engineName(one),
			name,
			number(reading?.calls, 0),
			number(reading && reading.cpu / 1_000),
			number(reading && reading.wall / 1_000),
		];
		return [
			row('Send to Many, fields of the item', field),
			row('Send to Many, one calculated expression per item', calculated),
			row('Edit Fields, the same expression, no call', editFields),
			row('HTTP Request, one call per item, one run', httpRequest),
		];
	});
	return table(['Engine', '10,000 items', 'Calls', 'CPU in s', 'Time in s'], rows);
}

function memoryTable(results: Results): string {
	const rows = results.engines.map((one) => {
		const { large, small, peakGrowth } = one.veryMany;
		return [
			engineName(one),
			number(large.calls, 0),
			number(large.cpu / 1_000),
			number(large.cpu / (10 * small.cpu)),
			number(large.wall / (10 * small.wall)),
			number(peakGrowth, 0),
		];
	});
	const head = [
		'Engine',
		'Calls',
		'CPU in s',
		'CPU to ten times 10,000',
		'Time to ten times 10,000',
	];
	return table([...head, 'Peak memory growth in MB'], rows);
}

function fileTable(results: Results): string {
	const rows = results.engines.flatMap((one) =>
		(['upload', 'download'] as const).map((way) => [
			engineName(one),
			way === 'upload' ? 'Message: Send File' : 'Media: Download',
			...SIDES.map((side) => number(one[way][side]?.peakGrowth, 0)),
		]),
	);
	return table(['Engine', '100 MB file', 'MB, WATI', 'MB, HTTP Request'], rows);
}

function loadingTable(results: Results): string {
	const rows = results.engines.flatMap((one) =>
		SIDES.map((side) => [
			`Node ${one.node.slice(1)}`,
			NAMES[side],
			number(one.loading[side]?.load, 1),
			number(one.loading[side] && one.loading[side].description / 1_000, 0),
			number(one.loading[side]?.properties, 0),
		]),
	);
	return table(
		['', 'Node', 'Loading in ms', 'Description in thousand characters', 'Properties'],
		rows,
	);
}

function plots(results: Results): Record<string, Plot> {
	const groups = results.engines.map(({ engine }) => engine);
	const bySide = (value: (one: EngineResults, side: Side) => number | undefined) =>
		SIDES.map((side) => ({
			name: NAMES[side],
			values: results.engines.map((one) => value(one, side)),
		}));
	const inMany = ({ many }: EngineResults, side: Side) =>
		side === 'wati' ? many.field : many.httpRequest;
	const seconds = (reading: Reading | undefined) => reading && reading.cpu / 1_000;
	return {
		'bench-single': {
			title: 'CPU per item, 1,000 single sends',
			unit: 'ms',
			groups,
			series: bySide(({ single }, side) => {
				const cpu = single['1000']?.[side]?.cpu;
				return cpu && cpu / 1_000;
			}),
		},
		'bench-many': {
			title: 'CPU for 10,000 items with the same template',
			unit: 's',
			groups,
			series: bySide((one, side) => seconds(inMany(one, side))),
		},
		'bench-files': {
			title: 'Peak memory growth, 100 MB file',
			unit: 'MB',
			groups: results.engines.flatMap(({ engine }) => [`${engine}, up`, `${engine}, down`]),
			series: SIDES.map((side) => ({
				name: NAMES[side],
				values: results.engines.flatMap(({ upload, download }) => [
					upload[side]?.peakGrowth,
					download[side]?.peakGrowth,
				]),
			})),
		},
	};
}

function expressionCost(results: Results): string {
	return results.engines
		.map((one) => {
			const { field, calculated } = one.many;
			const each = (calculated.cpu - field.cpu) / 10_000;
			return `${number(each)} ms on the ${one.engine} engine`;
		})
		.join(', ');
}

function page(
	results: Results,
	scale?: Scale,
	trigger?: TriggerResults,
	statuses?: StatusBatch,
): string {
	const { surroundings, measuredAt } = results;
	const { cpu, cores, memoryGb, platform, versions } = surroundings;
	const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
	return `# Performance

Written by \`npm run bench\` on ${measuredAt.slice(0, 10)}: ${cpu}, ${cores} cores, ${memoryGb} GB, ${platform}; ${named.join(', ')}.
The figures are in [bench/results/results.json](../bench/results/results.json).

Both nodes run in the same engine and process, in turn, with the same credential. The simulator runs in a separate process, without its
limits, and the node does not pace itself. Unless stated otherwise, figures are medians of five runs after a warm-up. CPU is the CPU of the
measuring process: it includes n8n's engine, but not the simulator.

## Goals

${goals(results)}

## One request per item

*Template: Send*, and the same request with HTTP Request, in milliseconds per item. The bare node only reads its fields and sends with n8n's HTTP helper:
it shows which part of a send is n8n's own work.

${singleTable(results)}

![CPU per item of 1,000 single sends](images/bench-single.svg)

n8n's routing engine evaluates every parameter of a node several times for each item. The nodes therefore run the routes of
their operations in their own code (\`nodes/shared/items\`). They read a parameter without an expression once per run, take a plain field such as
\`{{ $json.phone }}\` from the item, and evaluate every other expression once per item. They read the credential once.

With one item, both figures consist mostly of the fixed cost of a run.

## Many items, the same template

${manyTable(results)}

![CPU for 10,000 items with the same template](images/bench-many.svg)

One evaluation by n8n's expression engine costs ${expressionCost(results)}. A value calculated for each of 10,000
items (\`{{ $json.phone.trim() }}\`) therefore costs more than everything else together, and about as much as n8n's own Edit Fields
node needs for the same expression. Plain fields (\`{{ $json.phone }}\`) and *Map Automatically* cost nothing.

With the limits of WATI's Growth plan (30 template sends in ten seconds), 10,000 single sends take about an hour and 10,000 calls of the
monthly quota. *Send to Many* takes 10 calls and a few seconds.

${scale ? scaleSection(scale) : ''}
## 100,000 items

*Send to Many* from input items; medians of four runs. The peak is the growth during the first large run of the process, after the input items
were created. It includes n8n's copy of the items, the recipients and the output.

${memoryTable(results)}

## Files

Peak growth of the process during the upload or download of one 100 MB file; medians of three new processes. n8n keeps files on
disk here (\`N8N_DEFAULT_BINARY_DATA_MODE=filesystem\`), and both nodes stream them. In the mode \`default\`, n8n keeps every
file in memory as Base64 text, which is a third larger than the file.

${fileTable(results)}

![Peak memory growth with a 100 MB file](images/bench-files.svg)

## Loading

${loadingTable(results)}

${trigger ? triggerSection(trigger) : ''}
${statuses ? statusSection(statuses) : ''}## Running it

\`npm run bench\` takes a few minutes. \`npm run bench -- sending\` measures one part; the others are \`scale\`, \`trigger\` and \`statuses\`. HTTP
Request is measured if the playground is installed. The isolated engine runs on the Node 24 of the playground, or on the one
in \`--node24 PATH\`. The trigger's part starts the playground's n8n; \`--profile FOLDER\` saves CPU profiles of it.
\`npm run bench -- --page-only\` rewrites the pages from the saved results. \`npm run bench -- queue\` measures queue mode: see [scaling](scaling.md).
\`npm run bench -- peers\` exposes n8n's own nodes to the same faults as this package: see [comparison](comparison.md#measured).
`;
}

/** Writes `docs/performance.md`, `docs/scaling.md` and their plots from the results that are there. */
export function writePages(): void {
	const queue = readResults<QueueResults>('queue');
	const turns = readResults<TurnResults>('turns');
	if (queue) writeDocument('scaling.md', scalingPage(queue, turns), scalingPlots(queue));
	const sending = readResults<Results>('sending');
	const comparison = 'comparison.md';
	const compared = readFileSync(join(project, 'docs', comparison), 'utf8');
	writeDocument(comparison, withMeasured(compared), {});
	const scale = readResults<Scale>('scale');
	const trigger = readResults<TriggerResults>('trigger');
	if (sending === undefined) return;
	writeDocument(
		'performance.md',
		page(sending, scale, trigger, readResults<StatusBatch>('statuses')),
		{
			...plots(sending),
			...(trigger && triggerPlots(trigger)),
		},
	);
}
