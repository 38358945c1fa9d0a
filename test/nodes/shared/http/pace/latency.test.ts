import { LatencyTracker } from '../../../../../nodes/shared/http/pace/latency';

test('the usual way is the shortest of the last fifty, once twenty are known', () => {
	const journeys = new LatencyTracker();
	journeys.add(10);
	for (let count = 1; count < 19; count++) journeys.add(100);
	expect(journeys.usual()).toBe(0);
	journeys.add(100);
	expect(journeys.usual()).toBe(10);
	for (let count = 20; count < 50; count++) journeys.add(100);
	expect(journeys.usual()).toBe(10);
	journeys.add(100);
	expect(journeys.usual()).toBe(100);
});
