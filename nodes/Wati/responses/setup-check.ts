import type { IDataObject } from 'n8n-workflow';

import { writeCount } from '../../shared/formatting/write-count';
import { row, type SetupCheck } from '../../shared/http/beside/setup-check';
import { parseWebhookStatus, type WebhookStatus } from '../../services/wati/webhook-status';
import type { TokenTimes } from './token-times';

const DAY_MS = 86_400_000;
const SOON_MS = 14 * DAY_MS;
const CLOCK_TOLERANCE_MS = 60_000;

function named(connection: IDataObject): string {
	return `${String(connection.connection_id)} (${String(connection.status).toLowerCase()})`;
}

/** Whether there is an active connection of the app (spec A, "Connection Management"). */
export function connectionStateRow(connections: IDataObject[]): SetupCheck {
	const ofWati = connections.filter(({ app }) => app === 'wati');
	const active = ofWati.filter(({ status }) => status === 'ACTIVE').length;
	if (active > 0) {
		return row('connectionState', 'ok', `${active} of ${writeCount(ofWati.length, 'WATI connection')} active`);
	}
	const detail =
		ofWati.length === 0
			? 'This Maton account has no WATI connection'
			: `No WATI connection is active: ${ofWati.map(named).join(', ')}`;
	return row(
		'connectionState',
		'failed',
		detail,
		'Create a connection (resource Connection, operation Create) and open its link.',
	);
}

/** @param wanted ID in the node or the credential; undefined when Maton chooses */
export function chosenConnectionRow(
	connections: IDataObject[],
	wanted: string | undefined,
): SetupCheck {
	const check = 'chosenConnection';
	if (wanted === undefined) {
		const active = connections.filter((one) => one.app === 'wati' && one.status === 'ACTIVE');
		if (active.length < 2) return row(check, 'ok', 'None is chosen, and only one exists');
		return row(
			check,
			'warning',
			`None is chosen, and Maton picks one of ${active.length} active WATI connections`,
			"Choose one in the node's field 'Connection' or in the credential.",
		);
	}
	const choose =
		"Choose an active WATI connection in the node's field 'Connection' or in the credential.";
	const found = connections.find(({ connection_id }) => connection_id === wanted);
	if (!found) return row(check, 'failed', `Connection ${wanted} does not exist`, choose);
	if (found.app !== 'wati') {
		return row(check, 'failed', `Connection ${wanted} is of the app ${String(found.app)}`, choose);
	}
	if (found.status === 'ACTIVE') return row(check, 'ok', `Connection ${wanted} is active`);
	const detail = `Connection ${wanted} is ${String(found.status).toLowerCase()}`;
	return row(check, 'failed', detail, `Open its link to finish it. ${choose}`);
}

/** Hosts without a tenant: of one account alone (spec E), and of trials (the official Postman collection). */
const WITHOUT_TENANT = /^(live-server-\d+|app-server)\./;

/**
 * The form of the endpoint: shared hosts have the tenant number at the end (docs.wati.io, "Introduction"), also
 * behind a proxy's own path.
 *
 * @param baseUrl as the node calls it, without a trailing slash
 */
export function endpointRow(baseUrl: string): SetupCheck {
	const check = 'endpointUrl';
	const copy = 'Copy the endpoint again from WATI under Connector, API.';
	if (!URL.canParse(baseUrl)) return row(check, 'failed', 'This is not an address', copy);
	const { protocol, hostname, pathname } = new URL(baseUrl);
	if (protocol !== 'https:') {
		return row(check, 'warning', 'The token is sent without encryption', `Use https. ${copy}`);
	}
	if (/\/\d+$/.test(pathname) || WITHOUT_TENANT.test(hostname)) {
		return row(check, 'ok', `Calls go to ${hostname}${pathname === '/' ? '' : pathname}`);
	}
	return row(check, 'warning', 'There is no tenant number at the end of the address', copy);
}

/** @param webhooks of the account, as API v3 lists them */
export function webhooksRow(webhooks: IDataObject[]): SetupCheck {
	const count = (status: WebhookStatus) =>
		webhooks.filter((one) => parseWebhookStatus(one.status) === status).length;
	const [defective, disabled] = [count('defective'), count('disabled')];
	const detail = `${writeCount(webhooks.length, 'webhook')}, ${defective} defective, ${disabled} disabled`;
	if (defective > 0) {
		return row(
			'webhooks',
			'failed',
			detail,
			'WATI stopped calling a URL that failed too often. Make sure WATI can reach it, then publish the workflow of its WATI Trigger again, or switch the webhook on in WATI.',
		);
	}
	if (disabled > 0) {
		return row('webhooks', 'warning', detail, 'Switch it on in WATI if you need its events.');
	}
	return row('webhooks', 'ok', detail);
}

/** @param times undefined when the token is opaque */
export function tokenAgeRow(times: TokenTimes | undefined, now: number): SetupCheck {
	const check = 'tokenAge';
	const { issuedAt, expiresAt } = times ?? {};
	const age =
		issuedAt === undefined
			? ''
			: `Issued ${writeCount(Math.max(0, Math.floor((now - issuedAt) / DAY_MS)), 'day')} ago. `;
	if (expiresAt === undefined) {
		if (age) return row(check, 'ok', `${age}It does not say when it ends.`);
		return row(check, 'unknown', 'The token contains no date', 'See WATI under Connector, API.');
	}
	const day = new Date(expiresAt).toISOString().slice(0, 10);
	const renew = 'Create a new token in WATI under Connector, API, and save it in the credential.';
	if (expiresAt <= now) return row(check, 'failed', `${age}It ended on ${day}.`, renew);
	const status = expiresAt - now < SOON_MS ? 'warning' : 'ok';
	return row(check, status, `${age}It ends on ${day}.`, status === 'ok' ? undefined : renew);
}

/** @param date of an answer (RFC 9110, 6.6.1), which is of whole seconds */
export function clockRow(date: string | undefined, now: number): SetupCheck {
	const theirs = Date.parse(date ?? '');
	if (Number.isNaN(theirs)) return row('clock', 'unknown', 'No answer contained a time');
	const seconds = Math.round((now - theirs) / 1000);
	if (Math.abs(now - theirs) <= CLOCK_TOLERANCE_MS) {
		return row('clock', 'ok', "This machine's clock agrees with the server's");
	}
	return row(
		'clock',
		'warning',
		`This machine's clock is ${Math.abs(seconds)} seconds ${seconds > 0 ? 'ahead' : 'behind'}`,
		'Switch on time synchronization on the machine n8n runs on. The 24-hour window, schedules and time limits depend on it.',
	);
}
