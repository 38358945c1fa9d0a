import { sleep, type INodeParameters } from 'n8n-workflow';

import { META_DIRECT } from '../../../nodes/services/meta/graph/token-credential';
import { sampleFile } from '../../../sandbox/files/sample-files';
import { listSearch, readBinary } from '../../harness';
import { operation, shown } from '../../wati/setup';
import { ADA, byId, directly, MESSAGES, op, send, text, useMeta } from '../setup';

const meta = useMeta({ maxPageSize: 100 });

/** Longer than what is found about an account is kept. */
beforeEach(async () => await sleep(600_001));

const business = () => meta.sandbox.business;

const paths = () => meta.bench.requests.map(({ path }) => path);

const authorizations = () =>
	meta.bench.requests.map(({ side, headers }) => [side, headers.authorization]);

const TOKEN = 'Bearer meta-sandbox-token';

const toAda = (more = {}) =>
	directly(
		send('sendText', { messageText: 'Hello', phoneNumberId: byId(''), options: {}, ...more }),
	);

/** The second account, which has one number. */
const oneNumber = () =>
	meta.direct({
		accessToken: business().secondToken,
		businessAccountId: ` ${business().secondAccountId} `,
	});

test('a message leaves from the only number of the account in the credential', async () => {
	const run = { parameters: toAda(), credentials: oneNumber(), items: [{}, {}] };
	const { error } = await meta.run(run);
	expect(error).toBeUndefined();
	expect(paths()).toEqual([
		`/v26.0/${business().secondAccountId}/phone_numbers`,
		...Array<string>(2).fill(`/v26.0/${business().secondPhoneNumberId}/messages`),
	]);
});

describe('a token as people paste it', () => {
	const token = 'meta-sandbox-token';

	test.each([
		['with spaces around', ` ${token} `],
		['with Bearer in front', `Bearer ${token}`],
		['with a line break at its end', `${token}\r\n`],
		['wrapped', token.replace('-', '\n-')],
		['with what shows nothing', `\uFEFF${token}\u200B`],
	])('%s is sent as Meta gave it', async (_what, accessToken) => {
		const credentials = meta.direct({ accessToken });
		const { error } = await meta.run({ parameters: directly(text()), credentials });
		expect(error).toBeUndefined();
		expect(authorizations()).toEqual([['meta', TOKEN]]);
	});

	test.each([
		['', 'is empty'],
		[`“${token}”`, 'contains characters that no token has'],
	])('%j is refused before anything leaves', async (accessToken, words) => {
		const credentials = meta.direct({ accessToken });
		const run = await meta.run({ parameters: directly(text()), credentials });
		expect(shown(run)).toMatchObject({
			message: `The credential's 'Access Token' ${words}`,
			description: expect.stringContaining('credential WhatsApp API'),
		});
		expect(meta.bench.requests).toEqual([]);
	});
});

test('several numbers are named, so that one is chosen', async () => {
	const run = await meta.run({ parameters: toAda() });
	expect(shown(run)).toMatchObject({
		code: 'input-invalid',
		message: "The field 'Business Phone Number' is empty",
		description: expect.stringMatching(
			/^The account has several numbers: .*100200300400601; .*Choose one\./,
		),
	});
});

test('an account that is no ID is named before anything leaves', async () => {
	const credentials = meta.direct({ businessAccountId: 'Example Shop' });
	const run = await meta.run({ parameters: toAda(), credentials });
	expect(shown(run)).toMatchObject({
		code: 'input-invalid',
		message: "The credential's 'Business Account ID' contains no ID",
	});
	expect(meta.bench.requests).toEqual([]);
});

test('templates, and the lists of the editor, are those of the account in the credential', async () => {
	meta.sandbox.reset({ accountIsToldBy: 'nothing' });
	const { items } = await meta.run({
		parameters: directly(operation('template', 'getAll', { returnAll: true })),
	});
	expect(items.length).toBeGreaterThan(5);
	const asks = meta.asks(directly(operation('message', 'sendTemplate', {})));
	expect((await listSearch('searchTemplates', asks)).results).toHaveLength(5);
	expect((await listSearch('searchPhoneNumbers', asks)).results).toHaveLength(3);
	expect(new Set(authorizations().flat())).toEqual(new Set(['meta', TOKEN]));
});

test('an account under Options goes before the one in the credential', async () => {
	const options = { businessAccountId: byId(business().secondAccountId) };
	const asks = meta.asks(directly(operation('message', 'sendTemplate', { options })));
	await expect(listSearch('searchTemplates', asks)).rejects.toThrow();
	expect(paths()[0]).toContain(business().secondAccountId);
});

