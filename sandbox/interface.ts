import type { EventEmitter } from 'node:events';

import type { knownBusiness } from './demo/business';
import type { MetaWebhooks } from './meta/subscriptions';
import type { BusinessAccount } from './state/business-account';
import type { CustomerScript } from './script';
import type { SandboxEvents } from './state/events';
import type {
	CustomerMessage,
	DeliveryOptions,
	Webhook,
	WebhookDelivery,
	WebhookEntry,
	WebhookOptions,
} from './webhooks/interface';

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
	/** HTTP status of WATI's business failures: 200 as usual, or the 400 some accounts see. */
	failureStatus?: 200 | 400;
	/**
	 * Where Meta keeps the bytes of a media ID: on its own host, which asks for Meta's own token
	 * (`meta`) or for nothing (`open`), or behind the gateway.
	 */
	mediaUrls?: 'meta' | 'open' | 'gateway';
	/**
	 * What the plan makes of API v3: `refused` answers 403 to all of it, `absent` 404 without a body.
	 */
	v3Access?: 'included' | 'refused' | 'absent';
	/** Longest accepted URL in bytes, else 414; 0 = whatever Node accepts (128 kB). */
	maxUrlLength?: number;
	/** `counts` keeps only the number of requests per endpoint, for load measurements. */
	recording?: 'full' | 'counts';
	/** Ends every key and token, so that those of this run can be told from all others. */
	keyMark?: string;
}

/** An uploaded file as it was received; the bytes themselves are not kept here. */
export interface RecordedFile {
	field: string;
	fileName: string;
	contentType: string;
	size: number;
	sha256: string;
}

/** One request as the sandbox received and answered it. */
export interface RecordedRequest {
	number: number;
	/** Arrival, milliseconds since the epoch. */
	at: number;
	side: 'maton' | 'wati' | 'foreign';
	method: string;
	/** Path and query exactly as received. */
	url: string;
	/** Native path, without `/wati` or `/{tenantId}`, still percent-encoded. */
	path: string;
	/** Method and route pattern, for example `GET /connections/{connectionId}`, or `unknown`. */
	endpoint: string;
	query: Record<string, string>;
	headers: Record<string, string>;
	/** Parsed JSON, form fields, or text. */
	body: unknown;
	files: RecordedFile[];
	/** `dropped` while unanswered and when the connection was cut. */
	status: number | 'dropped';
	answer: unknown;
	/** Whether the state of the account changed. */
	tookEffect: boolean;
}

/** What the customer has on the phone. */
export interface DeliveredMessage {
	whatsappNumber: string;
	tenantId: string;
	/** The wamid. */
	id: string;
	at: number;
	kind: 'text' | 'file' | 'buttons' | 'list' | 'template';
	/** Text, caption, or the rendered body. */
	text: string;
	/** wamid of the quoted message. */
	replyTo?: string;
	file?: { fileName: string; contentType: string; size: number; sha256: string; path: string };
	header?: { kind: 'text' | 'image' | 'video' | 'document'; value: string };
	footer?: string;
	/** Titles of reply buttons; rendered URL or phone number of the others behind ` -> `. */
	buttons?: string[];
	buttonText?: string;
	sections?: Array<{ title: string; rows: Array<{ title: string; description: string }> }>;
	template?: {
		name: string;
		broadcastName: string;
		localMessageId: string;
		parameters: Array<{ name: string; value: string }>;
	};
}

/**
 * Something that goes wrong on purpose. Faults start once a request has passed authentication and
 * limits.
 */
export interface Fault {
	/** As `RecordedRequest.endpoint`, or `*`. */
	endpoint: string;
	/**
	 * `latency` waits; `status` answers an error; `dropBefore` and `dropAfter` cut the connection
	 * before or after the write; `truncate` answers half of the body as if it were all; `breakOff`
	 * cuts the connection after half of it; `html` answers a proxy's
	 * page; `leaveOut` drops receivers of a bulk send without a word; `answer` answers the given
	 * body.
	 */
	kind:
		| 'latency'
		| 'status'
		| 'dropBefore'
		| 'dropAfter'
		| 'truncate'
		| 'breakOff'
		| 'html'
		| 'leaveOut'
		| 'answer';
	/** How many requests, default 1; 0 = until cleared. */
	times?: number;
	/** Let this many matching requests pass first. */
	after?: number;
	latencyMs?: number;
	/** HTTP status of `status` (default 500), `html` (default 502) and `answer` (default 200). */
	status?: number;
	retryAfter?: string | number;
	/** The `Date` header of `status`, `html` and `answer`, for clocks that disagree. */
	date?: string;
	/** The `Location` header of `status`, for an address that moved. */
	location?: string;
	/** For `status`, `html` and `answer`: whether the write happens all the same. Default false. */
	tookEffect?: boolean;
	/** For `leaveOut`. */
	whatsappNumbers?: string[];
	/** For `answer` and `status`; a string is sent as it is. */
	body?: unknown;
	contentType?: string;
}

