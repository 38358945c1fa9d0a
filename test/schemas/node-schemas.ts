import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { describePackage } from '../harness';
import { misfits, schemaText, type OutputSchema } from './output-schema';

const UPDATE = process.env.UPDATE_SCHEMAS === '1';

/** All operations of a node, e.g. `message/sendText`, in order. */
export async function operationsOf(node: string): Promise<string[]> {
	const { nodes } = await describePackage();
	const { properties } = nodes.find(({ name }) => name === node)!;
	const operations = properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			(options as Array<{ value: string }>)
				.map(({ value }) => value)
				.filter((value) => !value.startsWith('__'))
				.map((value) => `${String(displayOptions?.show?.resource?.[0])}/${value}`),
		);
	return operations.sort();
}

/** The version of a node that its schemas are of, where that is not the first one. */
const VERSIONS: Record<string, string> = { MatonWhatsAppBusiness: 'v2.0.0' };

/**
 * Holds outputs against a schema file, from which n8n's editor shows fields before the first run. With
 * `UPDATE_SCHEMAS=1` the file is written anew from the outputs.
 *
 * @param folder of the node below `nodes/`
 */
export function holdAgainstSchema(folder: string, operation: string, outputs: IDataObject[]): void {
	const place = `../../nodes/${folder}/__schema__/${VERSIONS[folder] ?? 'v1.0.0'}/${operation}.json`;
	const target = join(__dirname, place);
	expect(outputs.length).toBeGreaterThan(0);
	if (UPDATE) {
		mkdirSync(dirname(target), { recursive: true });
		writeFileSync(target, schemaText(outputs));
	}
	expect(existsSync(target)).toBe(true);
	const schema = JSON.parse(readFileSync(target, 'utf8')) as OutputSchema;
	expect(outputs.flatMap((output) => misfits(output, schema))).toEqual([]);
}
