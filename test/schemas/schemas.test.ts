import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import { binary, runNode, SleepingExecution } from '../harness';
import { holdAgainstSchema, operationsOf } from './node-schemas';
import { useResumedTrigger } from './resumed-trigger';

const ADA = '14155550101';
const DIRECT = { authentication: 'watiApi' };
const CHANNEL = '14155550100';
const number = (value: string) => ({ __rl: true, mode: 'number', value });
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const named = (value: string) => ({ __rl: true, mode: 'name', value });
const pairs = (values: Record<string, string>) => ({
	pair: Object.entries(values).map(([name, value]) => ({ name, value })),
});
/** Templates through a channel go by v3, which answers in its own way. */
const throughChannel = { channelNumber: number(CHANNEL) };
const variables = { additionalParameters: pairs({ name: 'Ada', ordernumber: 'A-1' }) };

let sandbox: Sandbox;
let connectionId = '';
/** The media path of the newest message that has one, as Message: Get Many shows it. */
let mediaPath = '';
/** Local ID of a message that was sent. */
let sentId = '';
let campaignId = '';
let chatbotId = '';
/** A webhook of the account. */
const webhookId = () => sandbox.webhooks()[0]!.id;

async function file(
	content: string,
	fileName: string,
	mimeType: string,
): Promise<INodeExecutionData> {
	return { json: {}, binary: { data: await binary(content, fileName, mimeType) } };
}

interface Example {
	/** Brings a sleeping execution to its end. */
	wake?: (execution: SleepingExecution) => Promise<void>;
	parameters: INodeParameters;
	items?: INodeExecutionData[];
	sharedStaticData?: IDataObject;
}

const one =
	(parameters: INodeParameters): (() => Promise<Example[]>) =>
	async () => [{ parameters }];

const PUBLISHED = {
	name: 'WATI Trigger',
	since: '2026-11-20T10:00:00.000Z',
	lastEvent: '2026-11-20T10:14:16.000Z',
	lastAccepted: '2026-11-20T10:14:16.000Z',
	lastRefused: '2026-11-20T10:05:00.000Z',
	lastRefusal: 'The token is not the right one',
	accepted: 1,
	refused: 1,
	events: { messageReceived: 1 },
};

const triggers = useResumedTrigger();

