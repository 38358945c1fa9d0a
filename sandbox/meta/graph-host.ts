import type { ReceivedRequest } from '../http/exchange';
import { getEndpoint, matchRoute } from '../http/route';
import { bearerToken, type Destination, type Effects, type Environment } from '../server/dispatch';
import { graphRefusal } from './errors';
import { serveMetaMedia } from './media/media-host';
import { callMeta } from './side';
import { appRoutes, META_APP_TOKEN } from './webhooks/app';

/** Where Meta serves the Graph API. */
export const GRAPH_HOST = 'graph.facebook.com';

/** Where Meta keeps files, see `META_FILES`. */
export const MEDIA_HOST = 'lookaside.fbsbx.com';

/** What Meta answers to a token that is none (Meta, "Access tokens: debugging"; seen in several clients' issues, 2026). */
const NO_TOKEN = {
	status: 401,
	code: 190,
	title: 'Invalid OAuth access token - Cannot parse access token',
};

/** What only the app itself is allowed to do, and what gives it its token. */
function serveApp(environment: Environment, request: ReceivedRequest): Destination | undefined {
	const { path, method } = request;
	const match = matchRoute(appRoutes, method, path);
	if (match === undefined || match === 'otherMethod') return undefined;
	const { row, params } = match;
	const where = { side: 'meta' as const, path, endpoint: getEndpoint(row) };
	if (!row.isOpen && bearerToken(request) !== META_APP_TOKEN) {
		return { ...where, refusal: graphRefusal(NO_TOKEN).answer };
	}
	const { metaWebhooks: webhooks, world } = environment;
	const handle = async ({ tookEffect }: Effects) =>
		await row.handle({ request, params, webhooks, world, tookEffect });
	return { ...where, handle };
}

function serveGraph(environment: Environment, request: ReceivedRequest): Destination {
	const { path } = request;
	const ofApp = serveApp(environment, request);
	if (ofApp) return ofApp;
	const token = bearerToken(request);
	const account = [...environment.world.businesses.values()].find((one) => one.token === token);
	if (account) return { ...callMeta(environment, request, account, path, 'meta') };
	return { side: 'meta', path, endpoint: 'unknown', refusal: graphRefusal(NO_TOKEN).answer };
}

function serveMedia(environment: Environment, request: ReceivedRequest): Destination {
	const { path, query, method } = request;
	const answer = serveMetaMedia(environment, query.get('mid') ?? '', bearerToken(request));
	return { side: 'meta', path, endpoint: `${method} ${path}`, refusal: answer };
}

const HOSTS: Record<string, typeof serveGraph> = {
	[GRAPH_HOST]: serveGraph,
	[MEDIA_HOST]: serveMedia,
};

/** Where a request to one of Meta's own hosts leads; undefined for other hosts. */
export function serveMetaHost(
	environment: Environment,
	request: ReceivedRequest,
): Destination | undefined {
	return HOSTS[request.headers.host ?? '']?.(environment, request);
}
