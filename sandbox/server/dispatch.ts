import type { Answer, ReceivedRequest } from '../http/exchange';
import type { RecordedRequest } from './recorder';
import type { PlanLimits, SlidingWindow } from '../http/limits';
import type { MetaWebhooks } from '../meta/webhooks/subscriptions';
import type { Settings } from '../settings';
import type { World } from '../state/world';
import type { PostQueue } from '../webhooks/post-queue';
import type { WebhookSender } from '../webhooks/sender';

/** Everything route code works on; replaced as a whole by a reset. */
export interface Environment {
	world: World;
	settings: Settings;
	planLimits: PlanLimits;
	gatewayLimit: SlidingWindow;
	/** Posts what webhooks are told. */
	postQueue: PostQueue;
	webhooks: WebhookSender;
	metaWebhooks: MetaWebhooks;
	/** Origin of the sandbox, for links it hands out. */
	origin: string;
	/** The other host, where Meta keeps its files. */
	filesOrigin: string;
}

/** What a handler is told besides the request. */
export interface Effects {
	leftOut: ReadonlySet<string>;
	tookEffect(): void;
}

/** Where a request leads: to a refusal at the door, or to a handler. */
export type Destination = Pick<RecordedRequest, 'side' | 'path' | 'endpoint'> &
	({ refusal: Answer } | { handle(effects: Effects): Answer | Promise<Answer> });

/** The token of an `Authorization: Bearer` header. */
export function bearerToken(request: ReceivedRequest): string | undefined {
	return /^Bearer ([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1];
}
