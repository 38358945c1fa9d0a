import {
	BUSY,
	FOREIGN,
	HANDED_OVER,
	KNOWN,
	NUMBER,
	OVER,
	TAKEN,
	useN8nServer,
	useShortPauses,
	type Execution,
} from './service/n8n-server';

useShortPauses();

const n8n = useN8nServer();

test('a reply goes to the execution that waits for the number, until that keeps it', async () => {
	n8n.executions = {
		1: { status: 'waiting', who: ['14155550199'], answers: [TAKEN] },
		2: { status: 'waiting', who: [NUMBER], answers: [BUSY, TAKEN, BUSY, KNOWN] },
	};
	const { result } = await n8n.arrive('instead');
	expect(result).toEqual(HANDED_OVER);
	expect(n8n.posts).toHaveLength(4);
	expect(new Set(n8n.posts)).toEqual(new Set(['POST /webhook-waiting/2']));
	expect(new Set(n8n.keys)).toEqual(new Set(['key of n8n']));
});

test('with Also the workflow starts as well', async () => {
	n8n.executions = { 1: { status: 'waiting', who: [NUMBER], answers: [KNOWN] } };
	const { result } = await n8n.arrive('also');
	expect(result.workflowData).toHaveLength(1);
	expect(n8n.posts).toHaveLength(1);
});

test('an execution that deals with another reply is found among the running ones', async () => {
	n8n.executions = { 1: { status: 'running', who: [NUMBER], answers: [BUSY, KNOWN] } };
	const { result } = await n8n.arrive('instead');
	expect(result).toEqual(HANDED_OVER);
	expect(n8n.posts).toHaveLength(2);
});

test('what the first execution does not want goes to the next', async () => {
	n8n.executions = {
		1: { status: 'waiting', who: [NUMBER], answers: [FOREIGN] },
		2: { status: 'waiting', who: [NUMBER], answers: [OVER] },
		3: { status: 'waiting', who: [NUMBER], answers: [KNOWN] },
	};
	await n8n.arrive('instead');
	expect(n8n.posts).toEqual([1, 2, 3].map((id) => `POST /webhook-waiting/${id}`));
});

test.each<[string, Record<string, Execution>]>([
	['nobody waits', {}],
	[
		'somebody else is waited for',
		{ 1: { status: 'waiting', who: ['14155550199'], answers: [TAKEN] } },
	],
	['the wait is over', { 1: { status: 'waiting', who: [NUMBER], done: true, answers: [TAKEN] } }],
	[
		'the address is not of this n8n',
		{
			1: {
				status: 'waiting',
				who: [NUMBER],
				resumeUrl: 'https://elsewhere.example.com/webhook-waiting/1',
				answers: [TAKEN],
			},
		},
	],
])('the workflow starts when %s', async (_name, given) => {
	n8n.executions = given;
	const { result } = await n8n.arrive('instead');
	expect(result.workflowData).toHaveLength(1);
	expect(n8n.posts).toEqual([]);
});

test('without it n8n is not asked', async () => {
	n8n.executions = { 1: { status: 'waiting', who: [NUMBER], answers: [TAKEN] } };
	const { result } = await n8n.arrive('never');
	expect(result.workflowData).toHaveLength(1);
	expect(n8n.calls).toEqual([]);
});
