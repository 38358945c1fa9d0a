import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Sandbox } from '../../../sandbox';
import { CASES } from '../../harness/cases';
import { maton, v3, wati } from '../client';
import { useSandbox } from '../use-sandbox';

let sandbox: Sandbox;
useSandbox((opened) => (sandbox = opened), {
	plan: 'off',
	gatewayPerSecond: 0,
	webhookPlan: 'pro',
});

/** The numbers that people mean, from cases of what they type. */
const MEANT = readFileSync(join(CASES, 'numbers.tsv'), 'utf8')
	.split('\n')
	.filter((line) => !line.startsWith('#'))
	.map((line) => /^\d{8,15}/.exec(line.split('\t')[2] ?? '')?.[0])
	.filter((number, place, all) => number !== undefined && all.indexOf(number) === place);

/** Digits that people type without a country, or that are no number at all. */
const IMPOSSIBLE = [
	'11987654321',
	'55991234567',
	'9123456789',
	'7012345678',
	'20241127',
	'0044551234',
];

async function sendTemplate(version: 'v1' | 'v2', whatsappNumber: unknown) {
	const path = `/api/${version}/sendTemplateMessage?whatsappNumber=${String(whatsappNumber)}`;
	const body = { template_name: 'welcome', broadcast_name: 'b', parameters: [] };
	return (await wati(sandbox, 'POST', path, body)).json;
}

async function sendByMeta(body: Record<string, unknown>) {
	const path = `/whatsapp-business/v25.0/${sandbox.business.phoneNumberId}/messages`;
	const template = { name: 'hello_world', language: { code: 'en_US' } };
	const message = { messaging_product: 'whatsapp', type: 'template', template, ...body };
	return await maton(sandbox, 'POST', path, message);
}

test.each(MEANT)('%s is somebody at WATI and at Meta', async (number) => {
	expect(await sendTemplate('v2', number)).toMatchObject({
		receivers: [{ isValidWhatsAppNumber: true, errors: [] }],
	});
	expect(sandbox.messagesTo(String(number))).toHaveLength(1);
	expect((await sendByMeta({ to: number })).json).toMatchObject({ contacts: [{ input: number }] });
});

test.each(IMPOSSIBLE)('%s is nobody', async (number) => {
	expect(await sendTemplate('v1', number)).toMatchObject({
		result: false,
		validWhatsAppNumber: false,
	});
	expect(await sendTemplate('v2', number)).toMatchObject({
		receivers: [{ isValidWhatsAppNumber: false, errors: ['Invalid WhatsApp number'] }],
	});
	const toMany = {
		template_name: 'welcome',
		broadcast_name: 'b',
		recipients: [{ phone_number: number }],
	};
	expect((await v3(sandbox, 'POST', '/messageTemplates/send', toMany)).json).toMatchObject({
		success: true,
		recipients: [{ phone_number: number, errors: ['Invalid phone number format.'] }],
	});
	expect(await sendByMeta({ to: number })).toMatchObject({
		status: 400,
		json: { error: { code: 100, error_data: { details: 'Param to is not a valid phone number' } } },
	});
	expect(sandbox.messagesTo(number)).toEqual([]);
	expect(sandbox.businessAccount().messages.filter(({ from }) => from === 'business')).toEqual([]);
});

