import type { Sandbox } from '../../sandbox';
import { bulkCalls, getErrorCode, pairs, people, sendToMany, sentNumbers, useWorld } from './world';

let sandbox: Sandbox;
useWorld((opened) => (sandbox = opened));

describe('delivery options with input items', () => {
	it('previews each call, and what is wrong with an item, without sending', async () => {
		const items = people(1002);
		items[1]!.phone = 'nobody';
		const { items: output, error } = await sendToMany(sandbox, items, {
			parameters: { options: { previewOnly: true } },
		});
		expect(error).toBeUndefined();
		expect(bulkCalls(sandbox)).toHaveLength(0);
		expect(output.map(({ json }) => [json.recipients, json.calls])).toEqual([
			[1000, 1],
			[1, 1],
		]);
		expect(output[0]?.json).toMatchObject({
			text: 'Hi Person 0, order A-0 shipped.',
			findings: [
				expect.stringMatching(
					/^Item 1: The field 'Contact Number' contains no WhatsApp number: nobody\. Enter .*[^\]]$/,
				),
			],
		});
		expect(output[0]?.pairedItem).toHaveLength(1001);
		expect(output[1]?.pairedItem).toEqual([{ item: 1001 }]);
		const full = await sendToMany(sandbox, people(1000), {
			parameters: { options: { previewOnly: true } },
		});
		expect(full.items.map(({ json }) => json.calls)).toEqual([1]);
	});

	it('shows all that is wrong with each item, also where none can be sent', async () => {
		const items = [{ phone: 'nobody', name: {} }];
		const { items: output } = await sendToMany(sandbox, items, {
			parameters: { options: { previewOnly: true } },
		});
		expect(output).toEqual([
			{
				json: {
					preview: true,
					text: '',
					recipients: 0,
					calls: 0,
					findings: [
						expect.stringMatching(/^Item 0: The field 'Contact Number' contains no/),
						expect.stringMatching(/^Item 0: .*Parameters, name'/),
					],
				},
				pairedItem: [{ item: 0 }],
			},
		]);
	});

	it('guards each item by its number, and the template of all', async () => {
		const { items: output } = await sendToMany(sandbox, people(3), {
			parameters: { options: { agentLimits: { allowedNumbers: '14155560000, 14155560002' } } },
			onError: 'continueRegularOutput',
		});
		expect(output.map(getErrorCode)).toEqual([undefined, 'guard-refused', undefined]);
		expect(sentNumbers(sandbox)).toEqual([['14155560000', '14155560002']]);
		const { error } = await sendToMany(sandbox, people(3), {
			parameters: { options: { agentLimits: { allowedTemplates: 'welcome' } } },
		});
		expect(error?.context.code).toBe('guard-refused');
		expect(bulkCalls(sandbox)).toHaveLength(1);
	});

	it('keeps to the recipients per call and the messages per execution that the guard allows', async () => {
		const onError = 'continueRegularOutput';
		const inOne = await sendToMany(sandbox, people(3), {
			parameters: { options: { agentLimits: { mostRecipients: 2 } } },
			onError,
		});
		expect(inOne.items.map(getErrorCode)).toEqual([
			'guard-refused',
			'guard-refused',
			'guard-refused',
		]);
		const inAll = await sendToMany(sandbox, people(1202), {
			parameters: { options: { agentLimits: { mostSends: 1200 } } },
			onError,
		});
		expect(getErrorCode(inAll.items[999]!)).toBeUndefined();
		expect(getErrorCode(inAll.items[1000]!)).toBe('guard-refused');
		expect(sentNumbers(sandbox).map((numbers) => numbers.length)).toEqual([1000]);
	});

	it('tells what the items cost, so that the sum is right', async () => {
		const { items: output } = await sendToMany(sandbox, people(1002), {
			parameters: { options: { includeUsage: true } },
		});
		const usage = output.map(({ json }) => json.usage as { calls: number; saved: number });
		expect(usage.reduce((sum, { calls }) => sum + calls, 0)).toBe(2);
		expect(usage.reduce((sum, { saved }) => sum + saved, 0)).toBe(1000);
		expect(usage[0]).toEqual({ calls: 1, retries: 0, saved: 999 });
		expect(usage[1]).toEqual({ calls: 0, retries: 0, saved: 0 });
	});

	it('knows a person in every form of their number', async () => {
		const items = ['5541987654321', '554187654321', '+55 41 8765-4321'].map((phone, index) => ({
			...people(1)[0],
			phone,
			order: `A-${index}`,
		}));
		const { items: output } = await sendToMany(sandbox, items, {
			onError: 'continueRegularOutput',
		});
		const repeated = 'recipient-duplicate';
		expect(output.map(getErrorCode)).toEqual([undefined, repeated, repeated]);
		expect(sentNumbers(sandbox)).toHaveLength(1);
	});

	it('adds the default country to numbers, and finds duplicates behind it', async () => {
		const items = ['0171 1234567', '+49 171 1234567', '+14155560000'].map((phone, index) => ({
			...people(1)[0],
			phone,
			order: `A-${index}`,
		}));
		const { items: output } = await sendToMany(sandbox, items, {
			parameters: { options: { defaultCountryCode: '49' } },
			onError: 'continueRegularOutput',
		});
		expect(output.map(getErrorCode)).toEqual([undefined, 'recipient-duplicate', undefined]);
		expect(sentNumbers(sandbox)).toEqual([['491711234567', '14155560000']]);
		expect(pairs(output)).toEqual([0, 1, 2]);
	});
});
