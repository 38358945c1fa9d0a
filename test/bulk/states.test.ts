import type { Sandbox } from '../../sandbox';
import {
	bulkCalls,
	getErrorCode,
	delivered,
	numberFrom,
	pairs,
	people,
	sendToMany,
	sentNumbers,
	TO_MANY_V2,
	useWorld,
} from './world';

let sandbox: Sandbox;
useWorld((opened) => (sandbox = opened));

const NOT_ON_WHATSAPP = '14155550111';

describe('items that go out together', () => {
	it('sends 2,500 items in 3 calls and gives each its own result in order', async () => {
		const items = people(2500);
		const { items: output, error, hints } = await sendToMany(sandbox, items);
		expect(error).toBeUndefined();
		expect(sentNumbers(sandbox).map((numbers) => numbers.length)).toEqual([1000, 1000, 500]);
		expect(output.map(({ json }) => json.whatsappNumber)).toEqual(items.map(({ phone }) => phone));
		expect(pairs(output)).toEqual(items.map((_, index) => index));
		expect(output[7]?.json).toEqual({
			accepted: true,
			whatsappNumber: '14155560007',
			localMessageId: expect.any(String) as string,
			isValidWhatsAppNumber: true,
		});
		expect(sandbox.messagesTo('14155560007')[0]?.template).toMatchObject({
			broadcastName: 'order_update',
			parameters: [
				{ name: 'name', value: 'Person 7' },
				{ name: 'ordernumber', value: 'A-7' },
			],
		});
		expect(hints.map(({ message }) => message)).toEqual([
			'2,500 recipients in 3 calls, which saved 2,497 calls.',
		]);
	});

	it('makes one call per template, broadcast, channel, connection and version', async () => {
		const items = people(6);
		items.forEach((item, index) => Object.assign(item, { campaign: index % 2 ? 'b' : 'a' }));
		const { items: output } = await sendToMany(sandbox, items, {
			parameters: { options: { broadcastName: '={{ $json.campaign }}' } },
		});
		const bodies = bulkCalls(sandbox).map(({ body }) => body as { broadcast_name: string });
		expect(bodies.map(({ broadcast_name }) => broadcast_name)).toEqual(['a', 'b']);
		expect(pairs(output)).toEqual([0, 1, 2, 3, 4, 5]);
		expect(output.map(({ json }) => json.whatsappNumber)).toEqual(items.map(({ phone }) => phone));
	});

	it('makes one call per connection, with its name', async () => {
		const { connectionId, secondConnectionId } = sandbox;
		const items = people(3);
		items.forEach((item, index) =>
			Object.assign(item, { connection: index === 1 ? secondConnectionId : connectionId }),
		);
		const connection = { __rl: true, mode: 'id', value: '={{ $json.connection }}' };
		await sendToMany(sandbox, items, { parameters: { options: { connection } } });
		expect(sentNumbers(sandbox)).toEqual([['14155560000', '14155560002'], ['14155560001']]);
		expect(bulkCalls(sandbox).map(({ headers }) => headers['maton-connection'])).toEqual([
			connectionId,
			secondConnectionId,
		]);
	});

	it('takes the local message ID of each item, and goes through v1', async () => {
		const parameters = { options: { localMessageId: '=own-id-{{ $json.order }}' } };
		const { items: output } = await sendToMany(sandbox, people(2), { parameters });
		expect(output.map(({ json }) => json.localMessageId)).toEqual(['own-id-A-0', 'own-id-A-1']);
		sandbox.reset();
		const v1 = await sendToMany(sandbox, people(2), {
			parameters: { options: { apiVersion: 'v1' } },
		});
		expect(bulkCalls(sandbox).map(({ path }) => path)).toEqual(['/api/v1/sendTemplateMessages']);
		expect(v1.items.map(({ json }) => json)).toEqual([
			{ accepted: true, whatsappNumber: '14155560000' },
			{ accepted: true, whatsappNumber: '14155560001' },
		]);
	});

	it('fills a form that was left empty from input fields of the same names', async () => {
		const schema = ['name', 'ordernumber'].map((id) => ({
			id,
			displayName: id,
			needed: true,
			required: false,
			defaultMatch: false,
			display: true,
		}));
		const templateParameters = { mappingMode: 'defineBelow', value: {}, schema };
		const items = [
			{ phone: '14155560001', name: 'Ada', ordernumber: 'A-1' },
			{ phone: '14155560002', name: 'Ben' },
		];
		const { items: output } = await sendToMany(sandbox, items, {
			parameters: { templateParameters },
			onError: 'continueRegularOutput',
		});
		expect(sandbox.messagesTo('14155560001')[0]?.template?.parameters).toEqual([
			{ name: 'name', value: 'Ada' },
			{ name: 'ordernumber', value: 'A-1' },
		]);
		expect(output.map(getErrorCode)).toEqual([undefined, 'input-invalid']);
	});

	it('gives results by number, whatever the order of the answer', async () => {
		const receivers = [2, 0, 1].map((index) => ({
			localMessageId: `id-${index}`,
			waId: `1415556000${index}`,
			isValidWhatsAppNumber: index !== 1,
			errors: index === 1 ? ['Invalid WhatsApp number'] : [],
		}));
		sandbox.addFault({ endpoint: TO_MANY_V2, kind: 'answer', body: { result: true, receivers } });
		const { items: output } = await sendToMany(sandbox, people(3), {
			onError: 'continueRegularOutput',
		});
		expect(output.map(({ json }) => json.localMessageId)).toEqual(['id-0', undefined, 'id-2']);
		expect(output[1]?.json).toEqual({
			error: 'WATI cannot send to 14155560001',
			message: expect.stringContaining('[Item 1]') as string,
			details: {
				code: 'number-refused',
				httpCode: '200',
				itemIndex: 1,
				outcome: 'notSent',
				whatsappNumber: '14155560001',
				localMessageId: 'id-1',
				isValidWhatsAppNumber: false,
				errors: ['Invalid WhatsApp number'],
			},
			accepted: false,
			whatsappNumber: '14155560001',
		});
	});
});

