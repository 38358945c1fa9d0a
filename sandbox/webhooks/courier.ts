import { Agent, errors } from 'undici';

import type { Settings } from '../settings';
import type { Payload, Webhook, WebhookDelivery } from './interface';

const ATTEMPTS = 144;
const FAILURES = 100;

interface Post {
	webhook: Webhook;
	authorization: string | undefined;
	payload: Payload;
	json: string;
	attempt: number;
}

/** What is posted, and which posts have to keep their order among each other. */
export interface Errand {
	webhook: Webhook;
	authorization: string | undefined;
	lane: string;
	payload: Payload;
}

/**
 * Posts events as WATI does: over a pool of connections, again and again until a 2xx comes, and
 * no more once the webhook has failed more than 100 times in a row.
 */
export class Courier {
	private readonly agent: Agent;
	private readonly lanes = new Map<string, Promise<void>>();
	private readonly gathered = new Map<Webhook, Post[]>();
	private readonly timers = new Set<NodeJS.Timeout>();
	private failed: Post[] = [];
	private retryTimer: NodeJS.Timeout | undefined;
	private busy = 0;
	private idle: Array<() => void> = [];
	private stopped = false;
	private count = 0;

	constructor(
		private readonly settings: Settings,
		private readonly deliveries: WebhookDelivery[],
	) {
		const { webhookTimeoutMs, webhookConnections } = settings;
		this.agent = new Agent({
			connections: webhookConnections,
			connect: { timeout: webhookTimeoutMs },
			headersTimeout: webhookTimeoutMs,
			bodyTimeout: webhookTimeoutMs,
		});
	}

	/** Posts an event once, and as many more times as the settings say. */
	post({ webhook, authorization, lane, payload }: Errand): void {
		const json = JSON.stringify(payload);
		const copies = Array.from({ length: 1 + this.settings.repeats }, () => {
			return { webhook, authorization, payload, json, attempt: 0 };
		});
		if (this.settings.reorder) this.gather(webhook, copies);
		else this.queue(`${webhook.id} ${lane}`, copies);
	}

	/** Runs something after that many milliseconds. */
	later(milliseconds: number, run: () => void): void {
		this.begin();
		const timer = setTimeout(() => {
			this.timers.delete(timer);
			run();
			this.end();
		}, milliseconds).unref();
		this.timers.add(timer);
	}

	/** Resolves when nothing is planned or on its way, retries aside. */
	async settled(): Promise<void> {
		if (this.busy === 0) return;
		await new Promise<void>((resolve) => this.idle.push(resolve));
	}

	/** Forgets everything that is planned and cuts what is on its way. */
	async stop(): Promise<void> {
		this.stopped = true;
		for (const timer of this.timers) clearTimeout(timer);
		clearTimeout(this.retryTimer);
		for (const resolve of this.idle) resolve();
		await this.agent.destroy();
	}

	/** One conversation's posts go one after the other, copies of one at the same moment. */
	private queue(lane: string, copies: Post[]): void {
		this.begin();
		const before = this.lanes.get(lane) ?? Promise.resolve();
		const done = before
			.then(async () => {
				await Promise.all(copies.map(async (copy) => await this.attempt(copy)));
			})
			.then(() => {
				if (this.lanes.get(lane) === done) this.lanes.delete(lane);
				this.end();
			});
		this.lanes.set(lane, done);
	}

	private gather(webhook: Webhook, copies: Post[]): void {
		const waiting = this.gathered.get(webhook);
		if (waiting) {
			waiting.push(...copies);
			return;
		}
		const posts = [...copies];
		this.gathered.set(webhook, posts);
		const { deliveredAfterMs, readAfterMs } = this.settings;
		this.later(deliveredAfterMs + readAfterMs + 20, () => {
			this.gathered.delete(webhook);
			for (const [index, post] of mixed(posts).entries()) {
				this.queue(`${webhook.id} mixed ${index}`, [post]);
			}
		});
	}

	private async attempt(post: Post): Promise<void> {
		const { webhook } = post;
		if (this.stopped || webhook.status !== 1) return;
		post.attempt += 1;
		const record = this.record(post);
		const answered = await this.send(post);
		if (this.stopped) return;
		record.status = answered;
		if (typeof answered === 'number' && answered >= 200 && answered < 300) {
			webhook.failedIterationCount = 0;
			return;
		}
		webhook.failedIterationCount += 1;
		if (webhook.failedIterationCount > FAILURES) {
			webhook.status = 2;
			webhook.isSentNotify = true;
		} else if (post.attempt < ATTEMPTS) {
			this.failed.push(post);
			this.armRetryJob();
		}
	}

	// One job takes all that failed since the last one.
	private armRetryJob(): void {
		this.retryTimer ??= setTimeout(() => {
			this.retryTimer = undefined;
			for (const post of this.failed.splice(0)) void this.attempt(post);
		}, this.settings.retryEveryMs).unref();
	}

	private async send({ webhook, authorization, json }: Post): Promise<WebhookDelivery['status']> {
		const { origin, pathname, search } = new URL(webhook.url);
		try {
			const { statusCode, body } = await this.agent.request({
				origin,
				path: pathname + search,
				method: 'POST',
				headers: {
					'content-type': 'application/json; charset=utf-8',
					...(authorization === undefined ? {} : { authorization }),
				},
				body: json,
			});
			await body.dump();
			return statusCode;
		} catch (error) {
			const late =
				error instanceof errors.HeadersTimeoutError ||
				error instanceof errors.BodyTimeoutError ||
				error instanceof errors.ConnectTimeoutError;
			return late ? 'timeout' : 'connection';
		}
	}

	private record({ webhook, payload, attempt }: Post): WebhookDelivery {
		this.count += 1;
		const record: WebhookDelivery = {
			number: this.count,
			at: Date.now(),
			webhookId: webhook.id,
			url: webhook.url,
			eventType: payload.eventType,
			attempt,
			status: 'unanswered',
			body: payload,
		};
		if (this.settings.recording === 'full') this.deliveries.push(record);
		return record;
	}

	private begin(): void {
		this.busy += 1;
	}

	private end(): void {
		this.busy -= 1;
		if (this.busy > 0) return;
		for (const resolve of this.idle.splice(0)) resolve();
	}
}

// Last to first by twos: surely another order, and the same one every time.
function mixed<Item>(items: Item[]): Item[] {
	const backwards = [...items].reverse();
	return [
		...backwards.filter((_, index) => index % 2 === 0),
		...backwards.filter((_, index) => index % 2 === 1),
	];
}
