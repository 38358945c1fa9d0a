import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { misfits, schemaText, type OutputSchema } from './output-schema';

/**
 * Holds outputs against the schema that n8n's editor shows before the first run. `UPDATE_SCHEMAS=1` writes the
 * schema anew from the outputs.
 *
 * @returns what does not fit
 */
export function misfitsOf(file: string, outputs: IDataObject[]): string[] {
	if (process.env.UPDATE_SCHEMAS === '1') {
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, schemaText(outputs));
	}
	const schema = JSON.parse(readFileSync(file, 'utf8')) as OutputSchema;
	return outputs.flatMap((output) => misfits(output, schema));
}
