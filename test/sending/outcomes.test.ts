import { executeFilterCondition, type FilterConditionValue, type IDataObject } from 'n8n-workflow';

import { ADA, FATIMA, textTo, useBench } from '../wati/setup';

const bench = useBench();
const onError = 'continueRegularOutput';
const SEND_TEXT = 'POST /api/v1/sendSessionMessage/{whatsappNumber}';

/** Whether n8n's IF node takes a condition for true, with its default settings and with *Convert types where required*. */
function judge(condition: Omit<FilterConditionValue, 'id'>): boolean[] {
	return (['strict', 'loose'] as const).map((typeValidation) => {
		const options = { caseSensitive: true, leftValue: '', typeValidation, version: 2 } as const;
		return executeFilterCondition({ id: '1', ...condition }, options);
	});
}

const isFalse = (leftValue: unknown) =>
	judge({
		leftValue: leftValue as string,
		rightValue: '',
		operator: { type: 'boolean', operation: 'false', singleValue: true },
	});
const equals = (leftValue: unknown, rightValue: string) =>
	judge({
		leftValue: leftValue as string,
		rightValue,
		operator: { type: 'string', operation: 'equals' },
	});

const outcomeOf = ({ details }: IDataObject) => (details as IDataObject | undefined)?.outcome;

/** n8n's IF node takes an unknown `accepted` for false, so that another field says what may be sent again. */
test.each<[string, () => void, IDataObject, string]>([
	['refused', () => undefined, textTo(FATIMA), 'notSent'],
	[
		'of unknown outcome',
		() => bench.sandbox.addFault({ endpoint: SEND_TEXT, kind: 'dropAfter', tookEffect: true }),
		textTo(ADA),
		'unknown',
	],
	[
		'sent in part',
		() => bench.sandbox.addFault({ endpoint: SEND_TEXT, kind: 'status', status: 400, after: 1 }),
		{ ...textTo(ADA, 'Long words. '.repeat(30)), options: { splitAfter: 200 } },
		'partlySent',
	],
])('a message that was %s', async (_what, prepare, parameters, outcome) => {
	prepare();
	const { items } = await bench.run({ parameters: parameters as never, onError });
	const json = items[0]!.json;
	expect(outcomeOf(json)).toBe(outcome);
	expect(isFalse(json.accepted)).toEqual([true, true]);
	expect(equals(outcomeOf(json), 'notSent')).toEqual(Array(2).fill(outcome === 'notSent'));
});

test('an accepted message is none that was not sent', async () => {
	const { items } = await bench.run({ parameters: textTo(ADA), onError });
	expect(equals(outcomeOf(items[0]!.json), 'notSent')).toEqual([false, false]);
});

test('the error output tells it as well', async () => {
	const { errorItems } = await bench.run({
		parameters: textTo(FATIMA),
		onError: 'continueErrorOutput',
	});
	expect(outcomeOf(errorItems[0]!.json)).toBe('notSent');
});
