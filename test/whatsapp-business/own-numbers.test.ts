import { sleep } from 'n8n-workflow';

import type { SandboxOptions } from '../../sandbox';
import { listSearch } from '../harness';
import { fileItem, operation, shown } from '../wati/setup';
import { ADA, byId, MESSAGES, send, useMeta } from './setup';

const meta = useMeta({ maxPageSize: 100 });

/** Longer than what is found about a connection is kept. */
const LATER_MS = 600_001;

beforeEach(async () => {
	meta.sandbox.reset({ accountIsToldBy: 'assigned' });
	await sleep(LATER_MS);
});

/** The second connection, whose account has one number. */
const oneNumber = () =>
	meta.credentials({ connectionId: meta.sandbox.business.secondConnectionId });

const toAda = (more = {}) =>
	send('sendText', { messageText: 'Hello', phoneNumberId: byId(''), ...more });

const asked = () => meta.bench.requests.map(({ endpoint }) => endpoint);

const tells = (accountIsToldBy: SandboxOptions['accountIsToldBy']) =>
	meta.sandbox.reset({ accountIsToldBy });

describe('a message without a chosen number', () => {
	test('leaves from the only one of the connection, which is asked once for all items and nodes', async () => {
		const run = async () =>
			await meta.run({ parameters: toAda(), credentials: oneNumber(), items: [{}, {}] });
		const { error } = await run();
		expect(error).toBeUndefined();
		await run();
		const { secondPhoneNumberId } = meta.sandbox.business;
		const paths = meta.bench.requests.map(({ path }) => path);
		expect(paths).toEqual([
			'/v26.0/me/assigned_whatsapp_business_accounts',
			`/v26.0/${meta.sandbox.business.secondAccountId}/phone_numbers`,
			...Array<string>(4).fill(`/v26.0/${secondPhoneNumberId}/messages`),
		]);
	});

	test('is refused where there are several, which the error names', async () => {
		const run = await meta.run({ parameters: toAda() });
		expect(shown(run)).toMatchObject({
			code: 'input-invalid',
			message: "The field 'Business Phone Number' is empty",
			description: expect.stringContaining(
				'+1 415-555-0300 (Example Shop): 100200300400601; +1 415-555-0310 (Test Number): 100200300400602',
			),
		});
		expect(asked()).not.toContain(MESSAGES);
	});

	test('is looked up with the settings of the send: no call leaves to a host that the credential forbids', async () => {
		const credentials = meta.credentials({
			connectionId: meta.sandbox.business.secondConnectionId,
			allowedHttpRequestDomains: 'domains',
			allowedDomains: 'elsewhere.example',
		});
		const { error } = await meta.run({ parameters: toAda(), credentials });
		expect(error).toBeDefined();
		expect(asked()).toEqual([]);
	});

	test('hears a stop while its number is looked up', async () => {
		const began = Date.now();
		meta.sandbox.addFault({
			endpoint: 'GET /{version}/me/assigned_whatsapp_business_accounts',
			kind: 'latency',
			latencyMs: 15_000,
		});
		const run = await meta.run({
			parameters: toAda(),
			credentials: oneNumber(),
			abortAfterMs: 1_000,
		});
		expect(Date.now() - began).toBeLessThan(5_000);
		expect(run.items).toEqual([]);
		expect(asked()).not.toContain(MESSAGES);
	});

	test('hears a stop while another execution looks its number up, which goes on', async () => {
		meta.sandbox.addFault({
			endpoint: 'GET /{version}/me/assigned_whatsapp_business_accounts',
			kind: 'latency',
			latencyMs: 15_000,
		});
		const credentials = oneNumber();
		const began = Date.now();
		const first = meta.run({ parameters: toAda(), credentials });
		await new Promise((resolve) => setTimeout(resolve, 200));
		const run = await meta.run({ parameters: toAda(), credentials, abortAfterMs: 500 });
		expect(Date.now() - began).toBe(700);
		expect(run.items).toEqual([]);
		expect((await first).items).toMatchObject([{ json: { accepted: true } }]);
	});

	test('leaves from the number in the credential, without a further call', async () => {
		const { phoneNumberId } = meta.sandbox.business;
		const credentials = meta.credentials({ phoneNumberId: ` ${phoneNumberId} ` });
		const { error } = await meta.run({ parameters: toAda(), credentials });
		expect(error).toBeUndefined();
		expect(meta.bench.requests.map(({ path }) => path)).toEqual([
			`/v26.0/${phoneNumberId}/messages`,
		]);
	});

	test('asks nothing before the other fields are right', async () => {
		const run = await meta.run({ parameters: toAda({ whatsappNumber: 'nobody' }) });
		expect(shown(run).message).toContain("'Contact Number' contains no WhatsApp number");
		expect(meta.bench.requests).toEqual([]);
	});

	test('says where Meta tells nothing', async () => {
		tells('nothing');
		const run = await meta.run({ parameters: toAda() });
		expect(shown(run).description).toContain('Meta did not return the numbers of this connection');
		expect(asked()).not.toContain(MESSAGES);
	});

	test('passes on that the connection has expired', async () => {
		meta.sandbox.businessAccount().hasExpired = true;
		const run = await meta.run({ parameters: toAda() });
		expect(shown(run)).toMatchObject({ code: 'credential-refused' });
	});

	test('uploads its file to the number that was found', async () => {
		const { error } = await meta.run({
			parameters: send('sendDocument', { mediaSource: 'binary', phoneNumberId: byId('') }),
			items: [await fileItem('%PDF-1.4', 'bill.pdf', 'application/pdf')],
			credentials: oneNumber(),
		});
		expect(error).toBeUndefined();
		const { secondPhoneNumberId } = meta.sandbox.business;
		expect(meta.bench.requests.slice(-2).map(({ path }) => path)).toEqual([
			`/v26.0/${secondPhoneNumberId}/media`,
			`/v26.0/${secondPhoneNumberId}/messages`,
		]);
	});
});

describe.each(['assigned', 'businesses', 'number'] as const)('an account told by %s', (kind) => {
	test('lists templates without being entered', async () => {
		tells(kind);
		const { phoneNumberId } = meta.sandbox.business;
		const { items, error } = await meta.run({
			parameters: operation('template', 'getAll', { returnAll: true }),
			credentials: meta.credentials(kind === 'number' ? { phoneNumberId } : {}),
		});
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(5);
	});

	test('fills the lists of the editor', async () => {
		tells(kind);
		const { phoneNumberId } = meta.sandbox.business;
		const asks = meta.asks(
			operation('message', 'sendTemplate', {
				phoneNumberId: byId(phoneNumberId),
				whatsappNumber: ADA,
			}),
		);
		expect((await listSearch('searchTemplates', asks)).results).toHaveLength(5);
		const numbers = listSearch('searchPhoneNumbers', asks);
		if (kind !== 'number') expect((await numbers).results).toHaveLength(3);
		else await expect(numbers).rejects.toThrow("Add 'Business Account' under Options");
	});
});

test('an account that nothing tells has to be entered', async () => {
	tells('nothing');
	const parameters = operation('template', 'getAll', {});
	const run = await meta.run({ parameters });
	expect(shown(run)).toMatchObject({
		code: 'input-invalid',
		message: "The field 'Business Account' is empty",
		description: expect.stringContaining('WhatsApp Manager'),
	});
	const asks = meta.asks(operation('message', 'sendTemplate', {}));
	await expect(listSearch('searchTemplates', asks)).rejects.toThrow(
		"The account with the templates was not found. Add 'Business Account' under Options.",
	);
});
