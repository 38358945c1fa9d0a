import {
	findWaits,
	hasEvent,
	isElsewhere,
	noteEnd,
	noteWait,
} from '../../../../../nodes/shared/waiting/in-process/process-waits';
import { watiWaitingNode } from '../../../../../nodes/services/wati/waiting-node';

const wait = (executionId: string, name: string) => ({
	executionId,
	nodeName: watiWaitingNode.nodeName,
	scope: {},
	resumeUrl: `http://n8n.test/${executionId}`,
	names: new Set([name]),
	questions: [],
	isAsking: false,
	seen: new Set<string>(),
	wakesAt: Date.now() + 60_000,
	until: Date.now() + 60_000,
});

test('waits that have ended push no open one out, and are known by what they have', () => {
	noteWait(wait('open', '4915'));
	for (let count = 0; count <= 10_000; count += 1) {
		noteWait(wait(`ended${count}`, '4916'));
		noteEnd(`ended${count}`, [`event${count}`]);
	}
	const find = (name: string) =>
		findWaits(watiWaitingNode, {}, () => [name]).map(({ executionId }) => executionId);
	expect(find('4915')).toEqual(['open']);
	expect(find('4916')).toEqual([]);
	expect(hasEvent('ended7', ['event7'])).toBe(true);
	expect(hasEvent('open', ['event7'])).toBe(false);
	expect(isElsewhere('open', ['event7'])).toBe(true);
	expect(isElsewhere('ended7', ['event7'])).toBe(false);
});