/** One item of each kind that is not accepted. */
function mixedItems() {
	const items = people(8);
	items[1]!.phone = 'not a number';
	items[2]!.name = ' ';
	items[3]!.phone = NOT_ON_WHATSAPP;
	items[5]!.phone = '+1 (415) 556-0000';
	return items;
}
const MIXED_CODES = [
	undefined,
	'input-invalid',
	'input-invalid',
	'number-refused',
	'recipient-left-out',
	'recipient-duplicate',
	undefined,
	undefined,
];
const leaveOut = () =>
	sandbox.addFault({
		endpoint: TO_MANY_V2,
		kind: 'leaveOut',
		whatsappNumbers: ['14155560004'],
	});

describe('items that are not accepted', () => {
	it('continue: each failure is a state of its own item, and the others go', async () => {
		leaveOut();
		const { items: output, error } = await sendToMany(sandbox, mixedItems(), {
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		expect(output.map(getErrorCode)).toEqual(MIXED_CODES);
		expect(pairs(output)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
		expect(output[5]?.json.error).toBe('14155560000 is already the recipient of item 0');
		expect(output.map(({ json }) => [json.accepted, json.whatsappNumber])).toEqual([
			[true, '14155560000'],
			[false, 'not a number'],
			[false, '14155560002'],
			[false, NOT_ON_WHATSAPP],
			[false, '14155560004'],
			[false, '+1 (415) 556-0000'],
			[true, '14155560006'],
			[true, '14155560007'],
		]);
		expect(bulkCalls(sandbox)).toHaveLength(1);
		expect(delivered(sandbox, ['14155560000', '14155560004', '14155560007'])).toEqual([1, 0, 1]);
	});

	it('error output: failed items leave there, each linked to its input', async () => {
		leaveOut();
		const { items: output, errorItems } = await sendToMany(sandbox, mixedItems(), {
			onError: 'continueErrorOutput',
		});
		expect(pairs(output)).toEqual([0, 6, 7]);
		expect(pairs(errorItems)).toEqual([1, 2, 3, 4, 5]);
		expect(errorItems.map(getErrorCode)).toEqual(MIXED_CODES.filter((code) => code !== undefined));
	});

	it('stop: a bad item is found before the first call leaves', async () => {
		const { error } = await sendToMany(sandbox, mixedItems());
		expect(bulkCalls(sandbox)).toHaveLength(0);
		expect(error?.message).toBe(
			"The field 'Contact Number' contains no WhatsApp number: not a number",
		);
		expect(error?.description).toMatch(/[^\]] Of 8 items: 3 failed \(items 1, 2, 5\); 5 not sent/);
	});

	it('stop: nothing leaves after the first call with a refused recipient', async () => {
		const items = people(2002);
		items[1017]!.phone = NOT_ON_WHATSAPP;
		const { error } = await sendToMany(sandbox, items);
		expect(bulkCalls(sandbox)).toHaveLength(2);
		expect(error?.context.code).toBe('number-refused');
		expect(error?.description).not.toContain('[Item 1017]');
		expect(error?.description).toContain('1999 sent (items 0, 1, 2');
		expect(error?.description).toContain('1 failed (item 1017)');
		expect(error?.description).toContain('2 not sent (items 2000, 2001)');
	});

	it('sends duplicates when asked to, each with its own ID', async () => {
		const items = [...people(1), ...people(1)];
		const { items: output } = await sendToMany(sandbox, items, {
			parameters: {
				options: { localMessageId: '=duplicate-{{ $itemIndex }}', sendDuplicates: true },
			},
		});
		expect(output.map(({ json }) => json.localMessageId)).toEqual(['duplicate-0', 'duplicate-1']);
		expect(delivered(sandbox, ['14155560000'])).toEqual([2]);
	});

	it('a failed expression is the failure of its item', async () => {
		const items = [...people(1), { phone: null, name: 'Nobody', order: '1' }];
		const { items: output } = await sendToMany(sandbox, items, {
			parameters: { whatsappNumber: numberFrom('={{ $json.phone ?? $jmespath(1, 2) }}') },
			onError: 'continueRegularOutput',
		});
		expect(output.map(getErrorCode)).toEqual([undefined, 'input-invalid']);
		expect(output[1]?.json.error).toMatch(/two arguments/);
	});

	it('an unknown template refuses all, and only one call finds that out', async () => {
		const { items: output } = await sendToMany(sandbox, people(1002), {
			parameters: { template: { __rl: true, mode: 'name', value: 'no_such_template' } },
			onError: 'continueRegularOutput',
		});
		expect(bulkCalls(sandbox)).toHaveLength(1);
		expect([...new Set(output.map(getErrorCode))]).toEqual(['template-refused', 'not-tried']);
		expect(getErrorCode(output[999]!)).toBe('template-refused');
		expect(getErrorCode(output[1000]!)).toBe('not-tried');
	});
});
