import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { code } from './markdown';

/** The part of JSON Schema that n8n reads from `__schema__`. */
interface Schema {
	type: string | string[];
	properties?: Record<string, Schema>;
	items?: Schema;
}

const listTypes = ({ type }: Schema) => [type].flat();

/** What a value may be; `null` is said of fields that may be empty. */
function describeType(schema: Schema): string {
	const types = listTypes(schema).filter((type) => type !== 'null');
	return types.length > 0 ? types.join(' or ') : 'null';
}

/** Fields of an object, or of the objects in a list, two steps deep. */
function within({ properties, items }: Schema, steps = 2): string[] {
	const inner = Object.entries(properties ?? items?.properties ?? {});
	return inner.flatMap(([name, schema]) => {
		const deeper = steps > 1 ? within(schema, steps - 1) : [];
		return [name, ...deeper.map((field) => `${name}.${field}`)];
	});
}

/** The output schema of an operation or a trigger, if one is kept beside the node. */
function schemaIn(file: string): Schema | undefined {
	if (!existsSync(file)) return undefined;
	return JSON.parse(readFileSync(file, 'utf8')) as Schema;
}

/**
 * The fields of an item that an operation gives out, from the schema kept beside the node.
 *
 * @param folder of the node's class
 * @param version of the node
 * @param name of the schema, e.g. `message/sendText`
 */
export function describeOutput(folder: string, version: number, name: string): string {
	const file = join(__dirname, '../../nodes', folder, '__schema__', `v${version}.0.0`, name);
	const schema = schemaIn(`${file}.json`);
	const fields = Object.entries(schema?.properties ?? {}).map(([field, inner]) => {
		const parts = within(inner).map(code).join(', ');
		return `${code(field)} (${describeType(inner)}${parts === '' ? '' : `: ${parts}`})`;
	});
	return fields.length > 0 ? `Item: ${fields.join(', ')}.` : '';
}