describe.each([
	['Brazil, area codes above 29', '5541987654321', '554187654321', '554187654321'],
	['Brazil, area codes below 30', '5511987654321', '551187654321', '5511987654321'],
	['Mexico', '525512345678', '5215512345678', '5215512345678'],
	['Argentina', '541112345678', '5491112345678', '5491112345678'],
])("WhatsApp's ID in %s", (_country, one, other, id) => {
	test('is one person, whichever form is written to', async () => {
		for (const number of [one, other]) {
			expect(await sendTemplate('v2', number)).toMatchObject({ receivers: [{ waId: id }] });
			expect((await sendByMeta({ to: number })).json).toMatchObject({
				contacts: [{ input: number, wa_id: id }],
			});
		}
		for (const number of [one, other]) expect(sandbox.messagesTo(number)).toHaveLength(2);
		const { contact_list: list } = (await wati(sandbox, 'GET', '/api/v1/getContacts?pageSize=50'))
			.json;
		expect((list as Array<{ wAid: string }>).filter(({ wAid }) => wAid === id)).toHaveLength(1);
	});

	test('opens one window', async () => {
		sandbox.customerWrites(other, 'Hello');
		const { json } = await wati(
			sandbox,
			'POST',
			`/api/v1/sendSessionMessage/${one}?messageText=Hi`,
		);
		expect(json.ok).toBe(true);
		const account = sandbox.businessAccount();
		account.openWindow(sandbox.business.phoneNumberId, one);
		expect(account.isWindowOpen(sandbox.business.phoneNumberId, other)).toBe(true);
	});
});

test('a person may have another ID than is usual in the country', async () => {
	sandbox.customersAct({ whatsappNumber: '5541987654321', phone: { whatsappId: '5541987654321' } });
	expect(await sendTemplate('v2', '554187654321')).toMatchObject({
		receivers: [{ waId: '5541987654321' }],
	});
});

test('by a setting, any digits are accepted and fail later', async () => {
	sandbox.reset({ impossibleNumbers: 'failLater' });
	expect(await sendTemplate('v2', '0044551234')).toMatchObject({ receivers: [{ errors: [] }] });
	expect(sandbox.messagesTo('0044551234')).toEqual([]);
	expect((await sendByMeta({ to: '11987654321' })).status).toBe(200);
	sandbox.reset({ impossibleNumbers: 'refused' });
});

describe('A customer of Meta without a number', () => {
	const userId = 'US.13491208655302741918';

	test('is answered by the field recipient', async () => {
		const { status, json } = await sendByMeta({ recipient: userId });
		expect(status).toBe(200);
		expect(json.contacts).toEqual([{ input: userId, user_id: userId }]);
		expect(sandbox.businessAccount().messages.at(-1)).toMatchObject({ waId: null, userId });
	});

	test('gets nothing by the field to, although it is answered like a success', async () => {
		const { status, json } = await sendByMeta({ to: userId });
		expect([status, json]).toEqual([
			200,
			{
				messaging_product: 'whatsapp',
				contacts: [{ input: userId, wa_id: '13491208655302741918' }],
				messages: [{ id: expect.stringMatching(/^wamid\./) as string, message_status: 'accepted' }],
			},
		]);
		const written = sandbox.businessAccount().messages.filter(({ from }) => from === 'business');
		expect(written).toEqual([]);
	});

	test('is passed over when there is a number as well', async () => {
		const { json } = await sendByMeta({ to: '14155550101', recipient: userId });
		expect(json.contacts).toEqual([{ input: '14155550101', wa_id: '14155550101' }]);
	});

	test('cannot get an authentication template', async () => {
		const { templates } = sandbox.businessAccount();
		const [hello] = templates;
		if (hello) hello.category = 'AUTHENTICATION';
		expect(await sendByMeta({ recipient: userId })).toMatchObject({
			status: 400,
			json: { error: { code: 131062 } },
		});
	});

	test('has a window of its own', async () => {
		const text = { type: 'text', text: { body: 'Hi' } };
		await sendByMeta({ ...text, recipient: userId });
		expect(sandbox.businessAccount().messages.at(-1)?.failure).toBeUndefined();
		await sendByMeta({ ...text, recipient: 'US.999' });
		expect(sandbox.businessAccount().messages.at(-1)?.failure?.code).toBe(131047);
	});

	test('is asked for in words of Meta when the ID is none', async () => {
		expect((await sendByMeta({ recipient: '14155550101' })).status).toBe(400);
		expect((await sendByMeta({})).json).toMatchObject({
			error: { message: '(#100) The parameter to is required.' },
		});
	});
});
