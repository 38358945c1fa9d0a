import {
	HOURS_REMEMBERED,
	MOST_KEPT,
	MOST_REMEMBERED,
	SeenFacts,
} from '../../nodes/shared/webhooks/memory/duplicates';
import {
	forgetAll,
	memoryOf,
	readTriggerStatus,
	TriggerMemory,
} from '../../nodes/shared/webhooks/memory/trigger-memory';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 20, 10);

function filled(count: number, at: (index: number) => number = () => NOW): SeenFacts {
	const facts = new SeenFacts();
	for (let index = 0; index < count; index++) facts.add(`fact ${index}`, at(index));
	return facts;
}

function keptCount(facts: SeenFacts): number {
	return Object.values(facts.kept()).join('').length / 10;
}

test('takes a fact once', () => {
	const facts = new SeenFacts();
	expect(facts.add('a', NOW)).toBe(true);
	expect(facts.add('a', NOW)).toBe(false);
	expect(facts.add('b', NOW)).toBe(true);
	facts.forget('a');
	expect(facts.add('a', NOW)).toBe(true);
});

test('of many copies in one tick takes exactly one', async () => {
	const facts = new SeenFacts();
	const taken = await Promise.all(
		Array.from({ length: 100 }, async () => await Promise.resolve(facts.add('a', NOW))),
	);
	expect(taken.filter(Boolean)).toHaveLength(1);
});

test('remembers for over a day and not for ever', () => {
	const facts = filled(1);
	expect(facts.add('fact 0', NOW + 25 * HOUR)).toBe(false);
	expect(facts.has('fact 0', NOW + (HOURS_REMEMBERED - 1) * HOUR)).toBe(true);
	expect(facts.has('fact 0', NOW + HOURS_REMEMBERED * HOUR)).toBe(false);
	facts.add('other', NOW + 3 * HOURS_REMEMBERED * HOUR);
	expect(facts.size).toBe(1);
	expect(keptCount(facts)).toBe(1);
});

test('is bounded in number', () => {
	const facts = filled(MOST_REMEMBERED + 500);
	expect(facts.size).toBe(MOST_REMEMBERED);
	expect(facts.has('fact 499', NOW)).toBe(false);
	expect(facts.has('fact 500', NOW)).toBe(true);
	expect(keptCount(facts)).toBeLessThanOrEqual(MOST_KEPT + 100);
	expect(JSON.stringify(facts.kept()).length).toBeLessThan(32_000);
});

test('gives the newest facts on to the next process', () => {
	const facts = filled(MOST_KEPT + 2_000, (index) => NOW + Math.floor(index / 1000) * HOUR);
	const later = NOW + 6 * HOUR;
	const next = new SeenFacts();
	next.learn(JSON.parse(JSON.stringify(facts.kept())), later);
	expect(next.size).toBeGreaterThanOrEqual(MOST_KEPT);
	expect(next.has(`fact ${MOST_KEPT + 1_999}`, later)).toBe(true);
	expect(next.has('fact 2000', later)).toBe(true);
	expect(next.has('fact 0', later)).toBe(false);
	expect(keptCount(next)).toBe(MOST_KEPT);
});

test.each([undefined, null, 5, 'text', [], { x: 'abc' }, { 1: 5 }, { 498_000: 'short' }])(
	'passes over %p',
	(kept) => {
		const facts = new SeenFacts();
		facts.learn(kept, NOW);
		expect(facts.size).toBe(0);
	},
);

