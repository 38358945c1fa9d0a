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

test('the oldest are forgotten beyond 3,000', () => {
	const optOuts = new OptOuts();
	for (let place = 0; place < 3_001; place++) {
		optOuts.hear(heard(true, place + 1, [String(14_155_550_000 + place)]));
	}
	expect(Object.keys(toStored(optOuts))).toHaveLength(3_000);
	expect(optOuts.timeOf(hashPerson('1', '14155550000'))).toBeUndefined();
	expect(optOuts.timeOf(hashPerson('1', '14155550001'))).toBe(2);
});
