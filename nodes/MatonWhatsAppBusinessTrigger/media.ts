import type { IHttpRequestOptions, IWebhookFunctions } from 'n8n-workflow';

import { matonBaseUrl } from '../shared/http/route/addresses';
import { blankKey } from '../shared/http/answers/blank-key';
import { callForFile, callForJson } from '../shared/http/transfer/bounded-call';
import { isObject } from '../shared/parameters/json';
import { GRAPH_VERSIONS } from '../services/meta/graph/graph-versions';
import { GRAPH_URL, isMetaAddress } from '../services/meta/graph/hosts';
import { META_CREDENTIAL, readMetaToken } from '../services/meta/graph/token-credential';
import { nameMedia } from '../services/meta/media-name';
import type { BusinessMedia } from '../services/meta/message-parts';
import {
	codeOfStatus,
	NotFetched,
	readFileAnswer,
	type FetchedBytes,
} from '../shared/webhooks/receiving/attached-file';
import type { MediaOptions } from '../shared/webhooks/settings';

/** Meta waits for the answer meanwhile; how long is not documented. */
const TIMEOUT_MS = 10_000;

const VERSION = GRAPH_VERSIONS[0]!.name;

/** What a credential can reach of a file. */
interface Route {
	/** Looks up where the file is. */
	findAddress(id: string): Promise<string>;
	/** What authorizes the request for the file at that address. */
	authorize(address: string): Partial<IHttpRequestOptions> & { credentialType?: string };
	/** What to do where the file's server wants another authorization. */
	advice: string;
}

function readAddress(body: unknown, server: string): string {
	const url = isObject(body) && typeof body.url === 'string' ? body.url : '';
	if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
	throw new NotFetched(`${server} returned no URL for the file`, 'answer-unreadable');
}

function noAddress(server: string, status: number): NotFetched {
	return new NotFetched(
		`${server} answered the request for the file's address with ${status}`,
		codeOfStatus(status),
	);
}

/** By Maton, which looks the address up, and serves the file itself or not. */
async function routeByMaton(context: IWebhookFunctions): Promise<Route> {
	const { gatewayUrl, apiKey } =
		await context.getCredentials<Record<'gatewayUrl' | 'apiKey', string>>('matonApi');
	const baseUrl = matonBaseUrl(gatewayUrl, 'whatsapp-business');
	return {
		async findAddress(id) {
			const options = {
				method: 'GET' as const,
				url: `${baseUrl}/${VERSION}/${id}`,
				json: true,
				disableFollowRedirect: true,
				timeout: TIMEOUT_MS,
			};
			const answer = await callForJson({ context, credentialType: 'matonApi', options });
			const { statusCode, body } = blankKey(answer, apiKey);
			if (statusCode === 200) return readAddress(body, 'Maton');
			throw noAddress('Maton', statusCode);
		},
		// The key of the gateway is for the gateway only.
		authorize: (address) =>
			address.startsWith(`${baseUrl}/`) ? { credentialType: 'matonApi' } : {},
		advice:
			"it requires Meta's own token, which Maton keeps. Choose WhatsApp API under Download With",
	};
}

/** With a token of Meta, which its servers of files ask for. */
async function routeByToken(context: IWebhookFunctions, { url }: BusinessMedia): Promise<Route> {
	const token = readMetaToken(await context.getCredentials(META_CREDENTIAL));
	const headers = { Authorization: `Bearer ${token}` };
	return {
		async findAddress(id) {
			if (url !== null) return readAddress({ url }, 'Meta');
			const options = {
				method: 'GET' as const,
				url: `${GRAPH_URL}/${VERSION}/${id}`,
				headers,
				json: true,
				disableFollowRedirect: true,
				timeout: TIMEOUT_MS,
			};
			const { statusCode, body } = await callForJson({ context, options });
			if (statusCode === 200) return readAddress(body, 'Meta');
			throw noAddress('Meta', statusCode);
		},
		authorize(address) {
			if (isMetaAddress(address)) return { headers };
			throw new NotFetched('The file is on a host that is not one of Meta', 'not-allowed');
		},
		advice: 'check the token in the credential WhatsApp API, and its access to the account',
	};
}

/** The file of a message. */
export async function fetchMedia(
	context: IWebhookFunctions,
	media: BusinessMedia,
	{ mostBytes }: MediaOptions,
): Promise<FetchedBytes> {
	const { id, mimeType } = media;
	if (id === null || !/^\d{1,30}$/.test(id)) throw new NotFetched('The file has no ID at Meta');
	const isByToken =
		context.getNodeParameter('options.downloadWith', 'matonApi') === META_CREDENTIAL;
	const route = isByToken ? await routeByToken(context, media) : await routeByMaton(context);
	const address = await route.findAddress(id);
	const { credentialType, ...authorization } = route.authorize(address);
	const options = {
		method: 'GET' as const,
		url: address,
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
		...authorization,
	};
	const call = { context, options, ...(credentialType ? { credentialType } : {}) };
	const answer = await callForFile(call, { mostBytes, mostRefusalBytes: 0 });
	if ([401, 403].includes(answer.statusCode)) {
		throw new NotFetched(
			`Meta's file server answered with ${answer.statusCode}: ${route.advice}`,
			codeOfStatus(answer.statusCode),
		);
	}
	const { bytes } = await readFileAnswer(answer, "Meta's file server");
	const type = mimeType?.split(';')[0]?.trim() || undefined;
	return { bytes, mimeType: type, fileName: nameMedia(id, type ?? '') };
}
