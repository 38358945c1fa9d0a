import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { readFacts } from '../../nodes/services/meta/facts';
import { normalizeFact } from '../../nodes/services/meta/normalize';
import { misfitsOf } from '../schemas/kept-schema';
import { ALL, TEXT } from './payloads';

const FOLDER = '../../nodes/MatonWhatsAppBusinessTrigger/__schema__/v2.0.0';

const [text] = readFacts(TEXT).map(normalizeFact);

/** Of `raw` only a text message is described: its fields differ from event to event. */
const outputs = ALL.flatMap(readFacts).map(
	(fact) => ({ ...normalizeFact(fact), raw: text!.raw }) as unknown as IDataObject,
);

test('every event fits the schema of the output', () => {
	expect(misfitsOf(join(__dirname, FOLDER, 'output.json'), outputs)).toEqual([]);
});
