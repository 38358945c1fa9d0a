import { Agent, errors } from 'undici';

import type { Settings } from '../settings';
import type { WebhookDelivery } from './interface';

/** Who is posted to. */
export interface Target {
	readonly id: string;
	readonly url: string;
	/** How often one post is tried. */
	readonly attempts: number;
	/** Whether it gets posts at all now. */
	takes(): boolean;
	/** Notes how an attempt ended: with a 2xx or not. */
	answered(isTaken: boolean): void;
}

/** What is posted, and which posts have to keep their order among each other. */
export interface EventPost {
	target: Target;
	queue: string;
	/** What the delivery is listed as. */
	eventType: string;
	body: Record<string, unknown>;
	/** The body as it leaves. */
	text: string;
	/** Headers besides the content type. */
	headers: Record<string, string>;
}

/** How long a post waits for the answer to the one before it. */
const HELD_UP_MS = 300;

interface Post {
	eventPost: EventPost;
	attempt: number;
}

/** Posts events over a pool of connections, again and again until a 2xx comes. */
export class PostQueue {
	private readonly agent: Agent;
	private readonly queues = new Map<string, Promise<void>>();
	private readonly gathered = new Map<string, Post[]>();
	/** What each delivery posted, by its number. */
	private readonly posted = new Map<number, EventPost>();
	private readonly timers = new Set<NodeJS.Timeout>();
	private failed: Post[] = [];
	private retryTimer: NodeJS.Timeout | undefined;
	private busy = 0;
	private idle: Array<() => void> = [];
	private stopped = false;
	private count = 0;
	private mixes = 0;

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
	post(eventPost: EventPost): void {
		const copies = Array.from({ length: 1 + this.settings.repeats }, () => {
			return { eventPost, attempt: 0 };
		});
		if (this.settings.reorder) this.gather(eventPost.target.id, copies);
		else this.queue(`${eventPost.target.id} ${eventPost.queue}`, copies);
	}

	/**
	 * Posts again what a delivery posted, byte for byte.
	 * @throws Error for an unknown delivery, and where it went to no longer takes any
	 */
	repeat(number: number): void {
		const eventPost = this.posted.get(number);
		if (!eventPost) throw new Error(`No delivery ${number}.`);
		if (!eventPost.target.takes())
			throw new Error(`The webhook ${eventPost.target.id} is not enabled.`);
		this.post({ ...eventPost, queue: 'by hand' });
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

	/**
	 * One conversation's posts leave in order, copies of one at the same moment. The order was seen live (names and
	 * their `_v2` twins, nine posts); that WATI or Meta waits for answers is not known, so a slow answer holds up nothing.
	 */
	private queue(queue: string, copies: Post[]): void {
		this.begin();
		const before = this.queues.get(queue) ?? Promise.resolve();
		const done = before.then(async () => {
			const answered = Promise.all(copies.map(async (copy) => await this.attempt(copy)));
			void answered.finally(() => this.end());
			await this.unlessSlow(answered);
			if (this.queues.get(queue) === done) this.queues.delete(queue);
		});
		this.queues.set(queue, done);
	}

	private async unlessSlow(answered: Promise<unknown>): Promise<void> {
		let timer: NodeJS.Timeout | undefined;
		const slow = new Promise<void>((resolve) => {
			timer = setTimeout(resolve, HELD_UP_MS).unref();
		});
		await Promise.race([answered, slow]);
		clearTimeout(timer);
	}

	private gather(targetId: string, copies: Post[]): void {
		const waiting = this.gathered.get(targetId);
		if (waiting) {
			waiting.push(...copies);
			return;
		}
		const posts = [...copies];
		this.gathered.set(targetId, posts);
		const { deliveredAfterMs, readAfterMs } = this.settings;
		this.later(deliveredAfterMs + readAfterMs + 20, () => {
			this.gathered.delete(targetId);
			for (const post of mixed(posts)) {
				this.mixes += 1;
				this.queue(`${targetId} mixed ${this.mixes}`, [post]);
			}
		});
	}

	private async attempt(post: Post): Promise<void> {
		const { target } = post.eventPost;
		if (this.stopped || !target.takes()) return;
		post.attempt += 1;
		const record = this.record(post);
		const answered = await this.send(post.eventPost);
		if (this.stopped) return;
		record.status = answered;
		const isTaken = typeof answered === 'number' && answered >= 200 && answered < 300;
		target.answered(isTaken);
		if (isTaken || !target.takes() || post.attempt >= target.attempts) return;
		this.failed.push(post);
		this.armRetryJob();
	}

	// One job takes all that failed since the last one.
	private armRetryJob(): void {
		this.retryTimer ??= setTimeout(() => {
			this.retryTimer = undefined;
			for (const post of this.failed.splice(0)) void this.attempt(post);
		}, this.settings.retryEveryMs).unref();
	}

	private async send({ target, headers, text }: EventPost): Promise<WebhookDelivery['status']> {
		const { origin, pathname, search } = new URL(target.url);
		try {
			const { statusCode, body } = await this.agent.request({
				origin,
				path: pathname + search,
				method: 'POST',
				headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
				body: text,
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

	private record({ eventPost, attempt }: Post): WebhookDelivery {
		this.count += 1;
		const record: WebhookDelivery = {
			number: this.count,
			at: Date.now(),
			webhookId: eventPost.target.id,
			url: eventPost.target.url,
			eventType: eventPost.eventType,
			attempt,
			status: 'unanswered',
			body: eventPost.body,
		};
		if (this.settings.recording === 'full') {
			this.deliveries.push(record);
			this.posted.set(record.number, eventPost);
		}
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
