import type { Destination, Environment } from '../server/dispatch';
import type { ReceivedRequest } from '../http/exchange';
import { getEndpoint, matchRoute } from '../http/route';
import type { BusinessAccount } from '../state/business/account';
import { analyticsRoutes } from './analytics';
import { blockRoutes } from './blocked-users';
import type { MetaRoute } from './call';
import { graphRefusal } from './errors';
import { flowRoutes } from './flows';
import { GATEWAY_FILES, mediaRoutes } from './media/media';
import { messageRoutes } from './messages';
import { phoneRoutes } from './phones';
import { qrCodeRoutes } from './qr-codes';
import { templateRoutes } from './templates';
import { overrideRoutes } from './webhooks/overrides';

/** Every endpoint of the Graph API that the sandbox serves (spec D). */
export const metaRoutes: readonly MetaRoute[] = [
	...messageRoutes,
	...flowRoutes,
	...analyticsRoutes,
	...blockRoutes,
	...qrCodeRoutes,
	...phoneRoutes,
	...templateRoutes,
	...mediaRoutes,
	...overrideRoutes,
];

/** Where Meta keeps files of WhatsApp (Meta, "Media: retrieve media URL"). */
const META_FILES = 'https://lookaside.fbsbx.com';

/** What n8n's own credential is tested with: any error but one about the token means that the token is right. */
const ROOT = /^\/v\d+\.\d+\/?$/;

const VERSIONED = /^\/v\d+\.\d+\//;

/** Where a call of the Graph API leads, in the name of an account. */
export function callMeta(
	environment: Environment,
	request: ReceivedRequest,
	account: BusinessAccount,
	path: string,
	side: 'maton' | 'meta' = 'maton',
): Destination {
	const { world, settings } = environment;
	const match = matchRoute(metaRoutes, request.method, path);
	const found = match === undefined || match === 'otherMethod' ? undefined : match;
	const endpoint = found ? getEndpoint(found.row) : 'unknown';
	const where = { side, path, endpoint };
	if (account.hasExpired) {
		const { answer } = graphRefusal({
			status: 401,
			code: 190,
			subcode: 463,
			title: 'Error validating access token: Session has expired',
		});
		return { ...where, refusal: answer };
	}
	if (ROOT.test(path)) {
		const { answer } = graphRefusal({
			code: 100,
			type: 'GraphMethodException',
			title: 'Unsupported get request.',
		});
		return { ...where, refusal: answer };
	}
	const versioned = VERSIONED.test(path) || path.startsWith(GATEWAY_FILES);
	if (!found || !versioned) {
		const title = `Unknown path components: ${path}`;
		return { ...where, refusal: graphRefusal({ code: 2500, title }).answer };
	}
	const params = Object.fromEntries(
		Object.entries(found.params).map(([name, value]) => [name, decodeURIComponent(value)]),
	);
	return {
		...where,
		handle: ({ tookEffect }) =>
			found.row.handle({
				world,
				account,
				settings,
				request,
				params,
				origins:
					side === 'meta'
						? { files: META_FILES }
						: { gateway: environment.origin, files: environment.filesOrigin },
				webhooks: environment.metaWebhooks,
				tookEffect,
			}),
	};
}
