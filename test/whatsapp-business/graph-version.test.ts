import {
	findGraphVersion,
	getDefaultGraphVersion,
	GRAPH_VERSIONS,
	GRAPH_VERSIONS_SOURCE,
} from '../../nodes/services/meta/graph/graph-versions';
import { graphVersionRow } from '../../nodes/MatonWhatsAppBusiness/responses/setup-check';
import { op, text, useMeta } from './setup';

const meta = useMeta();

const versionOf = () => /\/(v\d+\.\d)\//.exec(meta.bench.requests.at(-1)!.path)?.[1];

describe('the version of the Graph API', () => {
	test.each([
		['a new node', undefined, {}, 'v26.0'],
		['a node from before', 1, {}, 'v21.0'],
		['a node with the option', 1, { graphVersion: 'v25.0' }, 'v25.0'],
		['a node with the option left empty', 2, { graphVersion: ' ' }, 'v26.0'],
	])('of %s', async (_name, typeVersion, options, version) => {
		const { error } = await meta.run({ parameters: text('Hello', { options }), typeVersion });
		expect(error).toBeUndefined();
		expect(versionOf()).toBe(version);
	});

	test('comes from one table, the newest first, with its source', () => {
		const introduced = GRAPH_VERSIONS.map((version) => version.introduced);
		expect([...introduced].sort().reverse()).toEqual(introduced);
		expect(getDefaultGraphVersion(2)).toBe(GRAPH_VERSIONS[0]!.name);
		expect(findGraphVersion('v21.0')?.until).toBe('2027-01-21');
		expect(GRAPH_VERSIONS_SOURCE.url).toContain('developers.facebook.com');
	});
});

describe('the end of a version', () => {
	test.each([
		['v21.0', '2026-10-22', 'ok', 'v21.0 ends on 2027-01-21'],
		['v21.0', '2026-10-23', 'warning', 'ends in 90 days, on 2027-01-21'],
		['v21.0', '2027-01-20', 'warning', 'ends in 1 day'],
		['v21.0', '2027-01-21', 'failed', 'ended on 2027-01-21'],
		['v19.0', '2026-11-27', 'failed', 'v19.0 has ended'],
		['v26.0', '2030-01-01', 'ok', 'has no end yet'],
		['v27.0', '2026-11-27', 'unknown', 'newer than this version of the package'],
	])('%s on %s is %s', (name, day, status, detail) => {
		const row = graphVersionRow(name, Date.parse(day));
		expect(row).toMatchObject({ check: 'graphVersion', status });
		expect(row.detail).toContain(detail);
		expect(row.whatToDo === 'Nothing').toBe(status === 'ok' || status === 'unknown');
	});
});

describe('Check Setup', () => {
	const check = async (parameters = {}, typeVersion?: number) => {
		const { items, error } = await meta.run({
			parameters: op('phoneNumber', 'checkSetup', parameters),
			typeVersion,
		});
		expect(error).toBeUndefined();
		return items.map(({ json }) => json);
	};

	test('reads the number once, and says how it stands', async () => {
		expect(await check()).toMatchObject([
			{ check: 'access', status: 'ok' },
			{ check: 'registration', status: 'ok' },
			{ check: 'quality', status: expect.stringMatching(/ok|unknown/) },
			{ check: 'graphVersion', status: 'ok', detail: 'v26.0 has no end yet' },
			{ check: 'pausedChats', status: 'unknown' },
		]);
		expect(meta.bench.requests).toHaveLength(1);
	});

	test('says of a number without registration what to do', async () => {
		const newNumber = { __rl: true, mode: 'id', value: '100200300400603' };
		expect((await check({ phoneNumberId: newNumber }))[1]).toMatchObject({
			check: 'registration',
			status: 'failed',
			whatToDo: expect.stringContaining('WhatsApp Manager'),
		});
	});

	test('tells of a number that is not there in a row', async () => {
		const unknown = { __rl: true, mode: 'id', value: '100200300400699' };
		expect(await check({ phoneNumberId: unknown })).toMatchObject([
			{ check: 'access', status: 'failed', whatToDo: expect.stringContaining('IDs') },
			{ check: 'registration', status: 'unknown' },
			{ check: 'quality', status: 'unknown' },
			{ check: 'graphVersion', status: 'ok' },
			{ check: 'pausedChats', status: 'unknown' },
		]);
	});
});
