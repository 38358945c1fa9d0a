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
