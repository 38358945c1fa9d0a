import type { IExecuteData } from 'n8n-workflow';

import { SentItems } from '../../../../../nodes/Wati/operations/send-to-many/sent-items';
import { getRunState } from '../../../../../nodes/shared/http/run-state';
import type { FailureCode } from '../../../../../nodes/shared/errors/catalogue';

const ADA = '14155550101';
const newRun = () => getRunState({} as IExecuteData);
const result = (code?: FailureCode) => ({
	whatsappNumber: ADA,
	...(code ? { failure: { code, message: 'No', httpCode: '200' } } : {}),
});

test('a later try of the same run knows what an earlier one sent', () => {
	const run = newRun();
	new SentItems(run).record(3, 'group', result());
	const later = new SentItems(run);
	expect(later.lookUp(3, 'group', ADA)).toEqual({ whatsappNumber: ADA, remembered: true });
	expect(new SentItems(newRun()).lookUp(3, 'group', ADA)).toBeUndefined();
});

test('another item, group or number is another send', () => {
	const memory = new SentItems(newRun());
	memory.record(3, 'group', result());
	expect(memory.lookUp(4, 'group', ADA)).toBeUndefined();
	expect(memory.lookUp(3, 'other', ADA)).toBeUndefined();
	expect(memory.lookUp(3, 'group', '14155550102')).toBeUndefined();
});

test.each<[FailureCode, boolean]>([
	['outcome-unknown', true],
	['recipient-left-out', true],
	['number-refused', false],
	['rate-limited', false],
])('%s is kept: %p', (code, kept) => {
	const memory = new SentItems(newRun());
	memory.record(0, 'group', result(code));
	expect(memory.lookUp(0, 'group', ADA) !== undefined).toBe(kept);
});
