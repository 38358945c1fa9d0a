import { runHook, runWebhook, testCredential } from '../harness';
import { TEXT } from '../trigger/service/payloads';
import { MovedHouse } from './elsewhere';

const KEY = 'canary-key-0123456789';
const SECRET = '0123456789abcdef0123456789abcdef';

const moved = new MovedHouse();
beforeAll(async () => await moved.open());
beforeEach(() => moved.reset());
afterAll(async () => await moved.close());

const watiApi = () => ({ apiUrl: `${moved.houseUrl}/123456`, accessToken: KEY });
const matonApi = () => ({
	apiKey: KEY,
	connectionId: 'canary-connection',
	gatewayUrl: moved.houseUrl,
});
const n8nApi = (path = '') => ({ baseUrl: `${moved.houseUrl}${path}`, apiKey: KEY });

const options = { webhookSecret: SECRET };

describe.each([301, 302, 307, 308])('a host that answers %s and names another one', (status) => {
	beforeEach(() => {
		moved.status = status;
	});

	test.each([
		['matonApi', matonApi],
		['watiApi', watiApi],
	])('gets no key of %s there when the credential is tested', async (type, data) => {
		const { status: verdict, message } = await testCredential(type, data());
		expect(moved.house.length).toBeGreaterThan(0);
		expect(moved.elsewhere).toEqual([]);
		expect([verdict, message]).toEqual(['Error', expect.stringMatching(/redirects to another one/)]);
	});

	test('gets neither the key of n8n nor the event there when events are handed over', async () => {
		await runWebhook({
			parameters: { options: { ...options, handOver: 'also', useN8nApi: true } },
			// What is waited for is asked at most twice a second, so each n8n has a path of its own.
			credentials: { n8nApi: n8nApi(`/n8n-${status}`) },
			query: { token: SECRET },
			body: { ...TEXT, id: `handed-${status}` },
		});
		expect(moved.house[0]?.headers['x-n8n-api-key']).toBe(KEY);
		expect(moved.elsewhere).toEqual([]);
	});

	test('gets neither token nor address there when a webhook is registered', async () => {
		const registering = runHook('create', {
			parameters: {
				authentication: 'watiApi',
				channelNumber: '15551234567',
				options,
			},
			credentials: { watiApi: watiApi() },
		});
		await expect(registering).rejects.toThrow(/webhook/i);
		expect(moved.house.some(({ method }) => method === 'POST')).toBe(true);
		expect(moved.elsewhere).toEqual([]);
	});
});
