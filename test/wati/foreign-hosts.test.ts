import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { sampleFile } from '../../sandbox/files/sample-files';
import { ADA, number, operation, sha256, shown, textTo, useBench } from './setup';

const bench = useBench();

/** A configured host that sends everybody elsewhere. */
let gateway: Server;
let gatewayUrl = '';
const gatewayHeaders: IncomingHttpHeaders[] = [];
const elsewhere = (_path: string, method?: string): string | undefined =>
	`${bench.sandbox.foreignUrl}/files/photo.png?from=${method}`;
/** Where it sends a request; undefined where it answers itself. */
let target = elsewhere;

beforeAll(async () => {
	gateway = createServer((request, response) => {
		gatewayHeaders.push(request.headers);
		const location = target(request.url ?? '', request.method);
		request.resume().on('end', () => {
			if (location !== undefined) response.writeHead(302, { location }).end();
			else response.end(JSON.stringify({ messageTemplates: [{ elementName: 'welcome' }] }));
		});
	});
	await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done));
	gatewayUrl = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
});

beforeEach(() => {
	gatewayHeaders.length = 0;
	target = elsewhere;
});

afterAll(async () => {
	gateway.closeAllConnections();
	await new Promise((done) => gateway.close(done));
});

/** Neither in a header nor in the address nor in the body. */
function expectNoSecretsOutside(): void {
	const { matonKey, watiToken, connectionId } = bench.sandbox;
	const text = JSON.stringify(bench.requests.filter(({ side }) => side === 'foreign'));
	for (const secret of [matonKey, watiToken, connectionId]) expect(text).not.toContain(secret);
}

const media = operation('media', 'download', { fileName: 'data/images/a.jpg' });
const templates = operation('template', 'getAll', { limit: 1 });

describe.each(['matonApi', 'watiApi'])('a redirect of the host in %s to another one', (route) => {
	const run = async (parameters: ReturnType<typeof operation>) =>
		await bench.run({
			parameters: { ...parameters, authentication: route },
			credentials: { ...bench.maton({ gatewayUrl }), ...bench.wati({ apiUrl: gatewayUrl }) },
			onError: 'continueRegularOutput',
		});

	test.each([
		['a download', media],
		['a list', templates],
	])('of %s does not carry the token along', async (_what, parameters) => {
		await run(parameters);
		expect(gatewayHeaders[0]?.authorization).toMatch(/^Bearer .+-sandbox-/);
		expect(bench.received('foreign')).not.toEqual([]);
		expectNoSecretsOutside();
	});

	test('to another one of the same host carries all along', async () => {
		const moved = `${gatewayUrl}/moved`;
		target = (path) => (path.startsWith('/moved') ? undefined : moved);
		const { items } = await run(templates);
		expect(gatewayHeaders).toHaveLength(2);
		expect(gatewayHeaders[1]?.authorization).toBe(gatewayHeaders[0]?.authorization);
		expect(gatewayHeaders[1]?.['maton-connection']).toBe(gatewayHeaders[0]?.['maton-connection']);
		expect(items.map(({ json }) => json.elementName)).toEqual(['welcome']);
	});

	test('of a send is not followed: it is refused', async () => {
		const { items } = await run(textTo());
		expect(bench.received('foreign')).toEqual([]);
		expect(gatewayHeaders).toHaveLength(1);
		expect(items[0]?.json.accepted).toBeNull();
		expect(items[0]?.json.details).toMatchObject({ httpCode: '302' });
	});
});