test('connections belong to Maton, which one clear error says', async () => {
	const parameters = directly({ resource: 'connection', operation: 'getAll' });
	const run = await meta.run({ parameters });
	expect(shown(run)).toMatchObject({
		code: 'route-not-offered',
		message: 'This operation needs a Maton key',
	});
	expect(meta.bench.requests).toEqual([]);
});

describe('what Meta refuses', () => {
	test('a token that is none: its words, and which token to use', async () => {
		const credentials = meta.direct({ accessToken: 'not a token' });
		const run = await meta.run({ parameters: directly(text()), credentials });
		expect(shown(run)).toMatchObject({
			code: 'credential-refused',
			httpCode: '401',
			description: expect.stringMatching(
				/system user.*Meta answered: "\(#190\) Invalid OAuth access token/s,
			),
		});
	});

	test('an expired token', async () => {
		meta.sandbox.businessAccount().hasExpired = true;
		const { message, description } = shown(await meta.run({ parameters: directly(text()) }));
		expect(message).toBe('The access token has expired');
		expect(description).toContain('whatsapp_business_messaging');
		expect(description).not.toContain('Maton');
	});

	test.each([
		[
			'a permission that is missing',
			{ code: 10, message: '(#10) Permission denied' },
			/permissions/,
		],
		['an ID of another account', { code: 100, error_subcode: 33, message: 'Gone' }, /system user/],
	])('%s', async (_what, error, advice) => {
		meta.sandbox.addFault({ endpoint: MESSAGES, kind: 'status', status: 400, body: { error } });
		const { description } = shown(await meta.run({ parameters: directly(text()) }));
		expect(description).toMatch(advice);
		expect(description).not.toContain('Maton');
	});
});

describe('Media: Download', () => {
	const mediaId = () => {
		const { messages } = meta.sandbox.businessAccount();
		return (messages.find(({ type }) => type === 'image')!.content as { id: string }).id;
	};

	const download = async () =>
		await meta.run({ parameters: directly(op('media', 'download', { mediaId: mediaId() })) });

	const leadTo = (url: string) =>
		meta.sandbox.addFault({
			endpoint: 'GET /{version}/{objectId}',
			kind: 'answer',
			body: { id: '1', url, mime_type: 'image/jpeg' },
		});

	test("brings the file from Meta's own host, which gets the token", async () => {
		const { items, error } = await download();
		expect(error).toBeUndefined();
		expect(await readBinary(items[0]!)).toEqual(sampleFile('photo.jpg').content);
		expect(meta.bench.requests.map(({ headers }) => headers.host)).toEqual([
			'graph.facebook.com',
			'lookaside.fbsbx.com',
		]);
		expect(new Set(authorizations().flat())).toEqual(new Set(['meta', TOKEN]));
	});

	test.each([
		['another host', () => `${meta.sandbox.foreignUrl}/files/photo.png`],
		['a host that ends like one of Meta', () => 'https://evilfbsbx.com/x'],
		['a login in front of the host', () => 'https://lookaside.fbsbx.com@evil.example/x'],
		['no TLS', () => 'http://lookaside.fbsbx.com/x'],
		['another port', () => 'https://lookaside.fbsbx.com:8443/x'],
	])('takes no token to %s', async (_what, address) => {
		leadTo(address());
		const { message } = shown(await download());
		expect(message).toBe('The file is on a host that is not one of Meta');
		expect(meta.bench.requests).toHaveLength(1);
	});

	test('says what to check where the host refuses the token', async () => {
		leadTo(`https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=none`);
		expect(shown(await download()).description).toContain('credential WhatsApp API');
	});
});

test.each([301, 302, 307, 308])('a redirect with %s takes the token nowhere', async (status) => {
	const location = `${meta.sandbox.foreignUrl}/files/photo.png`;
	const lead = (endpoint: string) =>
		meta.sandbox.addFault({ endpoint, kind: 'status', status, location });
	lead(MESSAGES);
	lead('GET /{version}/{objectId}');
	await meta.run({ parameters: directly(text()) });
	await meta.run({ parameters: directly(op('phoneNumber', 'get')) });
	const elsewhere = meta.bench.requests.filter(({ side }) => side === 'foreign');
	expect(elsewhere.map(({ method, headers }) => [method, headers.authorization])).toEqual([
		['GET', undefined],
	]);
});

test('no key by which calls are counted contains the token', () => {
	const credential: INodeParameters = { accessToken: 'canary', businessAccountId: ADA };
	const { account, tenant } = META_DIRECT.resolve(credential as never);
	expect(`${account} ${tenant}`).not.toContain('canary');
	expect(META_DIRECT.resolve({ ...credential, accessToken: 'other' } as never).account).not.toBe(
		account,
	);
});
