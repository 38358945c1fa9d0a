import fc from 'fast-check';

import { readEventName, normalize } from '../../nodes/services/wati/normalize';
import { readBody } from '../../nodes/WatiTrigger/verify';
import { anything, misfits, payloads } from './service/generators';

/** `npm run fuzz` takes as many as one likes. */
const RUNS = 2_500;

test(`${RUNS} generated payloads: no throw, always the documented shape, one key for copies`, () => {
	let runs = 0;
	fc.assert(
		fc.property(payloads, (payload) => {
			runs += 1;
			const name = readEventName(payload);
			if (name === null) return true;
			const event = normalize(payload, name);
			JSON.stringify({ ...event, raw: null });
			return (
				misfits(event).length === 0 && normalize({ ...payload }, name).dedupeKey === event.dedupeKey
			);
		}),
		{ numRuns: RUNS, seed: 20_261_120 },
	);
	expect(runs).toBe(RUNS);
});

test(`${RUNS} generated bodies: taken or refused with a reason, never a throw`, () => {
	fc.assert(
		fc.property(fc.oneof(anything, payloads), fc.string(), (body, contentType) => {
			const call = { query: {}, headers: {}, contentType, body, size: 10 };
			return [contentType, 'application/json', ''].every((type) => {
				const outcome = readBody({ ...call, contentType: type });
				return !('reason' in outcome) || outcome.status < 500;
			});
		}),
		{ numRuns: RUNS, seed: 7 },
	);
});
