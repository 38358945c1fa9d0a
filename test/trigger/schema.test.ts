import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { eventNameOf, normalize } from '../../nodes/WatiTrigger/normalize';
import { misfits, schemaOf, type OutputSchema } from '../schemas/output-schema';
import { ALL, TEXT } from './payloads';

/**
 * The fields that n8n's editor shows before the first event. `UPDATE_SCHEMAS=1` writes them anew. Of `raw`
 * only a text message is described: its fields differ from event to event.
 */
const FILE = join(__dirname, '../../nodes/WatiTrigger/__schema__/v2.0.0/output.json');

const outputs = ALL.map(
	(raw) => ({ ...normalize(raw, eventNameOf(raw)!), raw: TEXT }) as unknown as IDataObject,
);

test('every event fits the schema of the output', () => {
	if (process.env.UPDATE_SCHEMAS === '1') {
		mkdirSync(dirname(FILE), { recursive: true });
		writeFileSync(FILE, `${JSON.stringify(schemaOf(outputs), null, '\t')}\n`);
	}
	const schema = JSON.parse(readFileSync(FILE, 'utf8')) as OutputSchema;
	expect(outputs.flatMap((output) => misfits(output, schema))).toEqual([]);
});
