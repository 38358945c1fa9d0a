import {
	HOURS_REMEMBERED,
	MOST_STORED,
	MOST_REMEMBERED,
	DedupeStore,
} from '../../../../../nodes/shared/webhooks/memory/duplicates';
import {
	forgetAll,
	getMemory,
	readTriggerStatus,
	TriggerMemory,
	type Registration,
	type StaticData,
} from '../../../../../nodes/shared/webhooks/memory/trigger-memory';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 20, 10);

function filled(count: number, at: (index: number) => number = () => NOW): DedupeStore {
	const facts = new DedupeStore();
	for (let index = 0; index < count; index++) facts.add(`fact ${index}`, at(index));
	return facts;
}

function keptCount(facts: DedupeStore): number {
	return Object.values(facts.toStored()).join('').length / 10;
}

test('takes a fact once', () => {
	const facts = new DedupeStore();
	expect(facts.add('a', NOW)).toBe(true);
	expect(facts.add('a', NOW)).toBe(false);
	expect(facts.add('b', NOW)).toBe(true);
	facts.forget('a');
	expect(facts.add('a', NOW)).toBe(true);
});

test('of many copies in one tick takes exactly one', async () => {
	const facts = new DedupeStore();
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
	expect(facts.size).toBeGreaterThanOrEqual(MOST_REMEMBERED);
	expect(facts.size).toBeLessThanOrEqual(MOST_REMEMBERED + 100);
	expect(facts.has('fact 399', NOW)).toBe(false);
	expect(facts.has('fact 500', NOW)).toBe(true);
	expect(keptCount(facts)).toBeLessThanOrEqual(MOST_STORED + 100);
	expect(JSON.stringify(facts.toStored()).length).toBeLessThan(32_000);
});

test('gives the newest facts on to the next process', () => {
	const facts = filled(MOST_STORED + 2_000, (index) => NOW + Math.floor(index / 1000) * HOUR);
	const later = NOW + 6 * HOUR;
	const next = new DedupeStore();
	next.merge(JSON.parse(JSON.stringify(facts.toStored())), later);
	expect(next.size).toBeGreaterThanOrEqual(MOST_STORED);
	expect(next.has(`fact ${MOST_STORED + 1_999}`, later)).toBe(true);
	expect(next.has('fact 2000', later)).toBe(true);
	expect(next.has('fact 0', later)).toBe(false);
	expect(keptCount(next)).toBe(MOST_STORED);
});

test.each([undefined, null, 5, 'text', [], { x: 'abc' }, { 1: 5 }, { 498_000: 'short' }])(
	'passes over %p',
	(kept) => {
		const facts = new DedupeStore();
		facts.merge(kept, NOW);
		expect(facts.size).toBe(0);
	},
);

const copy = <Data>(data: Data): Data => JSON.parse(JSON.stringify(data)) as Data;

/** Static data as n8n hands it to a call. */
const empty = (): StaticData => ({ node: {}, shared: {} });

/** What another process wrote for the trigger. */
const written = (stamp: string, ...keys: string[]): StaticData => ({
	node: {},
	shared: { triggerMemory: { n1: { stamp, seen: filledKept(...keys) } } },
});

