import {
	BUSY,
	CRASHED,
	FOREIGN,
	HANDED_OVER,
	KNOWN,
	NO_ROUTE,
	NUMBER,
	OVER,
	TAKEN,
	useN8nServer,
	useShortPauses,
	type Answer,
} from './service/n8n-server';

useShortPauses();

const n8n = useN8nServer();

test('an execution that changes its state between two lists of n8n is found all the same', async () => {
	const states = ['waiting', 'running'] as const;
	let lists = 0;
	n8n.executions = {
		1: { status: () => states[lists++] ?? 'running', who: [NUMBER], answers: [BUSY, KNOWN] },
	};
	const { result } = await n8n.arrive('instead');
	expect(result).toEqual(HANDED_OVER);
});

test('a list from before an event does not hide who fell asleep meanwhile', async () => {
	await n8n.arrive('instead');
	n8n.executions = { 1: { status: 'waiting', who: [NUMBER], answers: [KNOWN] } };
	const { result } = await n8n.arrive('instead');
	expect(result).toEqual(HANDED_OVER);
});

test('a reply waits for an execution that is still asking', async () => {
	const states = ['running', 'running', 'running', 'running'] as const;
	let lists = 0;
	const execution = { status: () => states[lists++] ?? 'waiting', asks: true, answers: [KNOWN] };
	n8n.executions = { 1: execution };
	const arrival = n8n.arrive('instead');
	await n8n.asked(1);
	n8n.executions = { 1: { ...execution, who: [NUMBER] } };
	expect((await arrival).result).toEqual(HANDED_OVER);
});

test('a running execution of a workflow that asks nobody holds nothing up', async () => {
	n8n.executions = { 1: { status: 'running', asks: false, answers: [BUSY] } };
	const { result } = await n8n.arrive('instead');
	expect(result.workflowData).toHaveLength(1);
});

test('copies of a reply that was handed over start nothing once nobody waits any more', async () => {
	n8n.executions = { 1: { status: 'waiting', who: [NUMBER], answers: [KNOWN] } };
	const ids = { id: 'copied-id', whatsappMessageId: 'wamid.copied' };
	await n8n.arrive('instead', ids);
	n8n.executions = {};
	const { result } = await n8n.arrive('instead', ids);
	expect(result).toEqual({ webhookResponse: { started: false, reason: 'repeated' } });
});

test('a reply that nobody wants after all starts the workflow', async () => {
	n8n.executions = { 1: { status: 'waiting', who: [NUMBER], answers: [FOREIGN] } };
	const { result } = await n8n.arrive('instead');
	expect(result.workflowData).toHaveLength(1);
});

test.each<[string, Answer]>([
	['has ended with it', OVER],
	['was deleted after it', { status: 404, body: {} }],
])('a reply belongs to the one execution that %s', async (_name, end) => {
	n8n.executions = {
		1: { status: 'waiting', who: [NUMBER], answers: [TAKEN, end] },
		2: { status: 'waiting', who: [NUMBER], answers: [KNOWN] },
	};
	const { result } = await n8n.arrive('instead');
	expect(result).toEqual(HANDED_OVER);
	expect(new Set(n8n.posts)).toEqual(new Set(['POST /webhook-waiting/1']));
});

test('a reply that the execution found in the chat before it ended starts nothing', async () => {
	const seen = ['wamid.looked'];
	n8n.executions = { 1: { status: 'waiting', who: [NUMBER], seen, answers: [BUSY, OVER] } };
	const { result } = await n8n.arrive('instead', { whatsappMessageId: 'wamid.looked' });
	expect(result).toEqual(HANDED_OVER);
});

test('a connection that breaks on the way to the execution is tried again', async () => {
	n8n.executions = { 1: { status: 'waiting', who: [NUMBER], answers: ['lost', KNOWN] } };
	const { result } = await n8n.arrive('instead');
	expect(result).toEqual(HANDED_OVER);
});

test('an execution whose n8n is still starting is asked again', async () => {
	n8n.executions = { 1: { status: 'waiting', who: [NUMBER], answers: [NO_ROUTE, KNOWN] } };
	const { result } = await n8n.arrive('instead');
	expect(result).toEqual(HANDED_OVER);
});

