import type { INodeParameters } from 'n8n-workflow';

import { readFacts } from '../../nodes/services/meta/facts';
import { normalizeFact } from '../../nodes/services/meta/normalize';
import { statusChange } from '../../sandbox/meta/webhooks/payloads';
import { GROUP } from '../whatsapp-business-trigger/payloads';
import { pairs, shown } from '../wati/setup';
import { directly, op, picked, send, text, useMeta } from './setup';

const meta = useMeta();

const PHONE = '100200300400601';
const toGroup: INodeParameters = { whatsappNumber: GROUP };
const addressed = { messaging_product: 'whatsapp', recipient_type: 'group', to: GROUP };
const hello = { template: picked('hello_world|en_US') };
const code = {
	template: picked('login|en_US'),
	additionalParameters: pairs({ code: '123456' }),
};

beforeEach(() => {
	const account = meta.sandbox.businessAccount();
	account.groups.add(GROUP);
	account.openWindow(PHONE, GROUP);
});

const image = { mediaSource: 'link', mediaLink: 'https://www.example.com/a.png' };
const place = { latitude: 37.77, longitude: -122.41, name: 'Shop' };

describe('a group gets', () => {
	test.each<[string, string, INodeParameters]>([
		['a text', 'sendText', { messageText: 'Hello all' }],
		['an image', 'sendImage', image],
		['a template', 'sendTemplate', hello],
		['a place', 'sendLocation', place],
	])('%s', async (_, name, parameters) => {
		const run = await meta.run({ parameters: send(name, { ...parameters, ...toGroup }) });
		expect(run.error).toBeUndefined();
		expect(meta.bodies.at(-1)).toMatchObject(addressed);
		expect(meta.bodies.at(-1)).not.toHaveProperty('recipient');
		expect(run.items[0]!.json).toMatchObject({ accepted: true, groupId: GROUP });
		expect(run.items[0]!.json).not.toHaveProperty('whatsappNumber');
		expect(meta.sent.at(-1)).toMatchObject({ groupId: GROUP, waId: null, failure: undefined });
	});

	test('a text with a token of Meta, and its statuses name the group', async () => {
		await meta.run({ parameters: directly(text('Hello all', toGroup)) });
		const change = statusChange(meta.sandbox.businessAccount(), meta.sent[0]!, 'sent');
		const [fact] = readFacts({ entry: [{ id: '1', changes: [change] }] });
		expect(normalizeFact(fact!)).toMatchObject({ event: 'messageSent', groupId: GROUP });
	});

	test('one text for each of two groups', async () => {
		const other = `${GROUP}A`;
		meta.sandbox.businessAccount().groups.add(other);
		const items = [GROUP, other].map((groupId) => ({ groupId }));
		await meta.run({
			parameters: text('Hello', { whatsappNumber: '={{ $json.groupId }}' }),
			items,
		});
		expect(meta.sent.map(({ groupId }) => groupId)).toEqual([GROUP, other]);
	});
});

describe('nothing leaves for', () => {
	const buttons = { bodyText: 'When?', buttons: { button: [{ text: 'Now', id: 'n' }] } };
	const strict = { ...hello, options: { marketingMessages: 'strict' } };
	const block = op('blockedUser', 'block', toGroup);
	const resume = op('conversation', 'resumeBot', toGroup);
	const small = text('Hello', { whatsappNumber: GROUP.toLowerCase() });
	const ofTheApp = text('Hello', { whatsappNumber: '120363404694233820@g.us' });
	const withoutLetters = text('Hello', { whatsappNumber: '120363404694233820' });

	test.each<[string, INodeParameters, RegExp]>([
		[
			'buttons',
			send('sendButtons', { ...buttons, ...toGroup }),
			/a group, and groups cannot receive messages with buttons/,
		],
		[
			'a code',
			send('sendTemplate', { ...code, ...toGroup }),
			/a group, and groups cannot receive authentication templates/,
		],
		[
			'Marketing Messages',
			send('sendTemplate', { ...strict, ...toGroup }),
			/the Marketing Messages API doesn't accept/,
		],
		[
			'a person to block',
			block,
			/'Contact Number' contains a group, but this operation needs one person/,
		],
		['a bot to resume', resume, /contains a group, but this operation needs one person/],
		[
			'an ID in small letters',
			small,
			/'Contact Number' contains no group ID of Meta's API: y2fwav9/,
		],
		[
			"an ID of WhatsApp's app",
			ofTheApp,
			/contains no group ID of Meta's API: 120363404694233820@g\.us/,
		],
		['the digits of a group', withoutLetters, /'Contact Number'/],
	])('%s', async (_, parameters, words) => {
		const run = await meta.run({ parameters });
		expect(shown(run).message).toMatch(words);
		expect(meta.bench.requests).toEqual([]);
	});
});

test('a preview names the group and says what it does not take', async () => {
	const options = { previewOnly: true };
	const taken = await meta.run({ parameters: text('Hello', { ...toGroup, options }) });
	expect(JSON.stringify(taken.items[0]!.json)).toContain(GROUP);
	const refused = await meta.run({
		parameters: send('sendTemplate', { ...code, ...toGroup, options }),
	});
	expect(JSON.stringify(refused.items[0]!.json)).toContain(
		'groups cannot receive authentication templates',
	);
	expect(meta.bodies).toEqual([]);
});

describe('Allowed Numbers', () => {
	const guarded = (allowedNumbers: string) =>
		text('Hello', { ...toGroup, options: { agentLimits: { allowedNumbers } } });

	test.each(['*', 'Y2F*', '14155550101', GROUP.toLowerCase()])(
		'%s does not allow the group',
		async (list) => {
			const run = await meta.run({ parameters: guarded(list) });
			expect(shown(run).message).toBe(
				`The group ${GROUP} is not among the numbers that may be written to`,
			);
			expect(meta.bodies).toEqual([]);
		},
	);

	test('its ID does', async () => {
		const run = await meta.run({ parameters: guarded(`14155550101, ${GROUP}`) });
		expect(run.error).toBeUndefined();
		expect(meta.sent).toHaveLength(1);
	});
});

test('a group that Meta does not know is refused in words', async () => {
	const run = await meta.run({ parameters: text('Hello', { whatsappNumber: `${GROUP}B` }) });
	expect(shown(run).message).toMatch(/The group does not exist, or your business is not in it/);
	expect(meta.sent).toEqual([]);
});

test('outside the 24-hour window of the group a text does not arrive, and a template does', async () => {
	meta.sandbox.businessAccount().closeWindow(PHONE, GROUP);
	await meta.run({ parameters: text('Hello', toGroup) });
	await meta.run({ parameters: send('sendTemplate', { ...hello, ...toGroup }) });
	expect(meta.sent.map(({ failure }) => failure?.code)).toEqual([131047, undefined]);
});
