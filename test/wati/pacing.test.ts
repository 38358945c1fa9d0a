import { ADA, textTo, useBench } from './setup';

const bench = useBench({ gatewayPerSecond: 10 });

const texts = Array.from({ length: 25 }, (_, place) => ({ text: `Text ${place}` }));

test('25 sends reach a gateway that allows 10 a second, and none is lost', async () => {
	const { items, error } = await bench.run({
		parameters: textTo(ADA, '={{ $json.text }}'),
		items: texts,
	});
	expect(error).toBeUndefined();
	expect(
		bench.sandbox
			.messagesTo(ADA)
			.map(({ text }) => text)
			.sort(),
	).toEqual(texts.map(({ text }) => text).sort());
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(texts.map((_, item) => ({ item })));
	// On a busy machine one group may arrive late and so too close to the next; without a pace it were 15.
	expect(bench.requests.filter(({ status }) => status === 429).length).toBeLessThanOrEqual(10);
});
