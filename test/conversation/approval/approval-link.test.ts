import type { INodeParameters } from 'n8n-workflow';

import { instanceUrl, runHook, SleepingExecution } from '../../harness';
import { ADA, number, operation, useBench } from '../../wati/setup';
import { MESSAGES, NODE, op, useMeta } from '../../whatsapp-business/setup';
import { later, message, MINUTE } from '../setup';

const bench = useBench();
const meta = useMeta();

const QUESTION = 'May order 4711 <b>& more</b> be refunded?';

const request = (more: INodeParameters = {}) => ({
	messageType: 'link',
	message: QUESTION,
	approveLabel: 'Refund',
	declineLabel: 'Keep "it"',
	limitAmount: 10,
	limitUnit: 'minutes',
	...more,
});

const startWati = async (more: INodeParameters = {}) =>
	await SleepingExecution.start({
		parameters: operation('message', 'sendAndWait', {
			whatsappNumber: number(ADA),
			...request(more),
		}),
		credentials: bench.maton(),
		items: [{}, {}],
	});

const startMeta = async (more: INodeParameters = {}) =>
	await SleepingExecution.start({
		node: NODE,
		parameters: op('message', 'sendAndWait', { ...request(more), whatsappNumber: ADA }),
		credentials: meta.credentials(),
		items: [{}],
	});

/** The texts that were sent by WATI. */
const textsOfWati = () =>
	bench
		.received()
		.filter(({ call }) => call.startsWith('POST'))
		.map(({ query }) => query.messageText);

const textsOfMeta = () =>
	meta.bench.requests
		.filter(({ endpoint }) => endpoint === MESSAGES)
		.map(({ body }) => (body as { text?: { body: string } }).text?.body);

const linkIn = (text: unknown) => /https:\S+/.exec(String(text))![0];

async function askWati(more: INodeParameters = {}) {
	const execution = await startWati(more);
	expect(execution.error).toBeUndefined();
	expect(execution.sleeps).toBe(true);
	return { execution, link: linkIn(textsOfWati().at(-1)) };
}

const decisionOf = (execution: SleepingExecution) => {
	expect(execution.sleeps).toBe(false);
	const [item] = execution.output(0);
	return [item!.json.approved, item!.json.chatInput];
};

test('the request names an address of n8n once, under the words of both buttons', async () => {
	await askWati();
	const [text, ...others] = textsOfWati();
	expect(others).toEqual([]);
	expect(text).toMatch(
		new RegExp(
			`^${QUESTION.replace('?', '\\?')}\n\nRefund / Keep "it": ${instanceUrl}webhook-waiting/\\S+signature=[0-9a-f]{64}$`,
		),
	);
});

test('opening the page shows the request and decides nothing, as often as a messenger previews it', async () => {
	const { execution, link } = await askWati();
	for (let time = 0; time < 3; time++) {
		const opened = await execution.visit(link);
		expect(opened).toMatchObject({ status: 200, woke: false });
		expect(opened.body).toContain('May order 4711 &lt;b&gt;&amp; more&lt;/b&gt; be refunded?');
		expect(opened.body).toContain('value="approve">Refund</button>');
		expect(opened.body).toContain('value="decline">Keep &quot;it&quot;</button>');
	}
	expect(await execution.visit(link, {})).toMatchObject({ status: 200, woke: false });
	expect(execution.sleeps).toBe(true);
});

test.each([
	['approves, whatever stands beside it', { decision: 'approve', words: 'no' }, [true, undefined]],
	['declines', { decision: 'decline', words: '  ' }, [false, undefined]],
	['declines with words, even with a yes', { decision: 'decline', words: ' yes ' }, [false, 'yes']],
])('a button of the page %s', async (_, form, decision) => {
	const { execution, link } = await askWati();
	const posted = await execution.visit(link, form);
	expect(posted).toMatchObject({ woke: true });
	expect(posted.body).toContain('Got it, thanks');
	expect(decisionOf(execution)).toEqual(decision);
	expect(execution.output(0)).toHaveLength(1);
	expect(execution.output(0)[0]!.json.reply).toMatchObject({ status: 'answered', type: 'link' });
});

test('nobody gets in with an address that n8n did not sign', async () => {
	const { execution, link } = await askWati();
	const other = new URL(link);
	other.searchParams.set('request', '1');
	const forged = await execution.visit(other.href, { decision: 'approve' });
	expect(forged).toMatchObject({ status: 401, woke: false });
	expect(execution.sleeps).toBe(true);
});

test('an answer in the chat counts as well, and the first answer alone', async () => {
	const { execution } = await askWati();
	await execution.post(message(ADA, 'No, thanks'));
	expect(decisionOf(execution)).toEqual([false, 'No, thanks']);
});

test('the address of an earlier request of the execution decides nothing', async () => {
	const { execution, link } = await askWati();
	const key = Number(new URL(link).searchParams.get('request'));
	const earlier = await execution.open({ request: String(key - 1) }, { decision: 'approve' });
	expect(earlier).toMatchObject({ status: 410, woke: false });
	expect(execution.sleeps).toBe(true);
});

test('silence approves nothing', async () => {
	const { execution } = await askWati();
	later(10 * MINUTE);
	await execution.wakeByTime();
	expect(decisionOf(execution)).toEqual([false, undefined]);
});

test('two buttons of one text are refused before anything is sent', async () => {
	const execution = await startWati({ declineLabel: 'refund.' });
	expect(execution.error?.message).toMatch(/'Approve Button' and 'Decline Button'/);
	expect(textsOfWati()).toEqual([]);
});

describe('where no trigger is published', () => {
	// In the first minute of n8n's process, triggers may be about to be published.
	beforeEach(() => later(2 * MINUTE));

	test('buttons go out as a link, since nobody would hear their tap', async () => {
		const execution = await startMeta({ messageType: 'buttons' });
		expect(execution.sleeps).toBe(true);
		const [text, ...others] = textsOfMeta();
		expect(others).toEqual([]);
		await execution.visit(linkIn(text), { decision: 'approve' });
		expect(decisionOf(execution)).toEqual([true, undefined]);
	});

	test('a template still asks for a trigger', async () => {
		const template = { __rl: true, mode: 'name', value: 'hello_world|en_US' };
		const execution = await startMeta({ messageType: 'template', template });
		expect(execution.error?.message).toMatch(/No WhatsApp Business Trigger is published/);
	});
});

test('where a trigger hears the chat, buttons stay buttons', async () => {
	await runHook('create', {
		node: 'matonWhatsAppBusinessTrigger',
		parameters: { events: ['messageReceived'] },
		credentials: {
			matonWhatsAppBusinessWebhookApi: { appSecret: '0'.repeat(32), verifyToken: '1'.repeat(12) },
		},
	});
	const execution = await startMeta({ messageType: 'buttons' });
	expect(execution.sleeps).toBe(true);
	expect(textsOfMeta()).toEqual([undefined]);
	const linked = await startMeta();
	expect(linked.sleeps).toBe(true);
	expect(textsOfMeta().at(-1)).toContain(`${instanceUrl}webhook-waiting/`);
});
