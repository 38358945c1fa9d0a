import type { IDataObject } from 'n8n-workflow';

import { hashPerson, OptOuts } from '../../../../../nodes/shared/webhooks/memory/opt-outs';

const ADA = '14155550101';
const heard = (isOut: boolean, at: number, people = [ADA], account = '1') => ({
	account,
	people,
	isOut,
	at: at * 1_000,
});

test('the later of two counts, and at the same time opting out', () => {
	const optOuts = new OptOuts();
	expect(optOuts.hear(heard(true, 10))).toBe(true);
	expect(optOuts.hear(heard(true, 12))).toBe(false);
	expect(optOuts.hear(heard(false, 11))).toBe(false);
	expect(optOuts.timeOf(hashPerson('1', ADA))).toBe(12);
	expect(optOuts.hear(heard(false, 12))).toBe(false);
	expect(optOuts.hear(heard(false, 13))).toBe(true);
	expect(optOuts.timeOf(hashPerson('1', ADA))).toBe(-13);
});

test('one person is one in all forms of the number, for one account', () => {
	const optOuts = new OptOuts();
	optOuts.hear(heard(true, 10, ['553187654321']));
	expect(optOuts.timeOf(hashPerson('1', '+55 31 98765-4321'))).toBe(10);
	expect(optOuts.timeOf(hashPerson('2', '553187654321'))).toBeUndefined();
});

test('what is stored names nobody, and comes together from two processes', () => {
	const shared: IDataObject = {};
	const [one, other] = [new OptOuts(), new OptOuts()];
	one.hear(heard(true, 10));
	one.store(shared);
	expect(JSON.stringify(shared)).not.toContain(ADA);
	other.hear(heard(true, 11, ['14155550102']));
	other.store(shared);
	expect(other.timeOf(hashPerson('1', ADA))).toBe(10);
	expect(Object.values(shared.optOuts as IDataObject).sort()).toEqual([10, 11]);
	const broken = new OptOuts();
	broken.merge({ optOuts: { short: 1, '0123456789abcdef': 'x' } });
	broken.merge({ optOuts: 'text' });
	expect(Object.keys(toStored(broken))).toEqual([]);
});

function toStored(optOuts: OptOuts): IDataObject {
	const shared: IDataObject = {};
	optOuts.store(shared);
	return (shared.optOuts ?? {}) as IDataObject;
}

/** Stands for a person by number and by BSUID. */
const namesOf = (place: number) => [`n${place}`, `b${place}`].map((name) => name.padEnd(16, '-'));

test('the oldest of 3,000 people are forgotten, also those who come back with the data of the workflow', () => {
	const optOuts = new OptOuts();
	const shared: IDataObject = {};
	const timesOf = (...places: number[]) =>
		places.map((place) => namesOf(place).map((hash) => optOuts.timeOf(hash)));
	const optOut = (place: number) => optOuts.hearOfHashes(namesOf(place), true, place * 1_000);
	for (let place = 1; place <= 3_000; place++) optOut(place);
	optOuts.store(shared);
	expect(timesOf(1)).toEqual([[1, 1]]);
	for (let place = 3_001; place <= 3_003; place++) {
		optOut(place);
		optOuts.store(shared);
	}
	expect(Object.keys(shared.optOuts as IDataObject)).toHaveLength(6_000);
	expect(timesOf(3, 4, 3_001, 3_003).flat()).toEqual([
		...[undefined, undefined],
		...[4, 3_001, 3_003].flatMap((time) => [time, time]),
	]);
});

test('who chose anew is among the newest', () => {
	const optOuts = new OptOuts();
	for (let place = 1; place <= 3_000; place++) {
		optOuts.hearOfHashes(namesOf(place), true, place * 1_000);
	}
	optOuts.hearOfHashes(namesOf(1), false, 9_000_000);
	optOuts.hearOfHashes(namesOf(3_001), true, 9_001_000);
	expect(optOuts.timeOf(namesOf(1)[0]!)).toBe(-9_000);
	expect(optOuts.timeOf(namesOf(2)[0]!)).toBeUndefined();
});

test('who is known by two names opts out by either, in whatever order that was heard and after a restart', () => {
	const bsuid = 'US.13491208655302741918';
	const names = [ADA, bsuid].map((name) => hashPerson('1', name));
	const timesIn = (optOuts: OptOuts) => names.map((hash) => optOuts.timeOf(hash));
	const both = { ...heard(true, 1, [ADA, bsuid]), isOut: null };
	const shared: IDataObject = {};
	const before = new OptOuts();
	before.hear(both);
	before.store(shared);
	expect(JSON.stringify(shared)).not.toContain('1349120');
	const optOuts = new OptOuts();
	optOuts.merge(shared);
	optOuts.hear(heard(true, 10, [bsuid]));
	expect(timesIn(optOuts)).toEqual([10, 10]);
	optOuts.hear(heard(false, 11, [ADA]));
	expect(timesIn(optOuts)).toEqual([-11, -11]);
	const late = new OptOuts();
	late.hear(heard(true, 10, [ADA]));
	expect(late.hear(both)).toBe(true);
	expect(timesIn(late)).toEqual([10, 10]);
});

test('who has another BSUID now is linked with that one', () => {
	const optOuts = new OptOuts();
	for (const bsuid of ['US.11111111111111', 'US.22222222222222']) {
		optOuts.hear({ ...heard(true, 1, [ADA, bsuid]), isOut: null });
	}
	optOuts.hear(heard(true, 10, ['US.11111111111111']));
	expect(optOuts.timeOf(hashPerson('1', ADA))).toBeUndefined();
	optOuts.hear(heard(true, 11, ['US.22222222222222']));
	expect(optOuts.timeOf(hashPerson('1', ADA))).toBe(11);
});

test.each<[string, Array<[isOut: boolean, at: number, isPreference: boolean]>, boolean]>([
	[
		'words do not take back a preference',
		[
			[true, 1, true],
			[false, 2, false],
		],
		true,
	],
	[
		'nor after a stop word',
		[
			[true, 1, true],
			[true, 2, false],
			[false, 3, false],
		],
		true,
	],
	[
		'a later preference does',
		[
			[true, 1, true],
			[false, 2, true],
		],
		false,
	],
	[
		'and words afterwards count',
		[
			[true, 1, true],
			[false, 2, true],
			[true, 3, false],
		],
		true,
	],
	[
		'an earlier preference does not',
		[
			[true, 2, true],
			[false, 1, true],
		],
		true,
	],
	[
		'words take back words',
		[
			[true, 1, false],
			[false, 2, false],
		],
		false,
	],
])('%s, in whatever order they come', (_what, all, isOut) => {
	for (const order of [all, [...all].reverse()]) {
		const optOuts = new OptOuts();
		for (const [out, at, isPreference] of order) optOuts.hear({ ...heard(out, at), isPreference });
		expect(optOuts.timeOf(hashPerson('1', ADA))! > 0).toBe(isOut);
	}
});
