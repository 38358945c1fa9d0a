/**
 * n8n reads once whether its protection is on.
 *
 * @jest-environment-options {"ownEngine": true}
 */
import { engine } from '../harness/engine';
import { ADA, number, operation, shown, useBench } from '../wati/setup';
import { MovedHouse } from './elsewhere';

// n8n's own protection, as an administrator switches it on. The simulator of WATI is allowed by its name.
process.env.N8N_SSRF_PROTECTION_ENABLED = 'true';
process.env.N8N_SSRF_ALLOWED_HOSTNAMES = 'localhost';

const bench = useBench();
const moved = new MovedHouse();

/** Names that lead into the own network although they look like any other. */
const INSIDE: Record<string, string> = {
	'files.example.com': '127.0.0.1',
	'rebound.example.com': '169.254.169.254',
	'intranet.example.com': '10.1.2.3',
};

beforeAll(async () => {
	await moved.open();
	await engine();
	const { Container } = await import('@n8n/di');
	const { DnsResolver } = await import('@n8n/backend-network');
	const resolver = Container.get(DnsResolver);
	const lookup = resolver.lookup.bind(resolver);
	jest.spyOn(resolver, 'lookup').mockImplementation(async (name, options) => {
		const address = INSIDE[name];
		return address === undefined ? await lookup(name, options) : [{ address, family: 4 }];
	});
});
beforeEach(() => moved.reset());
afterAll(async () => await moved.close());

const byName = (url: string) => url.replace('127.0.0.1', 'localhost');
const credentials = (gatewayUrl = bench.sandbox.url) =>
	bench.maton({ gatewayUrl: byName(gatewayUrl) });

const sendFile = async (fileUrl: string) =>
	await bench.run({
		parameters: operation('message', 'sendFile', {
			whatsappNumber: number(ADA),
			fileSource: 'url',
			fileUrl,
		}),
		credentials: credentials(),
	});

test('what is allowed works as ever', async () => {
	const { error } = await sendFile(byName(`${bench.sandbox.foreignUrl}/files/photo.png`));
	expect(error).toBeUndefined();
	expect(bench.sandbox.messagesTo(ADA)).toHaveLength(1);
});

describe('with the protection of n8n, Send File does not read', () => {
	const refused = async (address: string) => {
		expect(shown(await sendFile(address))).toMatchObject({
			message: expect.stringMatching(/could not be reached \(.*restricted IP address\)/),
			code: 'input-invalid',
		});
		expect(bench.requests).toEqual([]);
	};

	test.each([
		'http://169.254.169.254/latest/meta-data/a.pdf',
		'http://127.0.0.1:9/a.pdf',
		'http://[::1]:9/a.pdf',
		'http://10.0.0.1/a.pdf',
		'http://192.168.1.1/a.pdf',
		'http://0x7f.1/a.pdf',
		'http://2130706433/a.pdf',
		'http://[::ffff:127.0.0.1]/a.pdf',
		'http://files.example.com/a.pdf',
		'http://rebound.example.com/a.pdf',
		'http://intranet.example.com/a.pdf',
	])('%s', async (address) => await refused(address));

	test('where an allowed host points to', async () => {
		await refused(`${byName(moved.houseUrl)}/files/a.pdf`);
		expect(moved.house).toHaveLength(1);
		expect(moved.elsewhere).toEqual([]);
	});
});

test('nor does a list follow the API into the own network', async () => {
	const { error } = await bench.run({
		parameters: operation('template', 'getAll', { limit: 1 }),
		credentials: credentials(moved.houseUrl),
	});
	expect(error).toBeDefined();
	expect(moved.house.length).toBeGreaterThan(0);
	expect(moved.elsewhere).toEqual([]);
});
