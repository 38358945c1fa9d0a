import type { ReceivedRequest } from '../http/exchange';
import { bearerToken, type Destination, type Environment } from '../server/dispatch';
import { graphRefusal } from './errors';
import { serveMetaMedia } from './media-host';
import { callMeta } from './side';

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

function serveGraph(environment: Environment, request: ReceivedRequest): Destination {
	const { path } = request;
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
