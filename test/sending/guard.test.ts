import type { INodeParameters } from 'n8n-workflow';

import {
	ADA,
	BEN,
	FATIMA,
	fileItem,
	named,
	number,
	operation,
	shown,
	textTo,
	useBench,
	windowOf,
} from '../wati/setup';

const bench = useBench();

const guarded = (
	agentLimits: INodeParameters,
	parameters: INodeParameters = textTo(ADA),
	options: INodeParameters = {},
) => ({ ...parameters, options: { agentLimits, ...options } });
const send = (template: string, to = ADA) =>
	operation('template', 'send', { whatsappNumber: number(to), template: named(template) });
const toMany = (numbers: string[]) =>
	operation('template', 'sendToMany', {
		template: named('welcome'),
		recipientsFrom: 'json',
		recipientsJson: JSON.stringify(numbers.map((whatsappNumber) => ({ whatsappNumber }))),
	});

describe('before the network', () => {
	it.each([
		[
			'a number outside',
			{ allowedNumbers: '49*, 14155550102' },
			textTo(ADA),
			/14155550101 is not among/,
		],
		['a prefix without a digit', { allowedNumbers: '+*' }, textTo(ADA), /is not among/],
		['an empty list of numbers', { allowedNumbers: '' }, textTo(ADA), /is empty/],
		[
			'a template outside',
			{ allowedTemplates: 'order_*' },
			send('welcome'),
			/'welcome' is not among/,
		],
		[
			'a template that was not picked',
			{ allowedTemplates: ['order_update', 'parcel_tracking'] },
			send('welcome'),
			/'welcome' is not among/,
		],
		['a template when none is picked', { allowedTemplates: [] }, send('welcome'), /is empty/],
		['a number in a list', { allowedNumbers: ADA }, toMany([ADA, BEN]), /14155550102 is not among/],
		['too many recipients', { mostRecipients: 1 }, toMany([ADA, BEN]), /2 recipients in one call/],
		['no sends at all', { mostSends: 0 }, textTo(ADA), /may send 0 messages/],
		['fewer than none', { mostSends: -1 }, textTo(ADA), /may send 0 messages, and has sent 0$/],
		['less than nobody', { mostRecipients: -1 }, textTo(ADA), /1 recipient in .* the limit is 0$/],
	])('refuses %s', async (_, delivery, parameters, message) => {
		const result = await bench.run({ parameters: guarded(delivery, parameters) });
		expect(shown(result)).toMatchObject({
			code: 'guard-refused',
			message: expect.stringMatching(message) as string,
			description: expect.stringContaining('Nothing was sent') as string,
			itemIndex: 0,
		});
		expect(bench.requests).toHaveLength(0);
	});

	it('refuses recipients in a CSV file', async () => {
		const csv = 'Name,CountryCode,Phone\nAda,+1,4155550101\nEve,+44,7400123456\n';
		const result = await bench.run({
			parameters: guarded(
				{ allowedNumbers: '1*' },
				operation('template', 'sendViaCsv', { template: named('welcome') }),
			),
			items: [await fileItem(csv, 'people.csv', 'text/csv')],
		});
		expect(shown(result).message).toContain('447400123456 is not among');
		expect(bench.requests).toHaveLength(0);
	});

	it.each([
		['exact, with decoration', { allowedNumbers: '+1 (415) 555-0101' }, textTo(ADA)],
		['a prefix', { allowedNumbers: '1415*' }, textTo(ADA)],
		['a prefix with decoration', { allowedNumbers: '+1 (415)*' }, textTo(ADA)],
		['all', { allowedNumbers: '*' }, textTo(ADA)],
		['a template', { allowedTemplates: 'order_*, welcome' }, send('welcome')],
		['text, whatever the templates', { allowedTemplates: 'order_*' }, textTo(ADA)],
		['as many as allowed', { mostRecipients: 2 }, toMany([ADA, BEN])],
	])('lets through %s', async (_, delivery, parameters) => {
		const { error } = await bench.run({ parameters: guarded(delivery, parameters) });
		expect(error).toBeUndefined();
		expect(bench.requests).toHaveLength(1);
	});

	it('says what an agent may do instead', async () => {
		const result = await bench.run({
			parameters: guarded({ allowedTemplates: 'order_update, welcome_*' }, send('welcome')),
		});
		expect(shown(result).description).toContain(
			'Templates that may be sent here: order_update, welcome_*. Choose one of them',
		);
	});

	it('input items: refuses, and no call leaves', async () => {
		const { items } = await bench.run({
			parameters: guarded(
				{ allowedNumbers: '49*' },
				operation('template', 'sendToMany', {
					template: named('welcome'),
					recipientsFrom: 'items',
					whatsappNumber: number('={{ $json.to }}'),
				}),
			),
			items: [{ to: ADA }, { to: BEN }],
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => (json.details as { code: string }).code)).toEqual([
			'guard-refused',
			'guard-refused',
		]);
		expect(bench.requests).toHaveLength(0);
	});
});

