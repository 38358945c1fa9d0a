import { ADA, textTo, useBench } from '../../../wati/setup';

const bench = useBench();

const EARLIER = {
	accepted: false,
	optedOut: true,
	code: 'recipient-opted-out',
	reason: 'opted out, so nothing was sent',
	remembered: true,
	sentInstead: 'template',
};

test('an input that is an earlier send gives none of its result to the next one', async () => {
	const parameters = { ...textTo(ADA), options: { includeInputFields: true } };
	const { items } = await bench.run({
		parameters,
		items: [
			{ ...EARLIER, order: 'A-1' },
			{ order: 'A-2', code: 'SUMMER' },
		],
	});
	expect(items[0]!.json).toMatchObject({ accepted: true, order: 'A-1' });
	for (const name of ['optedOut', 'code', 'reason', 'remembered', 'sentInstead']) {
		expect(items[0]!.json).not.toHaveProperty(name);
	}
	expect(items[1]!.json).toMatchObject({ accepted: true, order: 'A-2', code: 'SUMMER' });
});
