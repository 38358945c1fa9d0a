import { sampleFile } from '../../sandbox/files/sample-files';
import { readBinary } from '../harness';
import { ADA, byId, expected, number, operation, sha256, shown, useBench } from './setup';

const bench = useBench();

describe('Conversation: Assign', () => {
	const assign = (more = {}) =>
		operation('conversation', 'assign', { whatsappNumber: number(ADA), ...more });

	test('to an operator', async () => {
		const { items } = await bench.run({ parameters: assign({ email: 'agent@example.com' }) });
		expect(bench.received()).toEqual([
			expected('POST /wati/api/v1/assignOperator', {
				query: { whatsappNumber: ADA, email: 'agent@example.com' },
			}),
		]);
		expect(items).toEqual([
			{
				json: { assigned: true, whatsappNumber: ADA, operatorEmail: 'agent@example.com' },
				pairedItem: { item: 0 },
			},
		]);
	});

	test('an address with spaces around it', async () => {
		const { items } = await bench.run({ parameters: assign({ email: ' agent@example.com ' }) });
		expect(bench.received()[0]?.query.email).toBe('agent@example.com');
		expect(items[0]?.json.operatorEmail).toBe('agent@example.com');
	});

	test('to the bot', async () => {
		const { items } = await bench.run({ parameters: assign({ assignTo: 'bot' }) });
		expect(bench.received()).toEqual([
			expected('POST /wati/api/v1/assignOperator', { query: { whatsappNumber: ADA } }),
		]);
		expect(items[0]?.json).toEqual({
			assigned: true,
			whatsappNumber: ADA,
			operatorEmail: null,
		});
	});

	test('in the words of WATI where nobody has the address', async () => {
		const result = await bench.run({ parameters: assign({ email: 'nobody@example.com' }) });
		expect(shown(result)).toMatchObject({ words: 'operator not found', httpCode: '200' });
	});

	test('needs an address', async () => {
		const result = await bench.run({ parameters: assign({ email: 'agent' }) });
		expect(shown(result)).toMatchObject({
			message: "The field 'Operator Email' contains no e-mail address: agent",
			code: 'input-invalid',
		});
		expect(bench.requests).toEqual([]);
	});
});

describe('Media: Download', () => {
	const download = (more = {}) => operation('media', 'download', more);
	const photo = sampleFile('photo.jpg').content;
	const stored = async () => {
		const parameters = operation('message', 'getAll', {
			whatsappNumber: number(ADA),
			limit: 10,
			simplify: false,
		});
		const { items } = await bench.run({ parameters });
		bench.requests.length = 0;
		return String(items.map(({ json }) => json.data).find((data) => /\.jpg$/.test(String(data))));
	};

	test('by stored path, bare name and media URL', async () => {
		const path = await stored();
		const name = path.split('/').pop()!;
		for (const fileName of [
			path,
			`/${path}`,
			name,
			`https://live-mt-server.wati.io/123456/api/file/showFile?fileName=${encodeURIComponent(path)}`,
			`${bench.sandbox.url}/123456/api/file/showFile?fileName=${path}`,
		]) {
			const { items, error } = await bench.run({ parameters: download({ fileName }) });
			expect(error).toBeUndefined();
			expect(items).toHaveLength(1);
			expect(items[0]).toMatchObject({
				json: { fileName: name, mimeType: 'image/jpeg', fileSize: photo.length },
				pairedItem: { item: 0 },
				binary: { data: { fileName: name, mimeType: 'image/jpeg', fileExtension: 'jpg' } },
			});
			expect(sha256(await readBinary(items[0]!))).toBe(sha256(photo));
		}
		const one = expected('GET /wati/api/v1/getMedia', { query: { fileName: path } });
		expect(bench.received()).toEqual([one, one, one, one, one]);
	});

	test('into another field under another name', async () => {
		const { items } = await bench.run({
			parameters: download({
				fileName: '={{ $json.data }}',
				binaryPropertyName: 'picture',
				options: { fileName: 'arrived.jpg' },
			}),
			items: [{ data: await stored() }],
		});
		expect(items[0]?.json.fileName).toBe('arrived.jpg');
		expect(Object.keys(items[0]!.binary!)).toEqual(['picture']);
		expect(sha256(await readBinary(items[0]!, 'picture'))).toBe(sha256(photo));
	});

	test('a file that is not there is an error, not a file', async () => {
		const result = await bench.run({ parameters: download({ fileName: 'gone.jpg' }) });
		expect(shown(result)).toMatchObject({ code: 'not-found', httpCode: '404', itemIndex: 0 });
	});

	test('a refusal that comes as the bytes of a file is an error', async () => {
		bench.sandbox.addFault({
			endpoint: 'GET /api/v1/getMedia',
			kind: 'answer',
			body: { result: false, info: 'File is not available any more' },
		});
		const result = await bench.run({ parameters: download({ fileName: 'gone.jpg' }) });
		expect(shown(result)).toMatchObject({
			words: 'File is not available any more',
			code: 'request-refused',
		});
	});
});

