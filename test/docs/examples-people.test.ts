import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../examples');

interface Example {
	nodes: Array<{ name: string; type: string; parameters: object }>;
	connections: Record<string, { main: Array<Array<{ node: string }> | null> }>;
}

const examples = readdirSync(FOLDER).map((file): [string, Example] => [
	file,
	JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Example,
]);

/** Expressions about the number of an event: by the name of the trigger, or right behind it. */
function numbersOfEvents({ nodes, connections }: Example): string[] {
	const triggers = nodes.filter(({ type }) => /maton-wati\..*trigger$/i.test(type));
	return triggers.flatMap(({ name }) => {
		const next = connections[name]?.main.flatMap((ends) => ends ?? []).map(({ node }) => node);
		return nodes.flatMap((node) => {
			const text = JSON.stringify(node.parameters);
			const named = [
				...text.matchAll(/\$\('([^']+)'\)\.\w+(?:\(\))?\.json\.whatsappNumber.{0,80}/g),
			]
				.filter(([, from]) => from === name)
				.map(([expression]) => expression);
			const own = next?.includes(node.name) ? text.match(/\$json\.whatsappNumber.{0,40}/g) : null;
			return [...named, ...(own ?? [])];
		});
	});
}

test('examples answer customers who hide their number by their BSUID', () => {
	const all = examples.flatMap(([file, example]) =>
		numbersOfEvents(example).map((expression) => `${file}: ${expression}`),
	);
	expect(all.length).toBeGreaterThan(5);
	expect(
		all.filter((expression) => !/whatsappNumber \?\? .{0,60}\.bsuid\b/.test(expression)),
	).toEqual([]);
});
