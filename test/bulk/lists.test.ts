import type { Sandbox } from '../../sandbox';
import { bulkCalls, getErrorCode, sendToMany, sentNumbers, TO_MANY_V2, useWorld } from './world';

let sandbox: Sandbox;
useWorld((opened) => (sandbox = opened));

const numberOf = (place: number) => String(14_155_560_000 + place);

/** Sends to a list of so many people that one item holds. */
async function sendList(count: number, onError?: 'continueRegularOutput') {
	const recipients = Array.from({ length: count }, (_, place) => ({
		whatsappNumber: numberOf(place),
		parameters: { name: 'Ada', ordernumber: '1' },
	}));
	return await sendToMany(sandbox, [{}], {
		parameters: { recipientsFrom: 'json', recipientsJson: JSON.stringify(recipients) },
		...(onError ? { onError } : {}),
	});
}

/** Makes WATI refuse the first of so many recipients. */
function refuse(refused: number, of: number): void {
	const receivers = Array.from({ length: of }, (_, place) => ({
		waId: numberOf(place),
		localMessageId: `id-${place}`,
		isValidWhatsAppNumber: place >= refused,
		errors: place < refused ? [`No. ${place}`] : [],
	}));
	sandbox.addFault({ endpoint: TO_MANY_V2, kind: 'answer', body: { result: true, receivers } });
}

test.each([
	[5, 'WATI did not accept 5 of 7 recipients: ', '', '2 recipients'],
	[6, 'WATI did not accept 6 of 7 recipients: ', '; and 1 more', '1 recipient'],
])('names five of %i refused recipients', async (refused, begin, end, accepted) => {
	refuse(refused, 7);
	const { error } = await sendList(7);
	const named = [0, 1, 2, 3, 4].map((place) => `${numberOf(place)}: No. ${place}`);
	expect(error?.message).toBe(`${begin}${named.join('; ')}${end}`);
	expect(error?.description).toBe(
		`WATI accepted ${accepted}: do not send to them again. Not tried: 0. Set On Error to continue to get one item per recipient. [Item 0]`,
	);
});

test('tells of a recipient what is known, and nothing else', async () => {
	const { items } = await sendList(1);
	expect(items[0]!.json).toStrictEqual({
		accepted: true,
		whatsappNumber: numberOf(0),
		localMessageId: expect.any(String) as string,
	});
});

test('a full call is followed by no empty one', async () => {
	const { items } = await sendList(1_000);
	expect(items).toHaveLength(1_000);
	expect(bulkCalls(sandbox)).toHaveLength(1);
});

describe('somebody who stands in the list twice', () => {
	const parameters = { name: 'Ada', ordernumber: '1' };
	// The second is the same person in other notation, the last one in the form in which WhatsApp names them.
	const given = [
		'14155560000',
		'+1 (415) 556-0000',
		'14155560001',
		'5541987654321',
		'554187654321',
	];
	const json = (more = {}) => ({
		recipientsFrom: 'json',
		recipientsJson: JSON.stringify(given.map((whatsappNumber) => ({ whatsappNumber, parameters }))),
		...more,
	});
	const form = {
		recipientsFrom: 'form',
		recipients: {
			recipient: given.map((whatsappNumber) => ({
				whatsappNumber,
				parameters: {
					pair: Object.entries(parameters).map(([name, value]) => ({ name, value })),
				},
			})),
		},
	};

	test.each([
		['JSON', json()],
		['form', form],
	])('%s: gets the template once, and is named', async (_, list) => {
		const { items, error } = await sendToMany(sandbox, [{}], { parameters: list });
		expect(error).toBeUndefined();
		expect(sentNumbers(sandbox)).toEqual([['14155560000', '14155560001', '5541987654321']]);
		expect(items.map((item) => getErrorCode(item) ?? item.json.accepted)).toEqual([
			true,
			'recipient-duplicate',
			true,
			true,
			'recipient-duplicate',
		]);
		expect(items[1]!.json).toMatchObject({
			error: '14155560000 is already recipient 1 of this list',
			details: { whatsappNumber: '14155560000' },
			accepted: false,
			whatsappNumber: '14155560000',
		});
		expect(items[4]!.json.error).toMatch(/ is already recipient 4 of this list$/);
	});

	test('gets it each time where that is wanted', async () => {
		await sendToMany(sandbox, [{}], { parameters: json({ options: { sendDuplicates: true } }) });
		expect(sentNumbers(sandbox)[0]).toHaveLength(5);
	});

	test('is named by a preview', async () => {
		const { items } = await sendToMany(sandbox, [{}], {
			parameters: json({ options: { previewOnly: true } }),
		});
		expect(items[0]!.json).toMatchObject({
			recipients: 3,
			findings: expect.arrayContaining([
				'14155560000 is already recipient 1 of this list',
			]) as string[],
		});
	});
});

describe('a preview of a list with a bad recipient', () => {
	const good = { name: 'Ada', ordernumber: '1' };
	const rows = [
		{ whatsappNumber: 'nobody', parameters: { name: '#N/A' } },
		{ whatsappNumber: '14155560001', parameters: good },
		{ whatsappNumber: '14155560002', parameters: { name: 'Ben' } },
	];
	const recipient = rows.map(({ whatsappNumber, parameters }) => ({
		whatsappNumber,
		parameters: { pair: Object.entries(parameters).map(([name, value]) => ({ name, value })) },
	}));
	const watiCredential = () => {
		const { url, tenantId, watiToken: accessToken } = sandbox;
		return { apiUrl: `${url}/${tenantId}`, accessToken };
	};
	const scheduled = { authentication: 'watiApi', scheduledAt: '2099-01-01T10:00:00Z' };

	test.each([
		['sendToMany', 'JSON', { recipientsFrom: 'json', recipientsJson: JSON.stringify(rows) }],
		['sendToMany', 'form', { recipientsFrom: 'form', recipients: { recipient } }],
		['schedule', 'form', { recipientsFrom: 'form', recipients: { recipient }, ...scheduled }],
	])('%s, %s: shows who can be sent to, and all findings', async (operation, _, list) => {
		const { items } = await sendToMany(sandbox, [{}], {
			parameters: { operation, ...list, options: { previewOnly: true } },
			...(operation === 'schedule' ? { credentials: { watiApi: watiCredential() } } : {}),
		});
		expect(items[0]!.json).toMatchObject({
			text: 'Hi Ada, order 1 shipped.',
			recipients: 2,
			calls: 1,
			findings: [
				expect.stringContaining("The field 'Recipients 1, Contact Number' contains no WhatsApp number"),
				expect.stringMatching(/Recipients 1.*#N\/A/),
				"14155560002: the template needs a value for 'ordernumber'",
			],
		});
		expect(bulkCalls(sandbox)).toEqual([]);
	});

	test('of bad ones only: nobody, no call', async () => {
		const recipientsJson = JSON.stringify(rows.slice(0, 1));
		const { items } = await sendToMany(sandbox, [{}], {
			parameters: { recipientsFrom: 'json', recipientsJson, options: { previewOnly: true } },
		});
		expect(items[0]!.json).toMatchObject({ recipients: 0, calls: 0 });
		expect(items[0]!.json.findings).toHaveLength(2);
	});
});
