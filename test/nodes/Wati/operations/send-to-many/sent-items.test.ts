import { SentItems } from '../../../../../nodes/Wati/operations/send-to-many/sent-items';
import type { FailureCode } from '../../../../../nodes/shared/errors/catalogue';

const ADA = '14155550101';
const to = (itemIndex: number, template = 'sale', whatsappNumber = ADA) => ({
	itemIndex,
	template,
	whatsappNumber,
});
const result = (code?: FailureCode) => ({
	whatsappNumber: ADA,
	...(code ? { failure: { code, message: 'No', httpCode: '200' } } : {}),
});

test('a later try of the same run knows what an earlier one sent', () => {
	const run = new Map();
	new SentItems(run).record(to(3), result());
	const later = new SentItems(run);
	expect(later.lookUp(to(3))).toEqual({ whatsappNumber: ADA, remembered: true });
	expect(new SentItems(new Map()).lookUp(to(3))).toBeUndefined();
});

test('another item, template or number is another send', () => {
	const memory = new SentItems(new Map());
	memory.record(to(3), result());
	expect(memory.lookUp(to(4))).toBeUndefined();
	expect(memory.lookUp(to(3, 'other'))).toBeUndefined();
	expect(memory.lookUp(to(3, 'sale', '14155550102'))).toBeUndefined();
});

test.each<[FailureCode, boolean]>([
	['outcome-unknown', true],
	['recipient-left-out', true],
	['number-refused', false],
	['rate-limited', false],
])('%s is kept: %p', (code, kept) => {
	const memory = new SentItems(new Map());
	memory.record(to(0), result(code));
	expect(memory.lookUp(to(0)) !== undefined).toBe(kept);
});
