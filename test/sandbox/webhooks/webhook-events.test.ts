import type { Payload } from '../../../sandbox/webhooks/interface';
import { call, upload, wati } from '../client';
import {
	ADA,
	ISO_7,
	SECONDS,
	documented,
	startWithReceiver,
	type SandboxWithReceiver,
} from './sandbox-with-receiver';

const NOBODY = '14155550199';

let bench: SandboxWithReceiver;
let sandbox: SandboxWithReceiver['sandbox'];
let receiver: SandboxWithReceiver['receiver'];
let named: SandboxWithReceiver['named'];
let arrived: SandboxWithReceiver['arrived'];
let sendTemplate: SandboxWithReceiver['sendTemplate'];
let onPhone: SandboxWithReceiver['onPhone'];
beforeAll(async () => {
	bench = await startWithReceiver();
	({ sandbox, receiver, named, arrived, sendTemplate, onPhone } = bench);
});
afterAll(() => bench.close());
beforeEach(() => bench.renew());

const leaveWhatsApp = (whatsappNumber: string) => {
	const failure = { code: '131026', detail: 'Message undeliverable' };
	sandbox.customersAct({ whatsappNumber, phone: { failure } });
};

describe('a template', () => {
	it('is sent, delivered and read', async () => {
		await sendTemplate(ADA, 'order_update', { name: 'Ada', ordernumber: 'A1' });
		const bodies = await arrived();
		expect(bodies.map(({ eventType }) => eventType)).toEqual([
			'templateMessageSent',
			'templateMessageSent_v2',
			'templateMessageSent_bsuid',
			'templateMessageSent_v2_bsuid',
			'sentMessageDELIVERED',
			'sentMessageDELIVERED_v2',
			'sentMessageREAD',
			'sentMessageREAD_v2',
		]);
		const [old, v2, , v2Bsuid, , delivered] = bodies;
		expect(Object.keys(v2 ?? {})).toEqual(documented('templateMessageSent_v2'));
		expect(v2).toMatchObject({
			whatsappMessageId: onPhone(),
			templateName: 'order_update',
			created: expect.stringMatching(ISO_7) as string,
			text: 'Hi Ada, order A1 shipped.',
			waId: ADA,
			sourceType: 'API',
			channelId: null,
			channelPhoneNumber: '14155550100',
		});
		const { localMessageId, templateContent, ...rest } = v2 as Payload;
		expect(templateContent).toEqual({ headerText: null, footerText: null, buttons: [] });
		expect(old).toEqual({ ...rest, eventType: 'templateMessageSent' });
		expect(v2Bsuid).toMatchObject({ bsuid: /^US\.\d{15}$/, parentBsuid: null, username: '@ada' });
		expect(Object.keys(delivered ?? {})).toEqual(documented('sentMessageDELIVERED_v2'));
		expect(delivered).toMatchObject({
			statusString: 'Delivered',
			id: v2?.id,
			localMessageId,
			text: null,
			timestamp: expect.stringMatching(SECONDS) as string,
		});
	});

	it('fails later to somebody who is not on WhatsApp', async () => {
		leaveWhatsApp(NOBODY);
		const { json } = await sendTemplate(NOBODY, 'welcome');
		expect(json.result).toBe(true);
		const failed = await named('templateMessageFailed');
		expect(failed).toMatchObject({
			failedCode: '131026',
			failedDetail: 'Message undeliverable',
			statusString: 'Failed',
			channelPhoneNumber: '14155550100',
		});
		expect(receiver.names()).not.toContain('sentMessageDELIVERED');
		for (const { id } of sandbox.webhooks()) sandbox.removeWebhook(id);
		receiver.arrivals.length = 0;
		sandbox.registerWebhook({ url: receiver.url, eventTypes: ['templateMessageFailed'] });
		await sendTemplate(NOBODY, 'welcome');
		expect(Object.keys(await named('templateMessageFailed')).sort()).toEqual(
			documented('templateMessageFailed').sort(),
		);
	});

	it('of a bulk send is told for each receiver', async () => {
		await wati(sandbox, 'POST', '/api/v2/sendTemplateMessages', {
			template_name: 'welcome',
			broadcast_name: 'b',
			receivers: ['14155550101', '14155550102', '14155550777'].map((whatsappNumber) => ({
				whatsappNumber,
				customParams: [],
			})),
		});
		const read = (await arrived()).filter(({ eventType }) => eventType === 'sentMessageREAD_v2');
		expect(new Set(read.map(({ localMessageId }) => localMessageId)).size).toBe(3);
	});

	it('with a picture names its header', async () => {
		await sendTemplate(ADA, 'welcome');
		expect(await named('templateMessageSent_v2')).toMatchObject({
			headerType: 'image',
			headerLink: 'https://cdn.example.com/welcome.png',
		});
	});
});

describe('a session message', () => {
	it('by API is sent, delivered and read', async () => {
		const path = `/api/v1/sendSessionMessage/${ADA}?messageText=Hi&replyContextId=wamid.X`;
		await wati(sandbox, 'POST', path);
		const v2 = await named('sessionMessageSent_v2');
		expect(Object.keys(v2)).toEqual(documented('sessionMessageSent_v2'));
		expect(v2).toMatchObject({ owner: true, text: 'Hi', replyContextId: 'wamid.X', waId: ADA });
		expect(Object.keys(await named('sessionMessageSent'))).toEqual(
			documented('sessionMessageSent'),
		);
		expect(await named('sentMessageREAD')).toMatchObject({ statusString: 'Read', id: v2.id });
	});

	it('by an operator carries who wrote it', async () => {
		const operator = async (body: Record<string, unknown>) =>
			await call('POST', `${sandbox.url}/__sandbox/operator`, { body });
		const { json } = await operator({
			whatsappNumber: ADA,
			text: 'One moment',
			email: 'sales@example.com',
		});
		expect(await named('sessionMessageSent_v2')).toMatchObject({
			owner: true,
			text: 'One moment',
			operatorName: 'Sam Sales',
			operatorEmail: 'sales@example.com',
			whatsappMessageId: json.whatsappMessageId,
		});
		expect(sandbox.messagesTo(ADA)).toMatchObject([{ kind: 'text', text: 'One moment' }]);
		for (const wrong of [
			{ whatsappNumber: '14155550108', text: 'x' },
			{ whatsappNumber: '14155550777', text: 'x' },
			{ whatsappNumber: ADA, text: 'x', email: 'nobody@example.com' },
			{ whatsappNumber: ADA },
		]) {
			expect((await operator(wrong)).status).toBe(400);
		}
	});

	it('with a file leads to it', async () => {
		const form = upload('file', 'a.pdf', 'application/pdf', 'x');
		await wati(sandbox, 'POST', `/api/v1/sendSessionFile/${ADA}`, form);
		const { data, type } = await named('sessionMessageSent_v2');
		expect(type).toBe('document');
		const authorization = `Bearer ${sandbox.watiToken}`;
		const file = await call('GET', String(data), { headers: { authorization } });
		expect(file.text).toBe('x');
	});

	it('fails later where nobody can be reached', async () => {
		sandbox.openWindow(NOBODY);
		leaveWhatsApp(NOBODY);
		await wati(sandbox, 'POST', `/api/v1/sendSessionMessage/${NOBODY}?messageText=Hi`);
		expect(await named('sessionMessageFailed')).toMatchObject({
			type: 'session',
			failedCode: '131026',
			text: 'Hi',
		});
	});
});
