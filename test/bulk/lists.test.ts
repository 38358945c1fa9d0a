import type { Sandbox } from '../../sandbox';
import { bulkCalls, sendToMany, TO_MANY_V2, useWorld } from './world';

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
	[5, '5 of 7 recipients were not accepted: ', ''],
	[6, '6 of 7 recipients were not accepted: ', '; and 1 more'],
])('names five of %i refused recipients', async (refused, begin, end) => {
	refuse(refused, 7);
	const { error } = await sendList(7);
	const named = [0, 1, 2, 3, 4].map((place) => `${numberOf(place)}: No. ${place}`);
	expect(error?.message).toBe(`${begin}${named.join('; ')}${end}`);
	expect(error?.description).toBe(
		`${7 - refused} recipients were accepted: do not send to them again. 0 were not tried. Set On Error to continue to get one item per recipient. [Item 0]`,
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