test.each<[string, Answer]>([
	['does not answer', 'lost'],
	['fails', { status: 500, body: {} }],
	['is not there yet', NO_ROUTE],
	['says that n8n is starting', { status: 200, body: 'n8n is starting up. Please wait' }],
])('while the API of n8n %s WATI is asked to send the event again', async (_name, answer) => {
	n8n.apiAnswers = answer;
	const { result, status } = await n8n.arrive('instead');
	expect(status).toBe(503);
	expect(result.workflowData).toBeUndefined();
});

test('with an API of n8n that stays away the workflow starts', async () => {
	n8n.apiAnswers = NO_ROUTE;
	await n8n.arrive('instead');
	const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 360_000);
	try {
		const { result } = await n8n.arrive('instead');
		expect(result.workflowData).toHaveLength(1);
	} finally {
		now.mockRestore();
	}
});

test('with a key that n8n refuses the workflow starts', async () => {
	n8n.apiAnswers = { status: 401, body: { message: 'unauthorized' } };
	const { result } = await n8n.arrive('instead');
	expect(result.workflowData).toHaveLength(1);
});

test('an execution that stays busy: WATI sends the reply again, which starts nothing once it is kept', async () => {
	const answers = [...Array.from({ length: 7 }, () => BUSY), KNOWN];
	n8n.executions = { 1: { status: 'waiting', who: [NUMBER], answers } };
	const ids = { id: 'busy-id', whatsappMessageId: 'wamid.busy' };
	const { result, status } = await n8n.arrive('instead', ids);
	expect(status).toBe(503);
	expect(result.workflowData).toBeUndefined();
	await n8n.posted(8);
	n8n.executions = {};
	const repeat = await n8n.arrive('instead', ids);
	expect(repeat.result).toEqual({ webhookResponse: { started: false, reason: 'repeated' } });
});

test('a reply to an execution that sleeps though n8n takes it for crashed is sent again, until the execution has woken', async () => {
	const answers = [CRASHED, CRASHED, CRASHED, KNOWN];
	n8n.executions = { 1: { status: 'waiting', who: [NUMBER], answers } };
	expect((await n8n.arrive('instead')).status).toBe(503);
	await n8n.posted(4);
	n8n.executions = { 1: { status: 'running', who: [NUMBER], answers: [CRASHED] } };
	expect((await n8n.arrive('instead')).result.workflowData).toHaveLength(1);
});

test('a status whose first copy lacked the ID of the send still reaches who waits for that ID', async () => {
	const status = {
		waId: null,
		id: 'status-1',
		whatsappMessageId: 'wamid.status',
		type: 'template',
	};
	n8n.executions = { 1: { status: 'waiting', who: ['local-of-the-send'], answers: [KNOWN] } };
	const first = await n8n.arrive('also', { ...status, eventType: 'sentMessageREAD' });
	expect(first.result).toMatchObject({ webhookResponse: { started: false } });
	expect(n8n.posts).toEqual([]);
	const fuller = {
		...status,
		eventType: 'sentMessageREAD_v2',
		localMessageId: 'local-of-the-send',
	};
	await n8n.arrive('also', fuller);
	expect(n8n.posts).toEqual(['POST /webhook-waiting/1']);
	await n8n.arrive('also', fuller);
	expect(n8n.posts).toHaveLength(1);
});

test('so it does when the first copy has started the workflow', async () => {
	const status = {
		waId: null,
		id: 'status-2',
		whatsappMessageId: 'wamid.started',
		type: 'template',
	};
	n8n.executions = { 1: { status: 'waiting', who: ['local-of-the-send'], answers: [KNOWN] } };
	n8n.events = ['messageRead'];
	const first = await n8n.arrive('also', { ...status, eventType: 'sentMessageREAD' });
	expect(first.result.workflowData).toHaveLength(1);
	const { result } = await n8n.arrive('also', {
		...status,
		eventType: 'sentMessageREAD_v2',
		localMessageId: 'local-of-the-send',
	});
	expect(result).toEqual({ webhookResponse: { started: false, reason: 'repeated' } });
	expect(n8n.posts).toEqual(['POST /webhook-waiting/1']);
});
