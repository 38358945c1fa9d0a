import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../../sandbox';
import { wati } from '../../sandbox/client';
import {
	ADA,
	named,
	number,
	operation,
	pairs,
	shown,
	textTo,
	useApartTests,
	useBench,
} from '../../wati/setup';

useApartTests();
const bench = useBench();

const SESSION = 'POST /api/v1/sendSessionMessage/{whatsappNumber}';
const BUTTONS = 'POST /api/v1/sendInteractiveButtonsMessage';
const TEMPLATE = 'POST /api/v2/sendTemplateMessage';
const MESSAGES = 'GET /api/v1/getMessages/{whatsappNumber}';

const verifying = (parameters: INodeParameters) => ({ ...parameters, options: { verify: true } });

const TEXT = verifying(textTo(ADA, 'Ready'));
const ASK = verifying(
	operation('message', 'sendButtons', {
		whatsappNumber: number(ADA),
		bodyText: 'Ready?',
		buttons: { button: [{ text: 'Yes' }] },
	}),
);
const order = (ordernumber: string) =>
	verifying(
		operation('template', 'send', {
			whatsappNumber: number(ADA),
			template: named('order_update'),
			additionalParameters: pairs({ name: 'Ada', ordernumber }),
		}),
	);

/** What another process, e.g. a second worker of n8n, sends to the same contact. */
const OTHERS = {
	text: async () =>
		await wati(
			bench.sandbox,
			'POST',
			`/api/v1/sendSessionMessage/${ADA}?messageText=Ready&localMessageId=n8n-other-process`,
		),
	buttons: async () =>
		await wati(
			bench.sandbox,
			'POST',
			`/api/v1/sendInteractiveButtonsMessage?whatsappNumber=${ADA}`,
			{ body: 'Ready?', buttons: [{ text: 'Yes' }] },
		),
	template: async () =>
		await wati(bench.sandbox, 'POST', `/api/v2/sendTemplateMessage?whatsappNumber=${ADA}`, {
			template_name: 'order_update',
			broadcast_name: 'other',
			parameters: [
				{ name: 'name', value: 'Ada' },
				{ name: 'ordernumber', value: '2222' },
			],
		}),
};

/** Runs a send whose answer is lost, while the other process sends in the same second. */
async function runBeside(
	parameters: INodeParameters,
	endpoint: string,
	kind: Fault['kind'],
	other: keyof typeof OTHERS,
) {
	bench.sandbox.addFault({ endpoint, kind });
	const run = bench.run({ parameters, retryOnFail: { maxTries: 2, waitBetweenTries: 0 } });
	await new Promise((resolve) => setTimeout(resolve, 200));
	expect((await OTHERS[other]()).status).toBe(200);
	return await run;
}

test('its equal text is not taken for the own one, which did not arrive', async () => {
	const result = await runBeside(TEXT, SESSION, 'dropBefore', 'text');
	expect(shown(result)).toMatchObject({
		code: 'outcome-unknown',
		description: expect.stringContaining('and did not find it') as string,
	});
});

test('beside its equal text the own one is found by its ID', async () => {
	const { items, error } = await runBeside(TEXT, SESSION, 'dropAfter', 'text');
	expect(error).toBeUndefined();
	expect(items[0]?.json).toMatchObject({
		verified: true,
		localMessageId: expect.stringMatching(/^n8n-[0-9a-f-]{36}$/) as string,
	});
	expect(bench.sandbox.messagesTo(ADA).filter(({ text }) => text === 'Ready')).toHaveLength(2);
});

test('a later try knows the ID that the first one sent', async () => {
	bench.sandbox.addFault({ endpoint: MESSAGES, kind: 'status', status: 403, times: 3 });
	const { items, error } = await runBeside(TEXT, SESSION, 'dropAfter', 'text');
	expect(error).toBeUndefined();
	expect(items[0]?.json.localMessageId).toMatch(/^n8n-[0-9a-f-]{36}$/);
	expect(bench.count(SESSION)).toBe(2);
});

test('where two say the same without an ID, nothing tells which is the own one', async () => {
	const result = await runBeside(ASK, BUTTONS, 'dropAfter', 'buttons');
	expect(shown(result)).toMatchObject({
		code: 'outcome-unknown',
		description: expect.stringContaining('more such messages than this n8n sent') as string,
	});
});

test('its template with other values proves nothing beside the own one', async () => {
	const { items, error } = await runBeside(order('1111'), TEMPLATE, 'dropAfter', 'template');
	expect(error).toBeUndefined();
	const own = bench.sandbox.messagesTo(ADA).find(({ text }) => text.includes('1111'));
	expect(items[0]?.json).toMatchObject({
		verified: true,
		localMessageId: own?.template?.localMessageId,
	});
});
