import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Sandbox } from '../../../sandbox';
import { CASES } from '../../harness/cases';
import { v3, wati } from '../client';
import { useSandbox } from '../use-sandbox';

const ADA = '14155550101';

let sandbox: Sandbox;
useSandbox(
	(opened) => (sandbox = opened),
	{ plan: 'off' },
	{
		v3Webhooks: 'words',
		v3Messages: 'measured',
		tagPath: 'both',
		listsDefaultChannel: true,
		deliveredAfterMs: 0,
		readAfterMs: 0,
	},
);

/** The body of the first answer in a case that was taken from a live account or from WATI's pages. */
function answerIn(name: string): Record<string, unknown> {
	const text = readFileSync(join(CASES, 'wati/answers', `${name}.json`), 'utf8');
	const { replies } = JSON.parse(text) as { replies: [{ body: Record<string, unknown> }] };
	return replies[0].body;
}

const keysOf = (value: unknown) => Object.keys(value as object).sort();

const register = () =>
	sandbox.registerWebhook({ url: 'https://n8n.example.com/hook', eventTypes: ['message'] });

describe('webhooks in words', () => {
	test('are listed as documented', async () => {
		register();
		const { json } = await v3(sandbox, 'GET', '/webhooks?page_number=1&page_size=10');
		const [listed] = json.webhooks as [object];
		const [documented] = answerIn('v3-webhooks-string-status').webhooks as [object];
		expect(keysOf(listed)).toEqual(keysOf(documented));
		expect(listed).toMatchObject({ status: 'Enabled', eventTypes: ['message'] });
	});

	test('are changed with their URL alone', async () => {
		const { id, url } = register();
		const change = async (body: Record<string, unknown>) =>
			await v3(sandbox, 'PUT', `/webhooks/${id}`, body);
		expect(await change({ status: 'Disabled' })).toMatchObject({
			status: 400,
			json: { message: 'Url is required' },
		});
		expect((await change({ url: '', status: 'Disabled' })).status).toBe(400);
		expect((await change({ url, status: 0 })).json.message).toBe('Status is invalid');
		const { json } = await change({ url, status: 'Disabled' });
		expect(keysOf(json)).toEqual(keysOf(answerIn('webhook-update-needs-url')));
		expect(json).toMatchObject({ ok: true, result: { id, status: 'Disabled' } });
		expect(sandbox.webhooks()[0]?.status).toBe(0);
	});
});

test('messages of a chat have the fields that were measured', async () => {
	await wati(sandbox, 'POST', `/api/v2/sendTemplateMessage?whatsappNumber=${ADA}`, {
		template_name: 'welcome',
		broadcast_name: 'b',
		parameters: [],
	});
	await v3(sandbox, 'PUT', `/conversations/${ADA}/operator`, {
		assignee_email: 'agent@example.com',
	});
	const path = `/conversations/${ADA}/messages?page_number=1&page_size=50`;
	const list = (await v3(sandbox, 'GET', path)).json.message_list as Array<Record<string, unknown>>;
	const measured = answerIn('v3-messages-measured').message_list as Array<Record<string, unknown>>;
	for (const kind of ['message', 'broadcastMessage', 'ticket']) {
		const [ours, theirs] = [list, measured].map((all) =>
			all.find(({ event_type: type }) => type === kind),
		);
		expect(keysOf(ours)).toEqual(
			expect.arrayContaining(keysOf(theirs).filter((key) => key !== 'text')),
		);
		expect(ours).not.toHaveProperty('status');
		expect(ours).not.toHaveProperty('local_message_id');
	}
	expect(list.find(({ event_type: type }) => type === 'broadcastMessage')).toMatchObject({
		owner: null,
		status_string: 'READ',
	});
});

test.each([
	['tags', 'conv-tags'],
	['conv-tags', 'tags'],
] as const)('tags of a chat may have the path %s alone', async (path, other) => {
	const tag = { tag_name: 'vip' };
	for (const one of [path, other]) {
		expect((await v3(sandbox, 'POST', `/conversations/${ADA}/${one}`, tag)).status).toBe(200);
	}
	sandbox.reset({ tagPath: path });
	expect((await v3(sandbox, 'POST', `/conversations/${ADA}/${path}`, tag)).status).toBe(200);
	expect((await v3(sandbox, 'POST', `/conversations/${ADA}/${other}`, tag)).status).toBe(404);
	expect((await v3(sandbox, 'DELETE', `/conversations/${ADA}/${other}/vip`)).status).toBe(404);
	expect((await v3(sandbox, 'DELETE', `/conversations/${ADA}/${path}/vip`)).status).toBe(200);
});

test('the default channel may be listed without an ID', async () => {
	const { json } = await v3(sandbox, 'GET', '/channels?page_number=1&page_size=10');
	const [first, second] = json.channels as object[];
	expect(first).toEqual((answerIn('v3-channels-default-without-id').channels as object[])[0]);
	expect(second).toEqual({
		id: expect.any(String) as string,
		name: 'Support',
		channel: '14155550150',
	});
});

describe('the number a template comes from', () => {
	const from = () => sandbox.messagesTo(ADA).at(-1)?.from;

	test.each(['v1', 'v2'])('is the default one in %s, whatever is asked for', async (version) => {
		for (const name of ['channel_number', 'channelPhoneNumber']) {
			const path = `/api/${version}/sendTemplateMessage?whatsappNumber=${ADA}&${name}=14155550150`;
			const body = { template_name: 'welcome', broadcast_name: 'b', parameters: [] };
			const { json } = await wati(sandbox, 'POST', path, { ...body, [name]: '14155550150' });
			expect([json.result, from()]).toEqual([true, '14155550100']);
		}
		const receivers = [{ whatsappNumber: ADA, customParams: [] }];
		const many = { template_name: 'welcome', broadcast_name: 'b', receivers };
		const path = `/api/${version}/sendTemplateMessages`;
		await wati(sandbox, 'POST', path, { ...many, channel_number: '14155550150' });
		expect(from()).toBe('14155550100');
	});

	test('is the channel of v3, to a number, a contact or a BSUID, each with its own entry', async () => {
		const { contact_list: contacts } = (await wati(sandbox, 'GET', '/api/v1/getContacts')).json;
		const [{ id }] = contacts as [{ id: string }];
		const { json } = await v3(sandbox, 'POST', '/messageTemplates/send', {
			template_name: 'welcome',
			broadcast_name: 'b',
			channel: '14155550150',
			recipients: [
				{ phone_number: '14155550102', local_message_id: 'my-id-0000001' },
				{ target: id },
				{ target: 'US.123124141512' },
			],
		});
		expect(json).toMatchObject({ success: true, broadcast_id: expect.any(String) as string });
		const entries = json.recipients as Array<{ local_message_id: string; phone_number: string }>;
		expect(entries.map((one) => one.phone_number)).toEqual(['14155550102', id, 'US.123124141512']);
		expect(entries[0]?.local_message_id).toBe('my-id-0000001');
		for (const number of ['14155550102', ADA, 'US.123124141512']) {
			expect(sandbox.messagesTo(number).at(-1)).toMatchObject({ from: '14155550150' });
		}
	});
});
