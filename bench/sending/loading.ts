import { join, resolve } from 'node:path';

import { printedBy } from '../children';
import { medians } from '../figures';
import { httpRequestFolder } from './http-request';
import type { Side } from './subjects';

const project = resolve(__dirname, '../..');
const TIMES = 5;

/** What n8n has to load before the node can be opened. */
export interface Loading {
	/** Milliseconds to load the node's files and make the node, n8n-workflow being loaded. */
	load: number;
	/** Characters of the description as JSON, which the editor gets. */
	description: number;
	properties: number;
}

const FILES: Record<Side, { path: string; name: string } | undefined> = {
	wati: { path: join(project, 'dist/nodes/Wati/Wati.node.js'), name: 'Wati' },
	httpRequest: httpRequestFolder
		? {
				path: join(httpRequestFolder, 'dist/nodes/HttpRequest/V3/HttpRequestV3.node.js'),
				name: 'HttpRequestV3',
			}
		: undefined,
};

function script(side: Side): string {
	const { path, name } = FILES[side]!;
	const workflow = side === 'wati' ? project : join(project, 'playground');
	return `
		require(${JSON.stringify(join(workflow, 'node_modules/n8n-workflow'))});
		const started = performance.now();
		const { ${name} } = require(${JSON.stringify(path)});
		const { description } = new ${name}({ displayName: 'HTTP Request', name: 'httpRequest', group: [] });
		const load = performance.now() - started;
		const text = JSON.stringify(description);
		console.log(JSON.stringify({ load, description: text.length, properties: description.properties.length }));
	`;
}

/** (d) Each time in a fresh process, in turn. */
export async function measureLoading(node: string): Promise<Partial<Record<Side, Loading>>> {
	const sides = (Object.keys(FILES) as Side[]).filter((side) => FILES[side] !== undefined);
	const readings = new Map<Side, Loading[]>(sides.map((side) => [side, []]));
	for (let time = 0; time < TIMES; time++) {
		for (const [side, list] of readings) list.push(await printedBy<Loading>(node, script(side)));
	}
	return Object.fromEntries([...readings].map(([side, list]) => [side, medians(list)]));
}
