import type { INodeParameters } from 'n8n-workflow';

import { expected, type Received } from '../../wati/setup';
import { byId, directly, op, useMeta } from '../setup';
import { MESSAGES } from './messages';
import { OTHERS, storedMedia } from './others';

// The numbers of the specification's examples are made up.
const meta = useMeta({ impossibleNumbers: 'failLater' });

const CONNECTION = '33333333-4444-4555-8666-777777777777';

const forwarded = (call: string, more: Partial<Received> = {}) =>
	expected(call, { connection: CONNECTION, ...more });

const WAYS = [
	{
		way: 'through Maton',
		choose: (own: INodeParameters) => own,
		place: '/whatsapp-business',
		sent: {},
	},
	{
		way: 'with a token of Meta',
		choose: directly,
		place: '',
		sent: { authorization: 'Bearer meta-sandbox-token', connection: undefined },
	},
];

describe.each(WAYS)('$way', ({ choose, place, sent }) => {
	test.each([...MESSAGES, ...OTHERS])(
		'$title',
		async ({ before, parameters, call, more, items, added }) => {
			const account = meta.sandbox.businessAccount();
			before?.(account);
			const wanted = forwarded(
				call.replace('{mediaId}', storedMedia(account)).replace('/whatsapp-business', place),
				more?.(account),
			);
			const body = added ? { ...(wanted.body as object), ...added } : wanted.body;
			// Version 1 of the node has the version of the Graph API that the specification has.
			const { error } = await meta.run({
				parameters: choose(parameters(account)),
				items: await items?.(),
				typeVersion: 1,
			});
			expect(error).toBeUndefined();
			expect(meta.bench.received()).toEqual([{ ...wanted, ...sent, body }]);
		},
	);
});

describe('Connection Management', () => {
	const call = async (name: string, parameters: INodeParameters = {}) => {
		const run = await meta.run({
			parameters: { resource: 'connection', operation: name, ...parameters },
		});
		expect(run.error).toBeUndefined();
		return run.items.map(({ json }) => json);
	};
	const last = () => meta.bench.received().at(-1);

	test('List Connections', async () => {
		const items = await call('getAll', { filters: { status: 'ACTIVE' } });
		expect(items.map(({ app }) => app)).toEqual(['whatsapp-business', 'whatsapp-business']);
		const query = { app: 'whatsapp-business', status: 'ACTIVE' };
		expect(last()).toEqual(forwarded('GET /connections', { query }));
	});

	test('Create, Get and Delete Connection', async () => {
		const [created] = await call('create');
		expect(meta.bench.received()[0]).toEqual(
			forwarded('POST /connections', { body: { app: 'whatsapp-business' } }),
		);
		expect(created).toMatchObject({ status: 'PENDING', url: expect.stringContaining('connect') });
		const id = String(created!.connection_id);
		await call('get', { connectionId: byId(id) });
		expect(last()).toEqual(forwarded(`GET /connections/${id}`));
		await call('delete', { connectionId: byId(id) });
		expect(last()).toEqual(forwarded(`DELETE /connections/${id}`));
	});

	test('Specifying Connection: the one of the node wins over the one of the credential', async () => {
		const { secondConnectionId: id, secondPhoneNumberId } = meta.sandbox.business;
		const parameters = op('phoneNumber', 'get', {
			phoneNumberId: byId(secondPhoneNumberId),
			options: { connection: byId(id) },
		});
		const { items } = await meta.run({ parameters });
		expect([last()?.connection, items[0]?.json.verified_name]).toEqual([id, 'Second Shop']);
	});
});
