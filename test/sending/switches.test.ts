import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ADA, BEN, direct, named, number, operation, shown, textTo, useBench } from '../wati/setup';

const bench = useBench();

const withOptions = (options: INodeParameters, to = ADA) => ({ ...textTo(to), options });

async function optOut(who: string): Promise<void> {
	const parameters = { whatsappNumber: number(who), optOutChange: 'out' };
	const { error } = await bench.run({ parameters: operation('contact', 'setOptOut', parameters) });
	expect(error).toBeUndefined();
}

describe('a switch whose expression gives text or a number', () => {
	test.each(['"true"', '"TRUE"', '1', '"1"', '" Yes "', '"on"'])(
		'Preview Only %s sends nothing',
		async (given) => {
			const parameters = withOptions({ previewOnly: `={{ ${given} }}` });
			const { items } = await bench.run({ parameters });
			expect(items[0]?.json.preview).toBe(true);
			expect(bench.sandbox.messagesTo(ADA)).toEqual([]);
		},
	);

	test.each(['"false"', '"FALSE"', '0', '"0"', '"no"', '"off"'])(
		'Preview Only %s sends',
		async (given) => {
			const { items } = await bench.run({
				parameters: withOptions({ previewOnly: `={{ ${given} }}` }),
			});
			expect(items[0]?.json.accepted).toBe(true);
		},
	);

	test.each([
		['previewOnly', 'Preview Only', '"perhaps"', 'contains neither yes nor no'],
		['previewOnly', 'Preview Only', '$json.none', 'is empty'],
		['respectOptOut', 'Respect Opt-Out', '""', 'is empty'],
		['verify', 'Verify Before Failing', '2', 'contains neither yes nor no'],
		['resendMemory', 'Remember What Was Sent', 'null', 'is empty'],
	])('%s protects, so what is unclear is refused: %s, %s', async (name, label, given, what) => {
		const parameters = withOptions({ [name]: `={{ ${given} }}` });
		const result = await bench.run({ parameters, items: [{}] });
		expect(shown(result)).toMatchObject({
			code: 'input-invalid',
			message: `The field '${label}' ${what}`,
			itemIndex: 0,
		});
		expect(bench.requests).toHaveLength(0);
	});

	test('Respect Opt-Out holds', async () => {
		await optOut(BEN);
		const parameters = withOptions({ respectOptOut: '={{ "true" }}' }, BEN);
		expect((await bench.run({ parameters })).items[0]?.json.accepted).toBe(false);
	});

	test('a webhook is enabled by it, and left as it is by what is unclear', async () => {
		const { id } = bench.sandbox.registerWebhook({
			url: 'https://n8n.example.com/webhook/a',
			eventTypes: ['message'],
		});
		const update = (enabled: string) =>
			bench.run({
				parameters: direct('webhook', 'update', { webhookId: id, webhookChanges: { enabled } }),
			});
		expect((await update('={{ "true" }}')).error).toBeUndefined();
		expect(JSON.stringify(bench.requests.at(-1))).toContain('"status":"Enabled"');
		expect(shown(await update('={{ "perhaps" }}')).message).toContain("'Enabled' contains neither");
	});
});

describe('a limit whose expression gives nothing allows nothing', () => {
	test.each([
		['allowedNumbers', '$json.none'],
		['allowedNumbers', 'null'],
		['mostSends', '$json.none'],
		['mostRecipients', '$json.none?.deep'],
		['allowedTemplates', '$json.none'],
	])('%s of %s', async (name, given) => {
		const options = { agentLimits: { [name]: `={{ ${given} }}` } };
		const whom = { whatsappNumber: number(ADA), template: named('welcome'), options };
		const result = await bench.run({
			parameters: operation('template', 'send', whom),
			items: [{}],
		});
		expect(shown(result).code).toBe('guard-refused');
		expect(bench.requests).toHaveLength(0);
	});
});

describe('Send to Many reads an option of each item', () => {
	const run = (options: INodeParameters, items: IDataObject[]) =>
		bench.run({
			parameters: operation('template', 'sendToMany', {
				template: named('welcome'),
				recipientsFrom: 'items',
				whatsappNumber: number('={{ $json.to }}'),
				options,
			}),
			items,
			onError: 'continueRegularOutput',
		});
	const got = (who: string) =>
		bench.sandbox.messagesTo(who).filter(({ kind }) => kind === 'template').length;

	test('Respect Opt-Out', async () => {
		await optOut(BEN);
		await run({ respectOptOut: '={{ $json.ads }}' }, [
			{ to: ADA, ads: false },
			{ to: BEN, ads: true },
		]);
		expect([got(ADA), got(BEN)]).toEqual([1, 0]);
	});

	test('Allowed Numbers', async () => {
		const options = { agentLimits: { allowedNumbers: '={{ $json.allowed }}' } };
		await run(options, [
			{ to: ADA, allowed: '*' },
			{ to: BEN, allowed: ADA },
		]);
		expect([got(ADA), got(BEN)]).toEqual([1, 0]);
	});

	test.each([
		['the item that differs', [false, true], [1, 0]],
		['all', [true, false], [0, 0]],
	])(
		'Preview Only that differs holds back %s, and names the field',
		async (_, [one, other], sent) => {
			const items = [
				{ to: ADA, test: one },
				{ to: BEN, test: other },
			];
			const { items: output } = await run({ previewOnly: '={{ $json.test }}' }, items);
			expect(JSON.stringify(output)).toContain(
				"The field 'Preview Only' is not the same as in item 0",
			);
			expect([got(ADA), got(BEN)]).toEqual(sent);
		},
	);

	test('an unclear one fails its item alone', async () => {
		const items = [
			{ to: ADA, test: 'perhaps' },
			{ to: BEN, test: 'no' },
		];
		const { items: output } = await run({ previewOnly: '={{ $json.test }}' }, items);
		expect(output.map(({ json }) => json.accepted)).toEqual([false, true]);
		expect([got(ADA), got(BEN)]).toEqual([0, 1]);
	});
});

test('Set Opt-Out without an event advises what its field takes', async () => {
	const change = operation('contact', 'setOptOut', { whatsappNumber: number(ADA) });
	expect(shown(await bench.run({ parameters: change }))).toMatchObject({
		message: "'As the Customer Wrote' in 'Change' needs a trigger's message that opts out or in, and the item has none",
		description: "Nothing was changed. Choose Opt In or Opt Out in 'Change'. [Item 0]",
	});
});
