import type { Sandbox } from '../../sandbox';
import { useApartTests } from '../wati/setup';
import {
	bulkCalls,
	getErrorCode,
	delivered,
	people,
	sendToMany,
	TO_MANY_V2,
	useWorld,
} from './world';

let sandbox: Sandbox;
useWorld((opened) => (sandbox = opened));

useApartTests();

const MESSAGES = 'GET /api/v1/getMessages/{whatsappNumber}';
const parameters = { options: { verify: true } };
const onError = 'continueRegularOutput' as const;
const looks = () => sandbox.requests.filter(({ endpoint }) => endpoint === MESSAGES).length;
const phones = (count: number) => people(count).map(({ phone }) => String(phone));

it('settles each recipient of a call whose answer was lost, with one look each', async () => {
	sandbox.addFault({ endpoint: TO_MANY_V2, kind: 'dropAfter' });
	const { items, error } = await sendToMany(sandbox, people(3), { parameters });
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json)).toEqual(
		phones(3).map((whatsappNumber) => ({
			accepted: true,
			whatsappNumber,
			localMessageId: expect.any(String) as string,
			verified: true,
		})),
	);
	expect([bulkCalls(sandbox).length, looks()]).toEqual([1, 3]);
	expect(delivered(sandbox, phones(3))).toEqual([1, 1, 1]);
});

it('looks at the first ten of a long call only, and tells the others what it saw', async () => {
	sandbox.addFault({ endpoint: TO_MANY_V2, kind: 'dropAfter' });
	const { items } = await sendToMany(sandbox, people(40), { parameters, onError });
	expect(items.map(({ json }) => json.verified === true)).toEqual(
		items.map((_, place) => place < 10),
	);
	expect(getErrorCode(items[10]!)).toBe('outcome-unknown');
	expect(items[10]!.json.message).toMatch(
		/^Chats of this call that were looked at: 10\. The message is in 10 of them\. It was not sent again: .*\[Item 10\]$/,
	);
	expect([bulkCalls(sandbox).length, looks()]).toEqual([1, 10]);
});

it('a call that never arrived stays unknown after two looks at each chat, and is not sent again', async () => {
	sandbox.addFault({ endpoint: TO_MANY_V2, kind: 'dropBefore' });
	const { error } = await sendToMany(sandbox, people(4), {
		parameters,
		retryOnFail: { maxTries: 2, waitBetweenTries: 0 },
	});
	expect(error?.context.code).toBe('outcome-unknown');
	expect(error?.description).toContain('The message is in 0 of them.');
	expect(error?.description).toContain('Of 4 items: 4 may have been sent');
	expect([bulkCalls(sandbox).length, looks()]).toEqual([1, 8]);
});

it('says when chats could not be read', async () => {
	sandbox.addFault({ endpoint: TO_MANY_V2, kind: 'dropAfter' });
	sandbox.addFault({ endpoint: MESSAGES, kind: 'status', status: 403, times: 0 });
	const { items } = await sendToMany(sandbox, people(2), { parameters, onError });
	expect(items.map(getErrorCode)).toEqual(['outcome-unknown', 'outcome-unknown']);
	expect(items[0]!.json.message).toContain('The message is in 0 of them, 2 could not be read.');
});

it('settles the recipients of a list in one item as well', async () => {
	sandbox.addFault({ endpoint: TO_MANY_V2, kind: 'dropAfter' });
	const recipients = people(2).map(({ phone }) => ({
		whatsappNumber: phone,
		parameters: { name: 'Ada', ordernumber: '1' },
	}));
	const { items } = await sendToMany(sandbox, [{}], {
		parameters: {
			...parameters,
			recipientsFrom: 'json',
			recipientsJson: JSON.stringify(recipients),
		},
	});
	expect(items.map(({ json }) => [json.whatsappNumber, json.verified])).toEqual(
		phones(2).map((phone) => [phone, true]),
	);
});

it('a message of an accepted call does not prove another one to the same number', async () => {
	sandbox.addFault({ endpoint: TO_MANY_V2, kind: 'dropBefore', after: 1 });
	const items = [...people(1), ...people(1)].map((item, place) => ({ ...item, campaign: place }));
	const { items: output } = await sendToMany(sandbox, items, {
		parameters: { ...parameters, options: { broadcastName: '=c{{ $json.campaign }}' } },
		onError,
	});
	expect(output.map(getErrorCode)).toEqual([undefined, 'outcome-unknown']);
	expect(delivered(sandbox, phones(1))).toEqual([1]);
});
