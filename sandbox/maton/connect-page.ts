import type { Destination, Environment } from '../server/dispatch';
import type { ReceivedRequest } from '../http/exchange';

/**
 * The page behind a connection's link. Opening it completes the connection; `?fail=1` makes it
 * FAILED.
 */
export function connectPage(environment: Environment, request: ReceivedRequest): Destination {
	const where = { side: 'maton' as const, path: request.path, endpoint: 'GET /connect' };
	const connection = environment.world.connections.bySession(
		request.query.get('session_token') ?? '',
	);
	if (request.method !== 'GET' || !connection) {
		return { ...where, refusal: page(404, 'This link is not valid.') };
	}
	return {
		...where,
		handle({ tookEffect }) {
			tookEffect();
			const failed = request.query.get('fail') === '1';
			const [account] = environment.world.tenants.values();
			if (!failed && account && connection.app === 'wati') {
				connection.wati ??= { tenantId: account.id, token: [...account.tokens][0] ?? '' };
			}
			if (!failed && connection.app === 'whatsapp-business') {
				connection.businessAccountId ??= [...environment.world.businesses.keys()][0];
			}
			environment.world.connections.settle(connection, failed ? 'FAILED' : 'ACTIVE');
			return page(
				200,
				`Connection ${connection.id} is ${connection.status}. You can close this page.`,
			);
		},
	};
}

function page(status: number, text: string) {
	return {
		status,
		text:
			'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Connect WATI</title>' +
			`</head><body><p>${text}</p></body></html>`,
		contentType: 'text/html; charset=utf-8',
	};
}
