import { META_CODES, META_CODES_SOURCE } from '../../../nodes/services/meta/errors/codes';
import { FAILURES } from '../../../nodes/shared/errors/catalogue';
import { shown } from '../../wati/setup';
import { byId, graphError, MESSAGES, op, send, text, useMeta } from '../setup';

const meta = useMeta();

/** What the server answers to the next message. */
const answerWith = (status: number, body: unknown, times = 1) =>
	meta.sandbox.addFault({ endpoint: MESSAGES, kind: 'status', status, body, times });

describe('every number of Meta', () => {
	const rows = Object.entries(META_CODES).map(([number, row]) => ({
		number: Number(number),
		...row,
	}));

	const isSubcode = ({ number }: { number: number }) => number > 2_000_000;
	const plain = rows.filter((row) => !isSubcode(row) && !row.isVague);

	test.each(plain.filter(({ code }) => code !== 'rate-limited'))(
		'$number is $code, in the words of Meta',
		async ({ number, code, advice, meaning }) => {
			answerWith(400, graphError(number, 'What Meta calls it', 'What is wrong'));
			const run = await meta.run({ parameters: text() });
			expect(shown(run)).toEqual({
				message: meaning,
				words: `(#${number}) What Meta calls it: What is wrong`,
				description: expect.stringMatching(/\S.*\. \[Item 0\]$/),
				code,
				httpCode: '400',
				itemIndex: 0,
			});
			expect(run.error?.context.serviceCode).toBe(number);
			const told = `Meta answered: "(#${number}) What Meta calls it: What is wrong". [Item 0]`;
			expect(run.error?.description).toContain(advice ? `${advice} ${told}` : told);
			expect(run.error?.description).not.toContain('WATI');
			expect(meta.bench.count(MESSAGES)).toBe(1);
		},
	);

	test.each(rows)('$number has a code of the catalogue and no advice about WATI', (row) => {
		expect(Object.keys(FAILURES)).toContain(row.code);
		expect(`${row.meaning} ${row.advice ?? ''}`).not.toMatch(/WATI/i);
	});

	test.each(rows.filter(isSubcode))(
		'the subcode $number is $code, in the words of Meta',
		async ({ number, code, advice, meaning }) => {
			const { error } = graphError(100, 'x');
			const told = {
				message: 'Invalid parameter',
				error_subcode: number,
				error_user_msg: 'Too long',
			};
			answerWith(400, { error: { ...error, ...told } });
			const run = await meta.run({ parameters: text() });
			expect(shown(run)).toMatchObject({
				message: meaning,
				words: 'Invalid parameter: Too long',
				code,
			});
			expect(run.error?.description).toContain(advice);
		},
	);

	test.each(rows.filter(({ isVague }) => isVague))(
		'$number leaves the outcome to the HTTP status',
		async ({ number }) => {
			answerWith(500, graphError(number, 'Unknown'));
			const unknown = await meta.run({ parameters: text() });
			answerWith(400, graphError(number, 'Unknown'));
			const refused = await meta.run({ parameters: text() });
			expect([shown(unknown).code, shown(refused).code]).toEqual([
				'outcome-unknown',
				'request-refused',
			]);
		},
	);

	test('131052 is the file of the customer, 131053 the one of the business', () => {
		expect(META_CODES[131052]!.meaning).toContain('customer sent');
		expect(META_CODES[131053]!.advice).toContain('link opens');
	});

	test('the list names its source and its day', () => {
		expect(META_CODES_SOURCE.url).toMatch(/^https:\/\/developers\.facebook\.com\//);
		expect(META_CODES_SOURCE.date).toMatch(/^2026-\d\d-\d\d$/);
	});

	test('permissions are the hundred from 200 on', async () => {
		answerWith(403, graphError(230, 'Permission'));
		expect(shown(await meta.run({ parameters: text() })).code).toBe('not-allowed');
	});
});

describe('what the sandbox refuses as Meta does', () => {
	const { newPhoneNumberId, testPhoneNumberId } = {
		newPhoneNumberId: '100200300400603',
		testPhoneNumberId: '100200300400602',
	};

	test.each([
		[
			text('Hello', { phoneNumberId: byId(testPhoneNumberId), whatsappNumber: '14155550102' }),
			'number-refused',
			131030,
		],
		[text('Hello', { phoneNumberId: byId(newPhoneNumberId) }), 'not-allowed', 133010],
		[text('Hello', { whatsappNumber: '14155550300' }), 'number-refused', 131021],
		[text('Hello', { phoneNumberId: byId('100200300400699') }), 'not-found', 100],
		[send('sendImage', { mediaSource: 'id', mediaId: '12345678' }), 'request-refused', 100],
		[op('media', 'getUrl', { mediaId: '12345678' }), 'not-found', 100],
		[
			send('sendTemplate', { template: { __rl: true, mode: 'name', value: 'no_such|en_US' } }),
			'template-refused',
			132001,
		],
		[
			send('sendTemplate', { template: { __rl: true, mode: 'name', value: 'order_update|en_US' } }),
			'template-refused',
			132000,
		],
		[
			send('sendTemplate', { template: { __rl: true, mode: 'name', value: 'winter_sale|en_US' } }),
			'template-refused',
			132015,
		],
	])('%j is %s (%i)', async (parameters, code, number) => {
		const run = await meta.run({ parameters });
		expect([shown(run).code, run.error?.context.serviceCode]).toEqual([code, number]);
		expect(meta.sent).toEqual([]);
	});

	test('an ID that leads to nothing is not said to be a phone number', async () => {
		const run = await meta.run({ parameters: op('media', 'getUrl', { mediaId: '12345678' }) });
		expect(shown(run).message).toBe(
			'Meta found nothing with this ID, or the token has no access to it',
		);
	});

	test('an account that is locked, and one whose permission expired', async () => {
		const account = meta.sandbox.businessAccount();
		account.isLocked = true;
		const locked = await meta.run({ parameters: text() });
		account.hasExpired = true;
		const expired = await meta.run({ parameters: text() });
		expect(
			[locked, expired].map((run) => [shown(run).code, run.error?.context.serviceCode]),
		).toEqual([
			['not-allowed', 131031],
			['credential-refused', 190],
		]);
		expect(shown(expired).description).toContain("Meta's permission in the Maton connection");
	});
});

describe('failures of Maton', () => {
	test.each([
		[{ apiKey: 'wrong' }, 'credential-refused', 'Invalid API key', '401'],
		[
			{ connectionId: '11111111-2222-4333-8444-555555555555' },
			'no-connection',
			'No active connection found for app: whatsapp-business',
			'400',
		],
	])('%j is %s', async (more, code, words, httpCode) => {
		const run = await meta.run({ parameters: text(), credentials: meta.credentials(more) });
		expect(shown(run)).toMatchObject({ code, words, httpCode });
		expect(shown(run).description).not.toContain('WATI');
	});

	test('a refusal without words is said in the name of Meta', async () => {
		answerWith(400, {});
		expect(shown(await meta.run({ parameters: text() })).message).toBe(
			'Meta did not accept the request',
		);
	});
});

test('with continue on error the item carries the number', async () => {
	answerWith(400, graphError(131047, 'Re-engagement message', 'More than 24 hours have passed'));
	const { items } = await meta.run({
		parameters: text('={{ $json.words }}'),
		items: [{ words: 'first' }, { words: 'second' }],
		onError: 'continueRegularOutput',
	});
	const failed = items.filter(({ json }) => json.error !== undefined);
	expect(failed).toMatchObject([
		{
			json: {
				error: 'The 24-hour window of this chat is closed',
				message: expect.stringMatching(
					/operation Send Template.*Meta answered: "\(#131047\) Re-engagement message/,
				),
				details: { code: 'window-closed', httpCode: '400', serviceCode: 131047 },
			},
		},
	]);
	expect(items).toHaveLength(2);
});

describe('too many requests', () => {
	test.each([
		[130429, 400],
		[130429, 429],
		[4, 400],
		[80007, 400],
		[131056, 400],
		[131056, 429],
	])('%i with status %i is sent again after a pause, and arrives once', async (number, status) => {
		answerWith(status, graphError(number, 'Rate limit hit'));
		const { items, error } = await meta.run({ parameters: text() });
		expect(error).toBeUndefined();
		expect(items[0]?.json.accepted).toBe(true);
		expect([meta.bench.count(MESSAGES), meta.sent.length]).toEqual([2, 1]);
	});

	test('too many to one person hold nobody else back', async () => {
		const body = graphError(131056, 'Pair rate limit hit');
		meta.sandbox.addFault({ endpoint: MESSAGES, kind: 'status', status: 400, body, retryAfter: 2 });
		const { error } = await meta.run({
			parameters: text('Hello', { whatsappNumber: '={{ $json.to }}' }),
			items: [{ to: '14155550101' }, { to: '14155550102' }, { to: '14155550103' }],
		});
		expect(error).toBeUndefined();
		const [first, second, third, again] = meta.bench.requests;
		expect(again!.at - first!.at).toBeGreaterThanOrEqual(1_900);
		expect(Math.max(second!.at, third!.at) - first!.at).toBeLessThan(again!.at - first!.at);
		expect(meta.sent).toHaveLength(3);
	});
});