describe('Send File from a URL', () => {
	const fileFrom = (fileUrl: string, options = {}) =>
		operation('message', 'sendFile', {
			whatsappNumber: number(ADA),
			fileSource: 'url',
			fileUrl,
			options,
		});
	const sent = () => bench.requests.find(({ method }) => method === 'POST')?.files[0];
	const foreign = (path: string) => `${bench.sandbox.foreignUrl}${path}`;
	const png = sampleFile('photo.png').content;

	test('sends the bytes and fetches them without a credential', async () => {
		await bench.run({ parameters: fileFrom(foreign('/files/photo.png?size=full')) });
		expect(sent()).toMatchObject({
			fileName: 'photo.png',
			contentType: 'image/png',
			sha256: sha256(png),
		});
		expect(bench.received('foreign').map(({ call }) => call)).toEqual(['GET /files/photo.png']);
		expectNoSecretsOutside();
	});

	test('follows a redirect', async () => {
		const target = foreign('/files/report.pdf');
		const { error } = await bench.run({
			parameters: fileFrom(foreign(`/redirect?to=${encodeURIComponent(target)}`), {
				fileName: 'bill.pdf',
			}),
		});
		expect(error).toBeUndefined();
		expect(sent()).toMatchObject({
			fileName: 'bill.pdf',
			contentType: 'application/pdf',
			sha256: sha256(sampleFile('report.pdf').content),
		});
		expectNoSecretsOutside();
	});

	test('takes the name that the host gives', async () => {
		await bench.run({
			parameters: fileFrom(
				foreign('/files/big.bin?size=2048&type=application/pdf&name=invoice%20May.pdf'),
			),
		});
		expect(sent()).toMatchObject({
			fileName: 'invoice May.pdf',
			contentType: 'application/pdf',
			size: 2_048,
		});
	});

	test('refuses a file above the limit before it goes to WATI', async () => {
		const size = 5 * 1_024 * 1_024 + 100_000;
		const result = await bench.run({
			parameters: fileFrom(foreign(`/files/big.bin?size=${size}&type=image/png&name=a.png`)),
		});
		expect(shown(result)).toMatchObject({
			message: expect.stringContaining("'File URL' has 5.1 MB, but WhatsApp allows 5 MB"),
			code: 'input-invalid',
		});
		expect(bench.received()).toEqual([]);
	});

	test('to the configured host itself carries no token either', async () => {
		const result = await bench.run({ parameters: fileFrom(`${gatewayUrl}/private.pdf`) });
		expect(gatewayHeaders.map(({ authorization }) => authorization)).toEqual([undefined]);
		expect(result.error).toBeUndefined();
		expectNoSecretsOutside();
	});

	test('names an address that nobody answers at', async () => {
		const result = await bench.run({ parameters: fileFrom('http://127.0.0.1:9/a.pdf') });
		expect(shown(result)).toMatchObject({
			message: "The address in 'File URL' could not be reached (ECONNREFUSED)",
			code: 'input-invalid',
		});
		expect(bench.received()).toEqual([]);
	});
});

describe('Media: Download', () => {
	test.each([
		'https://live-mt-server.wati.io.example.com/api/file/showFile?fileName=data/images/a.jpg',
		'https://live-mt-server.wati.io@example.com/api/file/showFile?fileName=data/images/a.jpg',
		'ftp://example.com/?fileName=data/images/a.jpg',
	])('refuses %s before the network', async (fileName) => {
		const result = await bench.run({ parameters: operation('media', 'download', { fileName }) });
		expect(shown(result)).toMatchObject({
			message: expect.stringContaining('which is not the WATI account of the credential'),
			description: expect.stringContaining('[Item 0]'),
			code: 'input-invalid',
		});
		expect(bench.requests).toEqual([]);
	});

	test('on the direct route only the own host will do', async () => {
		const fileName = 'https://live-mt-server.wati.io/123456/api/file/showFile?fileName=a.jpg';
		const result = await bench.run({
			parameters: operation('media', 'download', { authentication: 'watiApi', fileName }),
		});
		expect(shown(result).message).toContain('is on live-mt-server.wati.io, which is not');
		expect(bench.requests).toEqual([]);
	});

	test('needs a file name in the address', async () => {
		const fileName = 'https://live-mt-server.wati.io/123456/data/images/a.jpg';
		const result = await bench.run({ parameters: operation('media', 'download', { fileName }) });
		expect(shown(result).message).toBe("The address in 'File or Message ID' has no fileName in it");
	});
});
