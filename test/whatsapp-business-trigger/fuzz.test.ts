import fc from 'fast-check';

import { laterBusinessKeys } from '../../nodes/services/meta/dedupe-keys';
import { readFacts, isAboutWhatsApp } from '../../nodes/services/meta/facts';
import { normalizeFact } from '../../nodes/services/meta/normalize';
import { bodies, misfits } from './generators';

/** `npm run fuzz` takes as many as one likes. */
const RUNS = 2_500;

test(`${RUNS} generated bodies: no throw, always the documented shape, one key for copies`, () => {
	let events = 0;
	fc.assert(
		fc.property(bodies, (body) => {
			if (!isAboutWhatsApp(body)) return true;
			return readFacts(body).every((fact) => {
				const event = normalizeFact(fact);
				events += 1;
				return (
					misfits(event).length === 0 &&
					normalizeFact({ ...fact }).dedupeKey === event.dedupeKey &&
					laterBusinessKeys(event).every((key) => key !== event.dedupeKey)
				);
			});
		}),
		{ numRuns: RUNS, seed: 20_261_121 },
	);
	expect(events).toBeGreaterThan(RUNS * 0.4);
});