describe('Connection', () => {
	test('Get Many lists the WATI ones and filters by status', async () => {
		const parameters = operation('connection', 'getAll', { returnAll: true });
		const { items } = await bench.run({ parameters });
		expect(items.map(({ json }) => json.status)).toEqual(['ACTIVE', 'ACTIVE', 'PENDING', 'FAILED']);
		expect(items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
		const pending = await bench.run({
			parameters: { ...parameters, filters: { status: 'PENDING' } },
		});
		expect(pending.items.map(({ json }) => json.status)).toEqual(['PENDING']);
		expect(bench.received().map(({ call, query }) => [call, query])).toEqual([
			['GET /connections', { app: 'wati' }],
			['GET /connections', { app: 'wati', status: 'PENDING' }],
		]);
		const two = await bench.run({ parameters: operation('connection', 'getAll', { limit: 2 }) });
		expect(two.items).toHaveLength(2);
	});

	test('Create returns the link to open', async () => {
		const { items } = await bench.run({ parameters: operation('connection', 'create') });
		const id = String(items[0]?.json.connection_id);
		expect(items).toMatchObject([
			{
				json: { status: 'PENDING', url: expect.stringContaining('/connect?session_token=') },
				pairedItem: { item: 0 },
			},
		]);
		expect(bench.received().map(({ call, body }) => [call, body])).toEqual([
			['POST /connections', { app: 'wati' }],
			[`GET /connections/${id}`, ''],
		]);
	});

	test('Create reads nothing more when the answer holds the link', async () => {
		const connection = { connection_id: 'a', url: 'https://connect.maton.ai/?session_token=t' };
		bench.sandbox.addFault({ endpoint: 'POST /connections', kind: 'answer', body: { connection } });
		const { items } = await bench.run({ parameters: operation('connection', 'create') });
		expect(items.map(({ json }) => json)).toEqual([connection]);
		expect(bench.requests).toHaveLength(1);
	});

	test('Create is unknown where the answer names no connection', async () => {
		const body = { accepted: true };
		bench.sandbox.addFault({ endpoint: 'POST /connections', kind: 'answer', body });
		const result = await bench.run({ parameters: operation('connection', 'create') });
		expect(shown(result).code).toBe('outcome-unknown');
		expect(bench.requests).toHaveLength(1);
	});

	test('Get and Delete', async () => {
		const connectionId = byId(bench.sandbox.secondConnectionId);
		const got = await bench.run({ parameters: operation('connection', 'get', { connectionId }) });
		expect(got.items).toMatchObject([
			{ json: { connection_id: connectionId.value, status: 'ACTIVE' }, pairedItem: { item: 0 } },
		]);
		const deleted = await bench.run({
			parameters: operation('connection', 'delete', { connectionId }),
		});
		expect(deleted.items).toEqual([{ json: { deleted: true }, pairedItem: { item: 0 } }]);
		expect(bench.received()).toMatchObject([
			{ call: `GET /connections/${connectionId.value}`, body: '' },
			{ call: `DELETE /connections/${connectionId.value}` },
		]);
		const gone = await bench.run({ parameters: operation('connection', 'get', { connectionId }) });
		expect(shown(gone)).toMatchObject({
			words: 'Connection not found',
			code: 'not-found',
			httpCode: '404',
		});
	});

	test('a strange ID stays one segment of the path', async () => {
		await bench.run({
			parameters: operation('connection', 'get', { connectionId: byId('../a b/?c') }),
		});
		expect(bench.received()[0]?.call).toBe('GET /connections/..%2Fa%20b%2F%3Fc');
	});
});