it('the template sent instead of a message is checked as well', async () => {
	const result = await bench.run({
		parameters: guarded(
			{ allowedTemplates: 'order_update' },
			textTo(FATIMA),
			windowOf('template', { template: named('welcome') }),
		),
	});
	expect(shown(result).code).toBe('guard-refused');
	expect(bench.requests.map(({ method }) => method)).toEqual(['GET']);
});

describe('Most Sends per Execution', () => {
	const parameters = guarded({ mostSends: 3 });

	it('holds for items that start at once', async () => {
		const { items } = await bench.run({
			parameters,
			items: Array.from({ length: 5 }, () => ({})),
			onError: 'continueRegularOutput',
		});
		expect(items.filter(({ json }) => json.accepted === true)).toHaveLength(3);
		expect(bench.requests).toHaveLength(3);
	});

	it('holds across the runs of one execution, and anew in the next', async () => {
		const run = async (executionId: string) =>
			await bench.run({
				parameters,
				items: [{}, {}],
				executionId,
				onError: 'continueRegularOutput',
			});
		const codes = [];
		for (const execution of ['looping', 'looping', 'another']) {
			const { items } = await run(execution);
			codes.push(
				...items.map(({ json }) => (json.details as { code: string } | undefined)?.code ?? json.accepted),
			);
		}
		expect(codes).toEqual([true, true, true, 'guard-refused', true, true]);
		expect(bench.requests).toHaveLength(5);
	});

	it('does not count what was surely not accepted', async () => {
		const { items } = await bench.run({
			parameters: { ...guarded({ mostSends: 1 }), whatsappNumber: number('={{ $json.to }}') },
			items: [{ to: FATIMA }],
			executionId: 'refused-first',
			onError: 'continueRegularOutput',
		});
		expect(items[0]?.json.error).toBeDefined();
		const second = await bench.run({
			parameters: guarded({ mostSends: 1 }),
			executionId: 'refused-first',
		});
		expect(second.error).toBeUndefined();
	});

	it('does not count a remembered message again', async () => {
		bench.sandbox.addFault({
			endpoint: 'POST /api/v1/sendSessionMessage/{whatsappNumber}',
			kind: 'status',
			status: 400,
			after: 1,
		});
		const { items, error } = await bench.run({
			parameters: guarded({ mostSends: 2 }),
			items: [{}, {}],
			retryOnFail: { maxTries: 2, waitBetweenTries: 0 },
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.accepted)).toEqual([true, true]);
	});

	it('counts each recipient of a list', async () => {
		const result = await bench.run({ parameters: guarded({ mostSends: 1 }, toMany([ADA, BEN])) });
		expect(shown(result).message).toContain('may send 1 message, and has sent 0');
		expect(bench.requests).toHaveLength(0);
	});
});
