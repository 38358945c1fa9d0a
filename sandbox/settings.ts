import type { WebhookOptions } from './webhooks/interface';

/** How a sandbox is started. Every field has a default. */
export interface SandboxOptions extends WebhookOptions {
	/** Port of the Maton and WATI side on 127.0.0.1; 0 takes a free one. */
	port?: number;
	/** Port of the foreign origin; 0 takes a free one. */
	foreignPort?: number;
	/**
	 * `demo`: contacts, templates, messages and media to try things with; `empty`: an account
	 * without any.
	 */
	seed?: 'demo' | 'empty';
	/** This many contacts in total, with made-up numbers in a stable order. Default: the demo set. */
	contacts?: number;
	/** Maton's limit per API key and second, 0 = off. */
	gatewayPerSecond?: number;
	/** WATI's limits per endpoint and ten seconds (docs.wati.io errors page). */
	plan?: 'growth' | 'pro' | 'business' | 'off';
	/** Which ACTIVE connection is used without a `Maton-Connection` header: the sources disagree. */
	defaultConnection?: 'oldest' | 'newest';
	/**
	 * Where sendSessionMessage reads `messageText` from: the sources disagree. A JSON body never
	 * counts.
	 */
	sessionTextFrom?: 'query' | 'form' | 'both';
	/** Cap of `pageSize` on the server. */
	maxPageSize?: number;
	/** Whether `link.nextPage`, `link.prevPage` and `link.total` are served. */
	nextPageLink?: boolean;
	/**
	 * What the services make of a number that no country assigns: they refuse it, or they accept it as one account
	 * of WATI was seen to (2026-09), and sends to a number that begins with 0 fail later. Default `refused`.
	 */
	impossibleNumbers?: 'refused' | 'failLater';
	/** HTTP status of WATI's business failures: 200 as usual, or the 400 some accounts see. */
	failureStatus?: 200 | 400;
	/**
	 * Where Meta keeps the bytes of a media ID: on its own host, which asks for Meta's own token
	 * (`meta`) or for nothing (`open`), or behind the gateway.
	 */
	mediaUrls?: 'meta' | 'open' | 'gateway';
	/**
	 * Where the Graph API tells the account of a token that nobody named: under the token's user (`assigned`), under its
	 * businesses (`businesses`), at one of the numbers (`number`), or nowhere. Clients find it in each of these and miss it in
	 * others. Default `assigned`.
	 */
	accountIsToldBy?: 'assigned' | 'businesses' | 'number' | 'nothing';
	/**
	 * What the plan makes of API v3: `refused` answers 403 to all of it, `absent` 404 without a body.
	 */
	v3Access?: 'included' | 'refused' | 'absent';
	/**
	 * How v3 writes webhooks: with `words` for their status, in camelCase and with a URL in every update, as
	 * docs.wati.io/reference/updatewebhook has it since 2026-10-30, or with `numbers` and in snake_case. Default `words`.
	 */
	v3Webhooks?: 'words' | 'numbers';
	/**
	 * What a chat's messages look like in v3: as `measured` on a live account, or as the OpenAPI has them, which is the form of
	 * a send's answer. Default `measured`.
	 */
	v3Messages?: 'measured' | 'openapi';
	/** Which of the two paths of a chat's tags there is; page names and older notes disagree. Default `both`. */
	tagPath?: 'both' | 'tags' | 'conv-tags';
	/** Whether v3 lists the default channel, without an ID, as seen on one live account. Default false. */
	listsDefaultChannel?: boolean;
	/** Longest accepted URL in bytes, else 414; 0 = whatever Node accepts (128 kB). */
	maxUrlLength?: number;
	/** `counts` keeps only the number of requests per endpoint, for load measurements. */
	recording?: 'full' | 'counts';
	/** Ends every key and token, so that those of this run can be told from all others. */
	keyMark?: string;
}

/** Options with every default filled in; `contacts` stays open. */
export type Settings = Required<Omit<SandboxOptions, 'contacts'>> &
	Pick<SandboxOptions, 'contacts'>;

export function readSettings(options: SandboxOptions): Settings {
	return {
		port: 0,
		foreignPort: 0,
		seed: 'demo',
		gatewayPerSecond: 10,
		plan: 'growth',
		defaultConnection: 'oldest',
		sessionTextFrom: 'both',
		maxPageSize: 100,
		nextPageLink: true,
		impossibleNumbers: 'refused',
		failureStatus: 200,
		mediaUrls: 'meta',
		accountIsToldBy: 'assigned',
		v3Access: 'included',
		v3Webhooks: 'words',
		v3Messages: 'measured',
		tagPath: 'both',
		listsDefaultChannel: false,
		maxUrlLength: 0,
		recording: 'full',
		keyMark: '',
		webhookLimit: 5,
		webhookPlan: 'pro',
		webhookDelete: true,
		channelNumber: 'digits',
		twins: true,
		reorder: false,
		repeats: 0,
		retryEveryMs: 600_000,
		deliveredAfterMs: 300,
		readAfterMs: 400,
		webhookTimeoutMs: 10_000,
		webhookConnections: 64,
		...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
	};
}
