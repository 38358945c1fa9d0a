import { executeFilterCondition, type FilterConditionValue, type IDataObject } from 'n8n-workflow';

import {
	ADA,
	BEN,
	FATIMA,
	mapped,
	named,
	number,
	operation,
	textTo,
	useBench,
} from '../wati/setup';

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

test('a refused number is named, and a template is not advised in place of a template', async () => {
	const { error } = await bench.run({
		parameters: operation('template', 'send', {
			whatsappNumber: number('={{ $json.phone }}'),
			template: named('welcome'),
			templateParameters: mapped({ name: 'Eve' }),
		}),
		items: [{ phone: '14155550111' }],
	});
	expect(error?.message).toBe('WATI cannot send to 14155550111');
	expect(error?.description).toContain('Only templates reach someone who never wrote to you.');
});

describe('what may have left although the answer says no is unknown', () => {
	const MANY = 'POST /api/v2/sendTemplateMessages';
	const toBoth = operation('template', 'sendToMany', {
		template: named('welcome'),
		recipientsFrom: 'items',
		whatsappNumber: number('={{ $json.phone }}'),
		templateParameters: mapped({ name: 'Eve' }),
	});
	const receivers = [
		{ waId: ADA, localMessageId: 'f0a1509e-7d3a', isValidWhatsAppNumber: true, errors: [] },
		{ waId: BEN, isValidWhatsAppNumber: false, errors: [] },
	];

	test.each([
		[{ result: false, info: 'A task was canceled.' }, 'unknown'],
		[{ error: 'Request to Meta timed out' }, 'unknown'],
		[{ result: false, receivers }, 'unknown'],
		[{ result: false, receivers: receivers.slice(1) }, 'notSent'],
		[{ result: false, info: 'Broadcasts are switched off' }, 'notSent'],
	])('%j', async (body, outcome) => {
		bench.sandbox.addFault({ endpoint: MANY, kind: 'answer', body });
		const items = [ADA, BEN].map((phone) => ({ phone }));
		const result = await bench.run({ parameters: toBoth, items, onError });
		expect(result.items.map(({ json }) => outcomeOf(json))).toEqual([outcome, outcome]);
	});
});
