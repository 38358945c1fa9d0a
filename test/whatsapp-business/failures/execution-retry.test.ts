import type { INodeParameters } from 'n8n-workflow';

import type { RunOptions } from '../../harness';
import { fileItem } from '../../wati/setup';
import { byId, MESSAGES, picked, send, text, UPLOADS, useMeta } from '../setup';

const PEOPLE = ['14155550101', '14155550102', '14155550103'];
const whatsappNumber = '={{ $json.to }}';
const buttons = { button: [{ text: 'Yes', id: 'yes' }] };
const meta = useMeta();

const arrived = () =>
	PEOPLE.map((person) => meta.sent.filter(({ waId }) => waId === person).length);

/** Lets Meta refuse one of the messages, and n8n retry the execution. */
async function failAndRetry(parameters: INodeParameters, items: RunOptions['items']) {
	const before = arrived();
	meta.sandbox.addFault({ endpoint: MESSAGES, kind: 'status', status: 400, after: 1 });
	const failed = await meta.run({ parameters, items });
	expect(failed.error).toBeDefined();
	const calls = meta.bench.requests.length;
	const retryOf = { stored: failed.store() };
	const retried = await meta.run({ parameters, items, retryOf });
	expect(retried.error).toBeUndefined();
	expect(arrived().map((count, at) => count - before[at]!)).toEqual([1, 1, 1]);
	return { ...retried, requests: meta.bench.requests.slice(calls) };
}

const people = PEOPLE.map((to) => ({ to }));

test.each<[string, INodeParameters]>([
	['a text', text('={{ "Hi " + $execution.id }}', { whatsappNumber })],
	['a template', send('sendTemplate', { whatsappNumber, template: picked('hello_world|en_US') })],
])('Retry of an execution: %s reaches each person once', async (_, parameters) => {
	const { items } = await failAndRetry(parameters, people);
	const known = items.filter(({ json }) => json.remembered === true);
	expect(known).toHaveLength(2);
	for (const { json } of known) {
		const message = meta.sent.find(({ waId }) => waId === json.whatsappNumber);
		expect(json).toMatchObject({ accepted: true, messageId: message?.id });
	}
});

/** A second number of the business, in place of the first one in a workflow saved since. */
function addSender(): string {
	const { phones } = meta.sandbox.businessAccount();
	const [first] = [...phones.values()];
	phones.set('100200300400699', { ...first!, id: '100200300400699' });
	return '100200300400699';
}

test.each<[string, (more: INodeParameters) => INodeParameters]>([
	['a text', (more) => text('Hello', { whatsappNumber, ...more })],
	[
		'a template',
		(more) =>
			send('sendTemplate', { whatsappNumber, template: picked('hello_world|en_US'), ...more }),
	],
	['buttons', (more) => send('sendButtons', { whatsappNumber, bodyText: 'Ok?', buttons, ...more })],
])(
	'Retry through another number of the business: %s reaches each person once',
	async (_, build) => {
		const sender = addSender();
		meta.sandbox.addFault({ endpoint: MESSAGES, kind: 'status', status: 400, after: 1 });
		const failed = await meta.run({ parameters: build({}), items: people });
		expect(failed.error).toBeDefined();
		const retryOf = { stored: failed.store(), loadWorkflow: true };
		const parameters = build({ phoneNumberId: byId(sender) });
		const retried = await meta.run({ parameters, items: people, retryOf });
		expect(retried.error).toBeUndefined();
		expect(arrived()).toEqual([1, 1, 1]);
		const senders = meta.sent.map(({ phoneNumberId }) => phoneNumberId);
		expect(senders.filter((id) => id === sender)).toHaveLength(
			retried.items.filter(({ json }) => json.remembered === undefined).length,
		);
	},
);

test('Retry On Fail by a sender that changes from try to try: each person once', async () => {
	addSender();
	meta.sandbox.addFault({ endpoint: MESSAGES, kind: 'status', status: 400, after: 1 });
	const phoneNumberId = byId(
		"={{ $now.toMillis() % 2 === 0 ? '100200300400601' : '100200300400699' }}",
	);
	const { error } = await meta.run({
		parameters: text('Hello', { whatsappNumber, phoneNumberId }),
		items: people,
		retryOnFail: { maxTries: 4, waitBetweenTries: 1 },
	});
	expect(error).toBeUndefined();
	expect(arrived()).toEqual([1, 1, 1]);
});

test('a picture that arrived is not uploaded again either', async () => {
	const items = await Promise.all(
		people.map(async (json) => ({
			...(await fileItem('bytes of a picture', 'a.png', 'image/png')),
			json,
		})),
	);
	const parameters = send('sendImage', { whatsappNumber, mediaSource: 'binary' });
	const retried = await failAndRetry(parameters, items);
	const left = retried.items.filter(({ json }) => json.remembered === undefined).length;
	expect(left).toBeLessThan(3);
	const calls = retried.requests.map(({ endpoint }) => endpoint).sort();
	expect(calls).toEqual([UPLOADS, MESSAGES].flatMap((call) => Array<string>(left).fill(call)));
});