/** A running stand-in of WATI and Maton. */
export interface Sandbox {
	/**
	 * `http://127.0.0.1:PORT`: Maton at `/wati/...` and `/connections`, WATI at
	 * `/{tenantId}/api/v1/...`.
	 */
	url: string;
	/** Another origin that serves files. */
	foreignUrl: string;
	matonKey: string;
	/** A Maton key whose account has no connection at all. */
	matonKeyWithoutConnections: string;
	watiToken: string;
	tenantId: string;
	connectionId: string;
	/** The ACTIVE connection of a second WATI account, and that account's tenant. */
	secondConnectionId: string;
	secondTenantId: string;
	/** Meta's side, behind the connections of the app `whatsapp-business`. */
	business: typeof knownBusiness;
	/**
	 * An account of Meta's Cloud API, the first one by default.
	 * @throws Error when there is no such account
	 */
	businessAccount(id?: string): BusinessAccount;
	/** What Meta posts to the app of the business accounts. */
	businessWebhooks: MetaWebhooks;
	requests: RecordedRequest[];
	/** Requests per endpoint since the last reset, also with `recording: 'counts'`. */
	counts: Record<string, number>;
	/** What happens in the accounts, for whatever wants to react to it. */
	events: EventEmitter<SandboxEvents>;
	messagesTo(whatsappNumber: string): DeliveredMessage[];
	addFault(fault: Fault): void;
	clearFaults(): void;
	/** Opens the 24-hour window of the number; adds the contact when it is new. */
	openWindow(whatsappNumber: string): void;
	closeWindow(whatsappNumber: string): void;
	/**
	 * A customer writes, taps or sends something, which opens the window. Gives the wamid.
	 * @throws Error when the phone shows nothing to tap or to react to
	 */
	customerWrites(whatsappNumber: string, message: string | CustomerMessage): string;
	/**
	 * An operator types a message in WATI; without `email` the first one. Gives the wamid.
	 * @throws Error when the window is closed or nobody has that e-mail address
	 */
	operatorWrites(whatsappNumber: string, text: string, email?: string): string;
	/** Sets how customers answer by themselves and what their phones do; ends with a reset. */
	customersAct(...scripts: CustomerScript[]): void;
	/** The webhooks of the main account. */
	webhooks(): Webhook[];
	/**
	 * Registers a webhook of the main account by hand, as in the dashboard: no plan, limit or
	 * number is checked.
	 * @throws Error for a wrong URL or an unknown event
	 */
	registerWebhook(entry: WebhookEntry): Webhook;
	/** @throws Error when it is not there */
	removeWebhook(id: string): void;
	/** Changes how webhooks are posted and managed, and keeps everything else. */
	deliverWith(options: DeliveryOptions): void;
	/**
	 * "Trigger sample callback" of the dashboard.
	 * @throws Error for an unknown event, and for a webhook that is not there or not enabled
	 */
	sampleCallback(webhookId: string, eventType: string): void;
	/**
	 * Posts a recorded conversation of nine posts, subscribed to or not, to one webhook or to all.
	 * @throws Error for a webhook that is not there or not enabled
	 */
	replayConversation(webhookId?: string): void;
	/**
	 * Posts again what a delivery posted, with the same ids.
	 * @throws Error for an unknown delivery, and for a webhook that is gone or not enabled
	 */
	repeatDelivery(number: number): void;
	/** Every attempt to post an event since the last reset; empty with `recording: 'counts'`. */
	deliveries: WebhookDelivery[];
	/** Resolves when no event is planned or on its way, retries aside. */
	webhooksSettled(): Promise<void>;
	/**
	 * Starts over with the same ports, keys and ids, and without registered webhooks; options given here
	 * replace the earlier ones.
	 */
	reset(options?: Partial<SandboxOptions>): void;
	close(): Promise<void>;
}