describe('the memory of a trigger', () => {
	const trigger = { id: 'n1', name: 'WATI Trigger' };
	const registered = (secret: string, changedAt: number): Registration => ({
		secret,
		changedAt,
		id: null,
		url: null,
		phoneNumber: null,
		eventTypes: [],
	});

	beforeEach(() => forgetAll());

	test('survives a restart through static data', () => {
		const data = empty();
		const before = getMemory('w1', 'n1', NOW);
		before.seen.add('a', NOW);
		before.status.accepted = 3;
		before.register(registered('s', 5), data.node);
		before.save(data, trigger, NOW);
		forgetAll();
		const after = getMemory('w1', 'n1', NOW);
		after.merge(copy(data), NOW);
		expect(after.seen.add('a', NOW)).toBe(false);
		expect(after.status.accepted).toBe(3);
		expect(after.current?.secret).toBe('s');
		expect(readTriggerStatus('w1', data.shared)).toMatchObject([
			{ trigger: 'WATI Trigger', accepted: 3 },
		]);
	});

	test('survives a new name of its node, whose own data n8n finds by the name', () => {
		const data = empty();
		const before = getMemory('w1', 'n1', NOW);
		before.seen.add('a', NOW);
		before.save(data, trigger, NOW);
		forgetAll();
		const after = getMemory('w1', 'n1', NOW);
		after.merge({ node: {}, shared: copy(data.shared) }, NOW);
		expect(after.seen.has('a', NOW)).toBe(true);
	});

	test('takes over what an earlier version kept with the node, and leaves nothing there', () => {
		const data: StaticData = {
			node: { stamp: 'old.1', seen: filledKept('a'), status: { accepted: 7 } },
			shared: {},
		};
		const memory = getMemory('w1', 'n1', NOW);
		memory.merge(data, NOW);
		expect(memory.seen.has('a', NOW)).toBe(true);
		expect(memory.status.accepted).toBe(7);
		memory.save(data, trigger, NOW);
		expect(data.node).toEqual({});
	});

	test('keeps the secret out of what other nodes of the workflow can read', () => {
		const data = empty();
		const memory = getMemory('w1', 'n1', NOW);
		memory.register(registered('secret of the address', 5), data.node);
		memory.save(data, trigger, NOW);
		expect(JSON.stringify(data.shared)).not.toContain('secret of the address');
	});

	test('learns from other processes, and is not set back by its own older copies', () => {
		const data = empty();
		const memory = getMemory('w2', 'n1', NOW);
		memory.merge(written('other.1', 'x'), NOW);
		expect(memory.seen.has('x', NOW)).toBe(true);
		memory.merge(written('other.2', 'y'), NOW);
		expect(memory.seen.has('y', NOW)).toBe(true);
		memory.register(registered('new', 9), {});
		memory.merge({ node: { registration: { secret: 'old', changedAt: 1 } }, shared: {} }, NOW);
		expect(memory.current?.secret).toBe('new');
		memory.save(data, trigger, NOW);
		expect(data.node).toMatchObject({ registration: { secret: 'new' } });
	});

	test('writes again what another process wrote over, until both know all of it', () => {
		const [one, other] = [new TriggerMemory(NOW, 'n1'), new TriggerMemory(NOW, 'n1')];
		const [byOne, byOther] = [empty(), empty()];
		one.seen.add('a', NOW);
		other.seen.add('b', NOW);
		one.save(byOne, trigger, NOW);
		other.save(byOther, trigger, NOW);

		const lastWritten = copy(byOther);
		const soon = NOW + 300;
		other.merge(lastWritten, soon);
		expect(other.isDue(lastWritten, soon)).toBe(false);
		one.merge(lastWritten, soon);
		expect(one.seen.has('b', soon)).toBe(true);
		expect(one.isDue(lastWritten, soon)).toBe(true);
		one.save(lastWritten, trigger, soon);
		other.merge(copy(lastWritten), soon);
		expect(other.seen.has('a', soon)).toBe(true);
		expect(other.isDue(lastWritten, soon)).toBe(false);
		expect(one.isDue(lastWritten, soon + 300)).toBe(false);
	});

	test('does not write for facts that are too old to be kept', () => {
		const memory = new TriggerMemory(NOW, 'n1');
		memory.seen.add('old', NOW);
		memory.save(empty(), trigger, NOW);
		const many = Array.from({ length: MOST_STORED + 50 }, (_, place) => `fact ${place}`);
		memory.merge(written('other.1', ...many), NOW);
		expect(memory.seen.has('old', NOW)).toBe(true);
		expect(memory.isDue(written('other.1'), NOW + 300)).toBe(false);
	});

	test('writes facts that start with a call, and knows them only once they are recorded', () => {
		const memory = getMemory('w3', 'n1', NOW);
		const data = empty();
		memory.save(data, trigger, NOW, ['a']);
		expect(memory.seen.has('a', NOW)).toBe(false);
		const next = new TriggerMemory(NOW, 'n1');
		next.merge(copy(data), NOW);
		expect(next.seen.has('a', NOW)).toBe(true);
		memory.record(['a'], NOW, true);
		expect(memory.isDue(data, NOW + 300)).toBe(false);
		memory.record(['b'], NOW, false);
		expect(memory.isDue(data, NOW + 300)).toBe(true);
	});

	test('writes for the other triggers of the workflow, of which a call may hold an older copy', () => {
		const [one, other] = [getMemory('w5', 'n1', NOW), getMemory('w5', 'n2', NOW)];
		const old = empty();
		other.record(['theirs'], NOW, false);
		other.save(empty(), { id: 'n2', name: 'Other' }, NOW);
		one.save(old, trigger, NOW);
		forgetAll();
		const again = getMemory('w5', 'n2', NOW);
		again.merge(copy(old), NOW);
		expect(again.seen.has('theirs', NOW)).toBe(true);
	});

	test('drops what nodes remembered that have been silent for too long', () => {
		const data = empty();
		data.shared.triggerMemory = { gone: { stamp: 'x.1', seen: filledKept('a') } };
		const memory = getMemory('w6', 'n1', NOW);
		memory.save(data, trigger, NOW + (HOURS_REMEMBERED - 1) * HOUR);
		expect(Object.keys(data.shared.triggerMemory)).toContain('gone');
		memory.save(data, trigger, NOW + HOURS_REMEMBERED * HOUR);
		expect(Object.keys(data.shared.triggerMemory)).toEqual(['n1']);
	});

	test('writes again what n8n did not keep', () => {
		const memory = getMemory('w4', 'n1', NOW);
		memory.save(empty(), trigger, NOW);
		const data = empty();
		memory.save(data, trigger, NOW + 1);
		expect(memory.isDue(data, NOW + 5_000)).toBe(false);
		expect(memory.isDue(empty(), NOW + 500)).toBe(false);
		expect(memory.isDue(empty(), NOW + 5_000)).toBe(true);
	});

	test('keeps a bounded number of triggers', () => {
		forgetAll();
		getMemory('first', 'n', NOW).seen.add('a', NOW);
		for (let index = 0; index < 1_000; index++) getMemory(`w${index}`, 'n', NOW);
		expect(getMemory('first', 'n', NOW).seen.size).toBe(0);
	});
});

function filledKept(...keys: string[]) {
	const facts = new DedupeStore();
	for (const key of keys) facts.add(key, NOW);
	return facts.toStored();
}