describe('the memory of a trigger', () => {
	const trigger = { id: 'n1', name: 'WATI Trigger' };

	test('survives a restart through static data', () => {
		const state = {};
		const shared = {};
		const before = memoryOf('w1', 'n1', NOW);
		before.seen.add('a', NOW);
		before.status.accepted = 3;
		before.register(
			{ secret: 's', changedAt: 5, id: null, url: null, phoneNumber: null, eventTypes: [] },
			state,
		);
		before.save(state, shared, trigger, NOW);
		forgetAll();
		const after = memoryOf('w1', 'n1', NOW);
		after.learn(JSON.parse(JSON.stringify(state)), NOW);
		expect(after.seen.add('a', NOW)).toBe(false);
		expect(after.status.accepted).toBe(3);
		expect(after.current?.secret).toBe('s');
		expect(readTriggerStatus('w1', shared)).toMatchObject([
			{ trigger: 'WATI Trigger', accepted: 3 },
		]);
	});

	test('learns from other processes, and is not set back by its own older copies', () => {
		forgetAll();
		const state: Record<string, never> = {};
		const memory = memoryOf('w2', 'n1', NOW);
		memory.learn({ stamp: 'other.1', seen: filledKept('x') }, NOW);
		expect(memory.seen.has('x', NOW)).toBe(true);
		memory.learn({ stamp: 'other.2', seen: filledKept('y') }, NOW);
		expect(memory.seen.has('y', NOW)).toBe(true);
		memory.register(
			{ secret: 'new', changedAt: 9, id: null, url: null, phoneNumber: null, eventTypes: [] },
			{},
		);
		memory.learn({ registration: { secret: 'old', changedAt: 1 } }, NOW);
		expect(memory.current?.secret).toBe('new');
		memory.save(state, {}, trigger, NOW);
		expect(state).toMatchObject({ registration: { secret: 'new' } });
	});

	test('writes again what another process wrote over, until both know all of it', () => {
		const copy = (state: object) => JSON.parse(JSON.stringify(state)) as Record<string, never>;
		const [one, other] = [new TriggerMemory(NOW), new TriggerMemory(NOW)];
		const [byOne, byOther] = [{}, {}];
		one.seen.add('a', NOW);
		other.seen.add('b', NOW);
		one.save(byOne, {}, trigger, NOW);
		other.save(byOther, {}, trigger, NOW);

		const lastWritten = copy(byOther);
		const soon = NOW + 300;
		other.learn(lastWritten, soon);
		expect(other.isDue(lastWritten, soon)).toBe(false);
		one.learn(lastWritten, soon);
		expect(one.seen.has('b', soon)).toBe(true);
		expect(one.isDue(lastWritten, soon)).toBe(true);
		one.save(lastWritten, {}, trigger, soon);
		other.learn(copy(lastWritten), soon);
		expect(other.seen.has('a', soon)).toBe(true);
		expect(other.isDue(lastWritten, soon)).toBe(false);
		expect(one.isDue(lastWritten, soon + 300)).toBe(false);
	});

	test('does not write for facts that are too old to be kept', () => {
		const memory = new TriggerMemory(NOW);
		memory.seen.add('old', NOW);
		memory.save({}, {}, trigger, NOW);
		memory.learn({ stamp: 'other.1', seen: filled(MOST_KEPT + 50).kept() }, NOW);
		expect(memory.seen.has('old', NOW)).toBe(true);
		expect(memory.isDue({ stamp: 'other.1' }, NOW + 300)).toBe(false);
	});

	test('writes bursts one by one, and under lasting load four times a second', () => {
		forgetAll();
		const memory = memoryOf('w3', 'n1', NOW);
		const state = {};
		let writes = 0;
		for (let event = 0; event < 1_000; event++) {
			const now = NOW + event * 10;
			if (!memory.mayWrite(now)) continue;
			memory.save(state, {}, trigger, now);
			writes += 1;
			if (event < 50) expect(writes).toBe(event + 1);
		}
		expect(writes).toBeGreaterThanOrEqual(85);
		expect(writes).toBeLessThanOrEqual(91);
		expect(memory.isDue(state, NOW + 9_995)).toBe(false);
		expect(memory.isDue(state, NOW + 10_300)).toBe(true);
	});

	test('writes again what n8n did not keep', () => {
		forgetAll();
		const memory = memoryOf('w4', 'n1', NOW);
		memory.save({}, {}, trigger, NOW);
		const state = {};
		memory.save(state, {}, trigger, NOW + 1);
		expect(memory.isDue(state, NOW + 5_000)).toBe(false);
		expect(memory.isDue({}, NOW + 500)).toBe(false);
		expect(memory.isDue({}, NOW + 5_000)).toBe(true);
	});

	test('keeps a bounded number of triggers', () => {
		forgetAll();
		memoryOf('first', 'n', NOW).seen.add('a', NOW);
		for (let index = 0; index < 1_000; index++) memoryOf(`w${index}`, 'n', NOW);
		expect(memoryOf('first', 'n', NOW).seen.size).toBe(0);
	});
});

function filledKept(key: string) {
	const facts = new SeenFacts();
	facts.add(key, NOW);
	return facts.kept();
}