const EXAMPLES: Record<string, () => Promise<Example[]>> = {
	'account/getTriggerStatus': async () => [
		{ parameters: {} },
		{ parameters: {}, sharedStaticData: { watiTriggers: { a1: PUBLISHED } } },
	],
	'account/checkSetup': async () => [{ parameters: {} }, { parameters: DIRECT }],
	'account/getCredits': one(DIRECT),
	'account/getUsage': one({}),
	'account/rotateToken': one({
		...DIRECT,
		confirmRotation: true,
		tokenFrom: 'field',
		token: 'wati-sandbox-spare-token',
	}),
	'connection/getAll': one({ returnAll: true }),
	'connection/create': one({}),
	'connection/get': async () => [
		{ parameters: { connectionId: { __rl: true, mode: 'id', value: connectionId } } },
	],
	'connection/delete': async () => [
		{ parameters: { connectionId: { __rl: true, mode: 'id', value: connectionId } } },
	],
	'contact/add': one({
		whatsappNumber: number('14155550190'),
		name: 'Lena Berg',
		additionalAttributes: pairs({ member: 'basic' }),
	}),
	'contact/upsert': one({
		whatsappNumber: number('14155550190'),
		name: 'Lena Berg',
		additionalAttributes: pairs({ member: 'gold' }),
	}),
	'contact/getAll': one({ returnAll: true }),
	'contact/setOptOut': one({ whatsappNumber: number(ADA), optOutChange: 'out' }),
	'contact/updateAttributes': one({
		whatsappNumber: number(ADA),
		additionalAttributes: pairs({ member: 'gold' }),
	}),
	'conversation/resumeBot': async () => [
		{
			parameters: { whatsappNumber: number(ADA) },
			sharedStaticData: { watiTriggers: { a1: { ...PUBLISHED, address: triggers.address } } },
		},
	],
	'media/download': async () => [{ parameters: { fileName: mediaPath } }],
	'message/getAll': one({ whatsappNumber: number(ADA), returnAll: true }),
	'message/getStatus': async () => [
		{ parameters: { ...DIRECT, channelNumber: number(CHANNEL), localMessageId: sentId } },
	],
	'message/sendAndWait': async () =>
		['Approve', 'Only half'].map((text) => ({
			parameters: { whatsappNumber: number(ADA), message: 'May it be refunded?' },
			wake: async (execution) => {
				await execution.post({ eventType: 'message', id: text, waId: ADA, text, type: 'text' });
			},
		})),
	'message/sendAndWaitForReply': async () => [
		{
			parameters: { whatsappNumber: number(ADA), messageText: 'When?' },
			wake: async (execution) => {
				await execution.post({
					eventType: 'message',
					id: '1',
					waId: ADA,
					text: 'Now',
					type: 'text',
				});
			},
		},
		{
			parameters: {
				whatsappNumber: number(ADA),
				messageText: 'How many?',
				acceptedAnswers: 'number',
				mostTries: 1,
			},
			wake: async (execution) => {
				await execution.post({ eventType: 'message', id: '2', waId: ADA, text: 'Many' });
			},
		},
	],
	'message/sendButtons': one({
		whatsappNumber: number(ADA),
		bodyText: 'Ready?',
		buttons: { button: [{ text: 'Yes' }] },
	}),
	'message/sendFile': async () => [
		{
			parameters: { whatsappNumber: number(ADA) },
			items: [await file('%PDF-1.4', 'bill.pdf', 'application/pdf')],
		},
		{
			parameters: {
				...DIRECT,
				whatsappNumber: number(ADA),
				fileSource: 'url',
				fileUrl: 'https://files.example.com/report.pdf',
			},
		},
	],
	'message/sendList': one({
		whatsappNumber: number(ADA),
		bodyText: 'When?',
		buttonText: 'See times',
		sections: {
			section: [{ title: 'Today', rows: { row: [{ title: 'Noon', description: '' }] } }],
		},
	}),
	'message/sendText': one({ whatsappNumber: number(ADA), messageText: 'Hello' }),
	'message/waitForDelivery': async () =>
		['Delivered', 'Failed'].map((statusString) => ({
			parameters: {
				whatsappNumber: number(ADA),
				messageId: sentId,
				options: { looks: 'never', eventsElsewhere: true },
			},
			wake: async (execution: SleepingExecution) => {
				const isFailure = statusString === 'Failed';
				await execution.post({
					eventType: isFailure ? 'sessionMessageFailed' : 'sentMessageDELIVERED_v2',
					statusString,
					localMessageId: sentId,
					timestamp: '1795169900',
					...(isFailure ? { failedCode: '131026', failedDetail: 'Message undeliverable' } : {}),
				});
			},
		})),
	'template/getAll': one({ returnAll: true }),
	'template/send': async () =>
		[{ apiVersion: 'v1' }, { apiVersion: 'v2' }, throughChannel].map((options) => ({
			parameters: {
				...DIRECT,
				whatsappNumber: number(ADA),
				template: named('order_update'),
				options,
				...variables,
			},
		})),
	'template/sendToMany': async () => [
		...[{ apiVersion: 'v1' }, { apiVersion: 'v2' }, throughChannel].map((options) => ({
			parameters: {
				...DIRECT,
				template: named('order_update'),
				options,
				recipientsFrom: 'json',
				recipientsJson: JSON.stringify([
					{ whatsappNumber: ADA, parameters: { name: 'Ada', ordernumber: '1' } },
				]),
			},
		})),
		{
			parameters: {
				template: named('order_update'),
				recipientsFrom: 'items',
				whatsappNumber: number(ADA),
				...variables,
			},
		},
	],
	'template/sendViaCsv': async () => [
		{
			parameters: { template: named('order_update') },
			items: [await file('Phone,name,ordernumber\n14155550101,Ada,1\n', 'people.csv', 'text/csv')],
		},
	],
	'template/schedule': async () => [
		{
			parameters: {
				...DIRECT,
				template: named('order_update'),
				scheduledAt: '2099-01-01T10:00:00Z',
				whatsappNumber: number(ADA),
				options: { localMessageId: 'order-4711' },
				...variables,
			},
		},
	],
	'campaign/getAll': one(DIRECT),
	'campaign/get': async () => [{ parameters: { ...DIRECT, campaignId: byId(campaignId) } }],
	'campaign/getRecipients': async () => [
		{ parameters: { ...DIRECT, campaignId: byId(campaignId) } },
	],
	'campaign/getOverview': one({
		...DIRECT,
		periodFrom: '2026-01-01T00:00:00',
		periodTo: '2099-01-01T00:00:00',
	}),
	'chatbot/getAll': one(DIRECT),
	'chatbot/start': async () => [
		{ parameters: { ...DIRECT, whatsappNumber: number(ADA), chatbotId: byId(chatbotId) } },
	],
	'webhook/create': one({
		...DIRECT,
		webhookNumber: number(CHANNEL),
		webhookUrl: 'https://n8n.example.com/webhook/b',
		webhookEvents: ['messageReceived'],
	}),
	'webhook/getAll': one(DIRECT),
	'webhook/getEventTypes': one(DIRECT),
	'webhook/update': async () => [
		{
			parameters: {
				...DIRECT,
				webhookId: byId(webhookId()),
				webhookChanges: { enabled: true },
			},
		},
	],
	'webhook/delete': async () =>
		[webhookId(), webhookId()].map((id) => ({ parameters: { ...DIRECT, webhookId: byId(id) } })),
	'channel/getAll': one({ ...DIRECT, returnAll: true }),
	'contact/count': one(DIRECT),
	'contact/assignTeams': one({
		...DIRECT,
		whatsappNumber: number(ADA),
		teams: 'Billing, Support',
	}),
	'contact/get': async () =>
		[ADA, 'US.123124141512'].map((given) => ({
			parameters: { ...DIRECT, whatsappNumber: number(given) },
		})),
	'contact/delete': async () =>
		['14155550110', '14155550110'].map((value) => ({
			parameters: { ...DIRECT, whatsappNumber: number(value) },
		})),
	'conversation/addTag': one({ ...DIRECT, whatsappNumber: number(ADA), tag: 'vip' }),
	'conversation/removeTag': one({ ...DIRECT, whatsappNumber: number(ADA), tag: 'vip' }),
	'conversation/assign': async () => [
		{ parameters: { whatsappNumber: number(ADA), email: 'agent@example.com' } },
		{ parameters: { ...DIRECT, whatsappNumber: number(ADA), assignTo: 'bot' } },
	],
	'conversation/showTyping': one({ ...DIRECT, whatsappNumber: number(ADA) }),
	'conversation/updateStatus': one({
		...DIRECT,
		whatsappNumber: number(ADA),
		chatStatus: 'pending',
	}),
};

