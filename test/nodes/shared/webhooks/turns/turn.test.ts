import type { Claim } from '../../../../../nodes/shared/webhooks/memory/claims';
import { Turn } from '../../../../../nodes/shared/webhooks/turns/turn';

const NOW = Date.UTC(2026, 2, 1);
const SETTINGS = { pauseMs: 4_000, longestMs: 10_000, mostMessages: 3, startAtTap: true };
const ADA = '14155550101';
const CHAT = { names: [ADA], channel: null, group: null };

beforeEach(() => jest.useFakeTimers({ now: NOW }));
afterEach(() => jest.useRealTimers());

function createMessage(event: object = {}) {
	const settled: string[] = [];
	const claim = { settle: (result: string) => settled.push(result) } as unknown as Claim;
	const written = { whatsappNumber: ADA, bsuid: null, ...event };
	const message = { event: written as never, keys: ['k'], claim: claim as Claim | null };
	return { message, settled };
}

function openTurn(...events: object[]) {
	const turn = new Turn(CHAT);
	const all = events.map((event) => createMessage(event));
	for (const { message } of all) turn.add(message, SETTINGS);
	return { turn, all };
}

describe('a turn ends', () => {
	test('a pause after its last message, but not later than the longest time', () => {
		const { turn } = openTurn({});
		expect(turn.endsAt).toBe(NOW + 4_000);
		jest.setSystemTime(NOW + 3_000);
		turn.add(createMessage().message, SETTINGS);
		expect(turn.endsAt).toBe(NOW + 7_000);
		const long = new Turn(CHAT);
		jest.setSystemTime(NOW + 11_000);
		long.add(createMessage().message, SETTINGS);
		expect([long.endsAt, long.isDue]).toEqual([NOW + 13_000, false]);
	});

	test('at once with its last message, or a tap', () => {
		expect(openTurn({}, {}).turn.isDue).toBe(false);
		expect(openTurn({}, {}, {}).turn.isDue).toBe(true);
		expect(openTurn({ buttonReply: { id: 'y' } }).turn.isDue).toBe(true);
		expect(openTurn({ listReply: { id: 'y' } }).turn.isDue).toBe(true);
	});
});

describe('the start of a turn', () => {
	test('goes to the newest request that waits, once', async () => {
		const { turn } = openTurn({});
		const first = turn.wait(60_000);
		const second = turn.wait(60_000);
		expect([turn.handToRequest(), turn.handToRequest()]).toEqual([true, false]);
		expect(await second).toBe('start');
		turn.settle('started');
		expect(await first).toBe('started');
		expect([turn.isOver, turn.beginStart()]).toEqual([true, false]);
	});

	test('goes to nobody where no request waits any longer', async () => {
		const { turn } = openTurn({});
		const late = turn.wait(1_000);
		await jest.advanceTimersByTimeAsync(1_000);
		expect(await late).toBe('late');
		expect([turn.handToRequest(), turn.isOpen]).toEqual([false, true]);
	});
});

describe('the end of a turn', () => {
	test('tells the senders what became of their messages', () => {
		for (const result of ['started', 'failed'] as const) {
			const { turn, all } = openTurn({}, {});
			turn.settle(result);
			expect(all.map(({ settled }) => settled)).toEqual([[result], [result]]);
			expect(turn.isOver).toBe(true);
		}
	});

	test('of one that failed goes on with what static data holds of it', () => {
		const { turn, all } = openTurn({});
		turn.keep();
		expect(all[0]!.settled).toEqual(['started']);
		const later = createMessage();
		turn.add(later.message, SETTINGS);
		turn.beginStart();
		turn.settle('failed');
		expect(later.settled).toEqual(['failed']);
		expect(turn.messages).toEqual([all[0]!.message]);
		expect([turn.isOpen, turn.endsAt > Date.now()]).toEqual([true, true]);
	});
});
