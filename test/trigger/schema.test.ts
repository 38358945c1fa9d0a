import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { readEventName, normalize } from '../../nodes/services/wati/normalize';
import { misfitsOf } from '../schemas/kept-schema';
import { ALL, TEXT } from './service/payloads';

/** Of `raw` only a text message is described: its fields differ from event to event. */
const FILE = join(__dirname, '../../nodes/WatiTrigger/__schema__/v2.0.0/output.json');

const outputs = ALL.map(
	(raw) => ({ ...normalize(raw, readEventName(raw)!), raw: TEXT }) as unknown as IDataObject,
);

test('every event fits the schema of the output', () => {
	expect(misfitsOf(FILE, outputs)).toEqual([]);
});
