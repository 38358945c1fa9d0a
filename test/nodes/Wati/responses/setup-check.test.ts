import {
	chosenConnectionRow,
	clockRow,
	connectionStateRow,
	endpointRow,
	tokenAgeRow,
	webhooksRow,
} from '../../../../nodes/Wati/responses/setup-check';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 2, 10);
const connection = (connection_id: string, status = 'ACTIVE', app = 'wati') => ({
	connection_id,
	status,
	app,
});

const CREATE = 'Create a connection (resource Connection, operation Create) and open its link.';
const CHOOSE =
	"Choose an active WATI connection in the node's field 'Connection' or in the credential.";
const COPY = 'Copy the endpoint again from WATI under Connector, API.';
const RENEW = 'Create a new token in WATI under Connector, API, and save it in the credential.';

test.each([
	[[], 'failed', 'This Maton account has no WATI connection', CREATE],
	[
		[connection('a', 'ACTIVE', 'slack')],
		'failed',
		'This Maton account has no WATI connection',
		CREATE,
	],
	[
		[connection('a', 'PENDING'), connection('b', 'FAILED')],
		'failed',
		'No WATI connection is active: a (pending), b (failed)',
		CREATE,
	],
	[[connection('a'), connection('b', 'PENDING')], 'ok', '1 of 2 WATI connections active', 'Nothing'],
])('connections %j: %s', (connections, status, detail, whatToDo) => {
	const row = { check: 'connectionState', status, detail, whatToDo };
	expect(connectionStateRow(connections)).toEqual(row);
});

test.each([
	[undefined, [], 'ok', 'None is chosen, and only one exists', 'Nothing'],
	[
		undefined,
		[connection('a'), connection('b', 'PENDING'), connection('c', 'ACTIVE', 'slack')],
		'ok',
		'None is chosen, and only one exists',
		'Nothing',
	],
	[
		undefined,
		[connection('a'), connection('b')],
		'warning',
		'None is chosen, and Maton picks one of 2 active WATI connections',
		"Choose one in the node's field 'Connection' or in the credential.",
	],
	['x', [connection('a')], 'failed', 'Connection x does not exist', CHOOSE],
	['a', [connection('a', 'ACTIVE', 'slack')], 'failed', 'Connection a is of the app slack', CHOOSE],
	['a', [connection('a')], 'ok', 'Connection a is active', 'Nothing'],
	[
		'a',
		[connection('a', 'PENDING')],
		'failed',
		'Connection a is pending',
		`Open its link to finish it. ${CHOOSE}`,
	],
])('the chosen connection %p', (wanted, connections, status, detail, whatToDo) => {
	const row = { check: 'chosenConnection', status, detail, whatToDo };
	expect(chosenConnectionRow(connections, wanted)).toEqual(row);
});

test.each([
	['live.wati.io', 'failed', 'This is not an address', COPY],
	[
		'http://live.example.com/1',
		'warning',
		'The token is sent without encryption',
		`Use https. ${COPY}`,
	],
	['https://live.example.com/123', 'ok', 'Calls go to live.example.com/123', 'Nothing'],
	['https://live-server-12.wati.io', 'ok', 'Calls go to live-server-12.wati.io', 'Nothing'],
	['https://live-server-12.wati.io/x', 'ok', 'Calls go to live-server-12.wati.io/x', 'Nothing'],
	...[
		'https://live.example.com',
		'https://live.example.com/12/api',
		'https://live.example.com/a12',
		'https://live-server-.wati.io',
		'https://my-live-server-1.wati.io',
	].map((url) => [url, 'warning', 'There is no tenant number at the end of the address', COPY]),
])('the endpoint %s: %s', (url, status, detail, whatToDo) => {
	expect(endpointRow(url!)).toEqual({ check: 'endpointUrl', status, detail, whatToDo });
});

test('webhooks that WATI gave up or somebody switched off', () => {
	expect(webhooksRow([{ status: 1 }])).toEqual({
		check: 'webhooks',
		status: 'ok',
		detail: '1 webhook, 0 defective, 0 disabled',
		whatToDo: 'Nothing',
	});
	expect(webhooksRow([{ status: 0 }, { status: '1' }])).toEqual({
		check: 'webhooks',
		status: 'warning',
		detail: '2 webhooks, 0 defective, 1 disabled',
		whatToDo: 'Switch it on in WATI if you need its events.',
	});
	expect(webhooksRow([{ status: 0 }, { status: '2' }])).toMatchObject({
		check: 'webhooks',
		status: 'failed',
		detail: '2 webhooks, 1 defective, 1 disabled',
		whatToDo: expect.stringContaining('publish the workflow of its WATI Trigger again'),
	});
});

test.each<[string, Parameters<typeof tokenAgeRow>[0], string, string, string]>([
	['opaque', undefined, 'unknown', 'The token contains no date', 'See WATI under Connector, API.'],
	[
		'of no end',
		{ issuedAt: NOW - 1.5 * DAY },
		'ok',
		'Issued 1 day ago. It does not say when it ends.',
		'Nothing',
	],
	[
		'issued in the future',
		{ issuedAt: NOW + DAY },
		'ok',
		'Issued 0 days ago. It does not say when it ends.',
		'Nothing',
	],
	['ending now', { expiresAt: NOW }, 'failed', 'It ended on 2026-03-10.', RENEW],
	['ending soon', { expiresAt: NOW + 14 * DAY - 1 }, 'warning', 'It ends on 2026-03-23.', RENEW],
	[
		'ending later',
		{ issuedAt: NOW, expiresAt: NOW + 14 * DAY },
		'ok',
		'Issued 0 days ago. It ends on 2026-03-24.',
		'Nothing',
	],
])('a token %s', (_name, times, status, detail, whatToDo) => {
	expect(tokenAgeRow(times, NOW)).toEqual({ check: 'tokenAge', status, detail, whatToDo });
});

describe('the clock', () => {
	const date = new Date(NOW).toUTCString();
	const SYNCHRONIZE =
		'Switch on time synchronization on the machine n8n runs on. The 24-hour window, schedules and time limits depend on it.';

	test.each([
		[NOW + 60_000, 'ok', "This machine's clock agrees with the server's", 'Nothing'],
		[NOW - 60_000, 'ok', "This machine's clock agrees with the server's", 'Nothing'],
		[NOW + 61_000, 'warning', "This machine's clock is 61 seconds ahead", SYNCHRONIZE],
		[NOW - 61_000, 'warning', "This machine's clock is 61 seconds behind", SYNCHRONIZE],
	])('at %p', (now, status, detail, whatToDo) => {
		expect(clockRow(date, now)).toEqual({ check: 'clock', status, detail, whatToDo });
	});

	test('is not judged without an answer that has a date', () => {
		const unknown = { check: 'clock', status: 'unknown', whatToDo: 'Nothing' };
		expect(clockRow(undefined, NOW)).toMatchObject(unknown);
		expect(clockRow('soon', NOW).detail).toBe('No answer contained a time');
	});
});
