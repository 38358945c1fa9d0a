import {
	HOURS_REMEMBERED,
	MOST_STORED,
	DedupeStore,
} from '../../../../../nodes/shared/webhooks/memory/duplicates';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 20, 10);
const THIS_HOUR = Math.floor(NOW / HOUR);
const OLDEST = THIS_HOUR - HOURS_REMEMBERED;
const MARK = 10;

/** What static data holds of these facts. */
function keptOf(...keys: string[]): Record<string, string> {
	const facts = new DedupeStore();
	for (const key of keys) facts.add(key, NOW);
	return facts.toStored();
}

/** The marks of these facts, one after the other. */
const marks = (...keys: string[]) => keptOf(...keys)[THIS_HOUR]!;
const count = (facts: DedupeStore) => Object.values(facts.toStored()).join('').length / MARK;

describe('what another process kept', () => {
	const learned = (kept: unknown, now = NOW) => {
		const facts = new DedupeStore();
		facts.merge(kept, now);
		return facts;
	};

	test('is known from then on, and kept further', () => {
		const facts = learned(keptOf('a', 'b'));
		expect(['a', 'b', 'c'].map((key) => facts.has(key, NOW))).toEqual([true, true, false]);
		expect(facts.toStored()).toEqual(keptOf('a', 'b'));
		expect(facts.size).toBe(2);
	});

	test('is passed over where it is no text of marks', () => {
		const hours = { [THIS_HOUR]: 5, [THIS_HOUR - 1]: null, next: marks('a') };
		expect(learned(hours).size).toBe(0);
		expect(learned({ [THIS_HOUR]: [...'abcdefghijklmnopqrst'] }).size).toBe(0);
		expect(learned({ [THIS_HOUR]: marks('a').slice(1) }).size).toBe(0);
		expect(learned({ [THIS_HOUR]: `${marks('a', 'b')}xyz` }).size).toBe(2);
	});

	test('is passed over where it is too old', () => {
		expect(learned({ [OLDEST]: marks('a') }).size).toBe(0);
		expect(learned({ [OLDEST + 1]: marks('a') }).size).toBe(1);
	});

	test('does not make a fact older or younger', () => {
		const facts = new DedupeStore();
		facts.add('a', NOW);
		facts.merge({ [THIS_HOUR - 5]: marks('a') }, NOW);
		expect(facts.toStored()).toEqual(keptOf('a'));
	});

	test('lets what is too old go at the same time', () => {
		const facts = new DedupeStore();
		facts.add('old', NOW - HOURS_REMEMBERED * HOUR);
		facts.merge(keptOf('a'), NOW);
		expect(facts.size).toBe(1);
		expect(facts.toStored()).toEqual(keptOf('a'));
	});

	test('tells whether it has what this process took', () => {
		const facts = new DedupeStore();
		expect([undefined, null, 'x'].map((kept) => facts.merge(kept, NOW))).toEqual([
			true,
			true,
			true,
		]);
		facts.add('a', NOW);
		facts.add('b', NOW);
		expect(facts.merge(undefined, NOW)).toBe(false);
		expect(facts.merge(keptOf('a'), NOW)).toBe(false);
		expect(facts.merge(keptOf('b'), NOW)).toBe(true);
		expect(facts.merge(null, NOW)).toBe(true);
	});

	test('need not have a fact that was taken back, nor more than the newest five hundred', () => {
		const facts = new DedupeStore();
		facts.add('a', NOW);
		facts.forget('a');
		expect(facts.merge({}, NOW)).toBe(true);
		const names = Array.from({ length: 501 }, (_, place) => `fact ${place}`);
		for (const name of names) facts.add(name, NOW);
		expect(facts.merge(keptOf(...names.slice(2)), NOW)).toBe(false);
		expect(facts.merge(keptOf(names[1]!), NOW)).toBe(true);
	});
});

describe('what static data keeps', () => {
	/** So many facts in each of these hours, from the oldest on. */
	const filled = (...perHour: number[]) => {
		const facts = new DedupeStore();
		perHour.forEach((many, hour) => {
			for (let fact = 0; fact < many; fact++) {
				facts.add(`${hour} ${fact}`, NOW + hour * HOUR);
			}
		});
		return facts;
	};

	test('is cut to the newest when a hundred are too many', () => {
		expect(count(filled(MOST_STORED + 100))).toBe(MOST_STORED + 100);
		const cut = filled(MOST_STORED + 101);
		expect(count(cut)).toBe(MOST_STORED);
		const text = cut.toStored()[THIS_HOUR]!;
		expect(text.startsWith(marks('0 101'))).toBe(true);
		expect(text.endsWith(marks(`0 ${MOST_STORED + 100}`))).toBe(true);
	});

	test('is cut again after the next hundred', () => {
		expect(count(filled(MOST_STORED + 201))).toBe(MOST_STORED + 100);
		expect(count(filled(MOST_STORED + 202))).toBe(MOST_STORED);
	});

	test('loses the oldest hours first, and an hour that is empty', () => {
		const facts = filled(60, 41, MOST_STORED);
		const lengths = Object.entries(facts.toStored()).map(([hour, text]) => [
			Number(hour) - THIS_HOUR,
			text.length / MARK,
		]);
		expect(lengths).toEqual([[2, MOST_STORED]]);
		expect(Object.keys(filled(60, 42, MOST_STORED - 1).toStored())).toEqual([
			String(THIS_HOUR + 1),
			String(THIS_HOUR + 2),
		]);
	});

	test('loses the oldest hour first also when an older one came later', () => {
		const facts = filled(1);
		const old = Array.from({ length: 50 }, (_, place) => `old ${place}`);
		for (const key of old) facts.add(key, NOW - HOUR);
		for (let fact = 0; fact < MOST_STORED + 50; fact++) facts.add(`new ${fact}`, NOW);
		expect(Object.keys(facts.toStored())).toEqual([String(THIS_HOUR)]);
		expect(count(facts)).toBe(MOST_STORED);
	});

	test('forgets an hour that is too old, and counts right after that', () => {
		const facts = filled(200);
		const later = NOW + HOURS_REMEMBERED * HOUR;
		facts.add('later', later - HOUR);
		expect(count(facts)).toBe(201);
		facts.add('latest', later);
		expect(count(facts)).toBe(2);
		expect(facts.size).toBe(2);
		for (let fact = 0; fact < MOST_STORED + 98; fact++) facts.add(`more ${fact}`, later);
		expect(count(facts)).toBe(MOST_STORED + 100);
		facts.add('one more', later);
		expect(count(facts)).toBe(MOST_STORED);
	});
});
