import { Progress } from '../../../../../nodes/Wati/operations/send-to-many/progress';

beforeEach(() => jest.useFakeTimers({ now: 0 }));
afterEach(() => jest.useRealTimers());

function watched(total = 5_000) {
	const logged: string[] = [];
	const shown: string[] = [];
	const hints: object[] = [];
	const context = {
		logger: { info: (text: string) => logged.push(text) },
		sendMessageToUI: (text: string) => shown.push(text),
		addExecutionHints: (hint: object) => hints.push(hint),
	};
	return { progress: new Progress(context as never, total, 'Send to Many'), logged, shown, hints };
}

test('tells how far it is every five seconds, in the log and in the browser', () => {
	const { progress, logged, shown } = watched();
	const called = (at: number, recipients: number, calls: number) => {
		jest.setSystemTime(at);
		progress.called(recipients, calls);
	};
	called(4_999, 1_000, 1);
	expect(logged).toEqual([]);
	called(5_000, 1_000, 1);
	called(5_001, 1_000, 1);
	called(9_999, 1_000, 1);
	called(10_000, 500, 2);
	expect(logged).toEqual([
		'Send to Many: 2,000 of 5,000 recipients in 2 calls',
		'Send to Many: 4,500 of 5,000 recipients in 6 calls',
	]);
	expect(shown).toEqual(logged);
});

test('counts nothing that did not leave', () => {
	const { progress, logged, hints } = watched();
	jest.setSystemTime(60_000);
	progress.called(1_000, 0);
	progress.finish();
	expect([logged, hints]).toEqual([[], []]);
});

test.each([
	[1, 1, '1 recipient in 1 call.'],
	[2, 1, '2 recipients in 1 call, which saved 1 call.'],
	[
		4_000,
		5,
		'4,000 recipients in 5 calls, which saved 3,995 calls.',
	],
])('shows with the output that %p recipients took %p calls', (recipients, calls, message) => {
	const { progress, hints, logged } = watched();
	progress.called(recipients, calls);
	progress.finish();
	expect(hints).toEqual([{ message, type: 'info', location: 'outputPane' }]);
	expect(logged).toEqual([]);
});

test('tells of a single call as one', () => {
	const { progress, logged } = watched(1);
	jest.setSystemTime(5_000);
	progress.called(1, 1);
	expect(logged).toEqual(['Send to Many: 1 of 1 recipient in 1 call']);
});
