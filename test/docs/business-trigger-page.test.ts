import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { BUSINESS_EVENTS } from '../../nodes/services/meta/events/catalogue';
import { readFacts } from '../../nodes/services/meta/facts';
import { normalizeFact } from '../../nodes/services/meta/normalize';
import { TEXT } from '../whatsapp-business-trigger/payloads';

const page = readFileSync(join(__dirname, '../../docs/whatsapp-business-trigger.md'), 'utf8');

test('the page lists every event with its field at Meta', () => {
	const rows = [...page.matchAll(/^\| (.+) \| `(\w+)` \| `(\w+)` \|$/gm)].map(
		([, label, value, field]) => ({ label, value, field }),
	);
	expect(rows).toEqual(BUSINESS_EVENTS.map(({ label, value, field }) => ({ label, value, field })));
});

test('the page names every field of the item', () => {
	const [event] = readFacts(TEXT).map(normalizeFact);
	const missing = Object.keys(event!).filter((name) => !page.includes(`\`${name}\``));
	expect(missing).toEqual([]);
});
