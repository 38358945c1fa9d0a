import type { Fault, Sandbox } from '../../sandbox';
import { ANSWER_SHAPES } from '../../sandbox/faults/answer-shapes';
import { call, v3, wati } from './client';
import { useSandbox } from './use-sandbox';

let sandbox: Sandbox;
useSandbox((opened) => (sandbox = opened), { plan: 'off', gatewayPerSecond: 0 });

const ADA = '14155550101';
const TEXT = 'POST /api/v1/sendSessionMessage/{whatsappNumber}';
const TEMPLATE = 'POST /api/v2/sendTemplateMessage';
const TO_MANY = 'POST /api/ext/v3/messageTemplates/send';

const reshape = (endpoint: string, shape: Fault['shape'], more: Partial<Fault> = {}) =>
	sandbox.addFault({ endpoint, kind: 'reshape', shape, ...more });
const sendText = async () =>
	await wati(sandbox, 'POST', `/api/v1/sendSessionMessage/${ADA}?messageText=Hi`);
const sendTemplate = async () =>
	await wati(sandbox, 'POST', `/api/v2/sendTemplateMessage?whatsappNumber=${ADA}`, {
		template_name: 'welcome',
		broadcast_name: 'b',
		parameters: [],
	});
const sendToMany = async () =>
	await v3(sandbox, 'POST', '/messageTemplates/send', {
		template_name: 'welcome',
		broadcast_name: 'b',
		recipients: [{ phone_number: ADA }],
	});
const contacts = async (page: number) =>
	(await wati(sandbox, 'GET', `/api/v1/getContacts?pageSize=5&pageNumber=${page}`)).json as {
		contact_list: Array<{ id: string | null; phone: string }>;
		link: { total: number; nextPage: string | null };
	};
const arrived = () => sandbox.messagesTo(ADA).length;

test.each([
	['emptyObject', '{}'],
	['emptyList', '[]'],
	['emptyBody', ''],
	['bareFlag', '{"result":true}'],
	['unauthorized', '{"message":"Unauthorized"}'],
	['metaError', '{"error":{"code":131047,"message":"(#131047) Re-engagement message"}}'],
	['fileNotFound', '{"code":404,"message":"File not found"}'],
	['signInPage', '<!doctype html><html><body>Sign in</body></html>'],
] as const)('%s takes the place of the answer', async (shape, text) => {
	reshape(TEXT, shape);
	expect([(await sendText()).text, arrived()]).toEqual([text, 0]);
	reshape(TEXT, shape, { tookEffect: true });
	expect([(await sendText()).text, arrived()]).toEqual([text, 1]);
});

test('a template may have gone to nobody, or to somebody else', async () => {
	reshape(TEMPLATE, 'noReceivers');
	expect((await sendTemplate()).json).toMatchObject({ result: true, receivers: [] });
	reshape(TEMPLATE, 'otherReceiver');
	expect((await sendTemplate()).json).toMatchObject({ receivers: [{ waId: '14155550199' }] });
	reshape(TO_MANY, 'otherReceiver');
	expect((await sendToMany()).json).toMatchObject({
		recipients: [{ phone_number: '14155550199' }],
	});
	reshape(TO_MANY, 'nullReceivers');
	expect((await sendToMany()).json).toMatchObject({ success: true, recipients: null });
	reshape(TO_MANY, 'noBroadcast');
	expect((await sendToMany()).json).toMatchObject({ broadcast_id: null, recipients: null });
	expect(arrived()).toBe(5);
});

test('errors may be a text or objects beside a success', async () => {
	reshape(TEMPLATE, 'errorsAsText');
	expect((await sendTemplate()).json).toMatchObject({
		result: true,
		receivers: [{ errors: 'Invalid WhatsApp number' }],
	});
	reshape(TEXT, 'errorsAsObjects');
	expect((await sendText()).json).toMatchObject({ ok: true, errors: [{ code: 131026 }] });
});

test('a message may say itself that it failed', async () => {
	reshape(TEXT, 'failedMessage');
	expect((await sendText()).json).toMatchObject({
		ok: true,
		message: { statusString: 'FAILED', whatsappMessageId: null },
	});
	reshape('POST /api/ext/v3/conversations/messages/fileViaUrl', 'failedMessage');
	const body = { target: ADA, file_url: 'https://files.example.com/report.pdf' };
	expect(await v3(sandbox, 'POST', '/conversations/messages/fileViaUrl', body)).toMatchObject({
		status: 200,
		json: { message: { status: 'failed', failed_detail: '(#131053) Media upload error' } },
	});
});

test('what was written may stand in the chat as failed', async () => {
	await sendText();
	await sendTemplate();
	reshape('GET /api/v1/getMessages/{whatsappNumber}', 'failedRecords');
	const { messages } = (await wati(sandbox, 'GET', `/api/v1/getMessages/${ADA}`)).json;
	const { items } = messages as { items: Array<{ owner?: boolean; statusString?: string }> };
	expect(items.slice(0, 2).map(({ statusString }) => statusString)).toEqual(['FAILED', 'FAILED']);
	expect(items.filter(({ owner }) => owner === false).map((one) => one.statusString)).not.toContain(
		'FAILED',
	);
});

test('a list may lie about its length, its pages and its order', async () => {
	const list = 'GET /api/v1/getContacts';
	const [first, second] = [await contacts(1), await contacts(2)];
	const phones = ({ contact_list: records }: typeof first) => records.map(({ phone }) => phone);
	reshape(list, 'totalTooHigh');
	expect((await contacts(1)).link.total).toBe(1_000_000);
	reshape(list, 'totalZero');
	expect(await contacts(1)).toMatchObject({ link: { total: 0 }, contact_list: { length: 5 } });
	reshape(list, 'samePage');
	expect(phones(await contacts(2))).toEqual(phones(first));
	reshape(list, 'reversed');
	expect(phones(await contacts(2))).toEqual(phones(second).reverse());
	reshape(list, 'endless');
	expect((await contacts(9)).link.nextPage).toBe('/api/v1/more');
	reshape(list, 'withoutIds');
	expect((await contacts(1)).contact_list.map(({ id }) => id === null)).toEqual([
		true,
		false,
		true,
		false,
		true,
	]);
});

test('shapes are chosen through the control API too', async () => {
	const fault = { endpoint: TEXT, kind: 'reshape' };
	const control = async (body: Record<string, unknown>) =>
		await call('POST', `${sandbox.url}/__sandbox/faults`, { body });
	expect((await control({ ...fault, shape: 'emptyObject' })).status).toBe(200);
	expect((await sendText()).text).toBe('{}');
	const refused = await control({ ...fault, shape: 'round' });
	expect([refused.status, refused.json.error]).toEqual([
		400,
		`reshape needs a shape: ${ANSWER_SHAPES.join(', ')}.`,
	]);
});