async function run(
	operation: string,
	{ parameters, items, sharedStaticData, wake }: Example,
): Promise<INodeExecutionData[]> {
	const [resource, name] = operation.split('/') as [string, string];
	const options = {
		parameters: { resource, operation: name, ...parameters },
		...(items ? { items } : {}),
		sharedStaticData,
		credentials: {
			matonApi: {
				apiKey: sandbox.matonKey,
				connectionId: sandbox.connectionId,
				gatewayUrl: sandbox.url,
			},
			watiApi: {
				apiUrl: `${sandbox.url}/${sandbox.tenantId}`,
				accessToken: sandbox.watiToken,
			},
		},
	};
	if (wake) {
		const execution = await SleepingExecution.start({ items: [{}], ...options });
		await wake(execution);
		return [...execution.output(0), ...execution.output(1)];
	}
	const { items: output, error } = await runNode(options);
	if (error) throw new Error(`${operation}: ${error.message}`);
	return output;
}

beforeAll(async () => {
	sandbox = await startSandbox();
	const [created] = await run('connection/create', { parameters: {} });
	connectionId = String(created!.json.connection_id);
	const [sent] = await run('message/sendText', {
		parameters: { whatsappNumber: number(ADA), messageText: 'Hello' },
	});
	sentId = String(sent!.json.localMessageId);
	await run('template/send', {
		parameters: {
			whatsappNumber: number('14155550109'),
			template: named('order_update'),
			...variables,
		},
	});
	const campaigns = await run('campaign/getAll', { parameters: DIRECT });
	campaignId = String(campaigns[0]!.json.id);
	const chatbots = await run('chatbot/getAll', { parameters: DIRECT });
	chatbotId = String(chatbots[0]!.json.id);
	sandbox.registerWebhook({ url: 'https://n8n.example.com/webhook/a', eventTypes: ['message'] });
	const chat = await run('message/getAll', {
		parameters: { whatsappNumber: number(ADA), returnAll: true },
	});
	const runWithFile = chat.find(({ json }) => typeof json.data === 'string')!;
	mediaPath = String(runWithFile.json.data);
});

afterAll(async () => await sandbox.close());

test('every operation of the node is among the examples', async () => {
	expect(await operationsOf('wati')).toEqual(Object.keys(EXAMPLES).sort());
});

test.each(Object.keys(EXAMPLES))('%s returns what its schema says', async (operation) => {
	const outputs: IDataObject[] = [];
	for (const example of await EXAMPLES[operation]!()) {
		outputs.push(...(await run(operation, example)).map(({ json }) => json));
	}
	holdAgainstSchema('Wati', operation, outputs);
});
