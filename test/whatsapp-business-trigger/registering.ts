import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type * as Memory from '../../nodes/shared/webhooks/memory/trigger-memory';
import { META_APP } from '../../sandbox/meta/webhooks/app';
import { runHook, runWebhook } from '../harness';
import { useMeta } from '../whatsapp-business/setup';

const { forgetAll } = jest.requireActual<typeof Memory>(
	'../../dist/nodes/shared/webhooks/memory/trigger-memory',
);

export const meta = useMeta();
const NODE = 'matonWhatsAppBusinessTrigger';
export const ADA = '14155550101';

export type Place = 'app' | 'account' | 'number';

export const chosen = (registration: Place, more: INodeParameters = {}): INodeParameters => ({
	events: ['messageReceived'],
	registration,
	phoneNumberId: registration === 'number' ? meta.sandbox.business.testPhoneNumberId : '',
	...more,
});

/** Where Meta reaches the triggers: it serves their verification and takes their events. */
let n8n: Server;

/** What n8n has and gets, as far as it changes in a test. */
export const state = {
	instance: '',
	isUp: true,
	posted: [] as Array<{ path: string; items: number }>,
	staticData: {} as IDataObject,
};

export const options = (parameters: INodeParameters, isTest = false, more: IDataObject = {}) => ({
	node: NODE,
	parameters,
	instance: state.instance,
	isTest,
	staticData: state.staticData,
	credentials: {
		...meta.direct(),
		whatsAppTriggerApi: { clientId: META_APP.id, clientSecret: META_APP.secret, ...more },
	},
});

/** The parameters of the trigger that is published. */
let published: () => INodeParameters = () => chosen('app');

beforeAll(async () => {
	n8n = createServer((request, response) => {
		const url = new URL(request.url ?? '/', state.instance);
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const isGet = request.method === 'GET';
			const call = {
				...options(published()),
				webhook: isGet ? ('setup' as const) : ('default' as const),
				method: isGet ? ('GET' as const) : ('POST' as const),
				query: Object.fromEntries(url.searchParams),
				headers: request.headers as Record<string, string>,
				...(isGet ? {} : { rawBody: Buffer.concat(chunks) }),
			};
			void runWebhook(call).then(({ result, status, body, sent }) => {
				const items = result.workflowData?.[0]?.length ?? 0;
				if (!isGet) state.posted.push({ path: url.pathname, items });
				response.writeHead(state.isUp ? status : 404);
				response.end(sent && typeof body === 'string' ? body : '{}');
			});
		});
	});
	await new Promise<void>((done) => n8n.listen(0, '127.0.0.1', done));
	state.instance = `http://127.0.0.1:${(n8n.address() as AddressInfo).port}/`;
});

afterAll(async () => {
	n8n.closeAllConnections();
	await new Promise((done) => n8n.close(done));
});

/** What a restart of n8n does to the process. */
export const restart = (): void => forgetAll();

beforeEach(() => {
	restart();
	state.staticData = {};
	state.posted.length = 0;
	state.isUp = true;
});

/** What n8n does when a workflow is published, at each of its starts, and when a test run begins. */
export async function publish(parameters: INodeParameters, isTest = false): Promise<string[]> {
	published = () => parameters;
	const { result, warnings } = await runHook('checkExists', options(parameters, isTest));
	const told = result ? warnings : (await runHook('create', options(parameters, isTest))).warnings;
	// The address of the test is none that Meta reaches, which is told as well.
	return told.filter((words) => !words.startsWith('Events may not reach'));
}

export const unpublish = async (parameters: INodeParameters, isTest = false) =>
	await runHook('delete', options(parameters, isTest));

export const address = (isTest = false) =>
	`${isTest ? 'https://n8n.example.com/webhook-test' : `${state.instance}webhook`}/tested-webhook/whatsapp-business`;

export const writes = () =>
	meta.bench.requests
		.filter(({ method, endpoint }) => method !== 'GET' && !endpoint.endsWith('access_token'))
		.map(({ method, path }) => `${method} ${path.replace(/^\/v[\d.]+/, '')}`);

/** What Meta calls, by place. */
export const addresses = () => {
	const { accountId, testPhoneNumberId } = meta.sandbox.business;
	const now = meta.sandbox.businessWebhooks;
	return {
		app: now.app?.url,
		account: now.overrideOf(accountId),
		number: now.overrideOf(testPhoneNumberId),
	};
};

/** The token that the trigger makes for itself. */
export const verifyToken = createHmac('sha256', META_APP.secret)
	.update('verify:harness:Tested')
	.digest('hex');

/** The app has an address already, as of a dashboard, with these fields. */
export async function occupy(
	fields = ['messages'],
	callbackUrl = `${state.instance}webhook/other/path`,
) {
	const appSecret = META_APP.secret;
	const parameters = chosen('app');
	published = () => parameters;
	await meta.sandbox.businessWebhooks.subscribe({ callbackUrl, verifyToken, appSecret, fields });
}
