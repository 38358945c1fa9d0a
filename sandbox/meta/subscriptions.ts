import { createHmac } from 'node:crypto';

import { Agent } from 'undici';

import type { Settings } from '../settings';
import type { BusinessAccount, BusinessMessage } from '../state/business-account';
import type { JsonObject } from '../wati/inputs';

/** What an app at Meta is told to call (Meta, "Webhooks: getting started"). */
export interface Subscription {
	callbackUrl: string;
	verifyToken: string;
	appSecret: string;
}

/** One post as it left. */
export interface MetaDelivery {
	number: number;
	attempt: number;
	body: JsonObject;
	/** HTTP status of the receiver, or that none came. */
	status: number | 'connection';
}

const ATTEMPTS = 10;

/** Meta's webhooks of the sandbox's app: verified once, signed each time, sent again until a 200 comes. */
export class MetaWebhooks {
	readonly deliveries: MetaDelivery[] = [];
	private readonly agent: Agent;
	private readonly timers = new Set<NodeJS.Timeout>();
	private subscription: Subscription | undefined;
	private underway: Promise<unknown> = Promise.resolve();

	constructor(private readonly settings: Settings) {
		this.agent = new Agent({ connections: settings.webhookConnections });
	}

	/**
	 * Verifies an address with a challenge and keeps it from then on; an empty one ends the subscription.
	 *
	 * @throws Error when the address does not answer with the challenge
	 */
	async subscribe(subscription: Subscription | undefined): Promise<void> {
		if (subscription) await this.verify(subscription);
		this.subscription = subscription;
	}

	/** Customers' messages to one number, in one call. */
	received(account: BusinessAccount, phoneNumberId: string, messages: BusinessMessage[]): void {
		const customers = [...new Set(messages.map(({ waId }) => waId))];
		const change = changeOf(account, phoneNumberId, {
			contacts: customers.map((waId) => ({
				profile: { name: `Customer ${waId.slice(-4)}` },
				wa_id: waId,
			})),
			messages: messages.map(messageShape),
		});
		this.post(account, [change]);
	}

	/** What follows from a message of the business: sent, delivered and read, or failed. */
	sent(account: BusinessAccount, message: BusinessMessage): void {
		const { deliveredAfterMs, readAfterMs } = this.settings;
		const tell = (status: string, more: JsonObject = {}) =>
			this.post(account, [
				changeOf(account, message.phoneNumberId, {
					statuses: [
						{
							id: message.id,
							status,
							timestamp: String(Math.floor(Date.now() / 1000)),
							recipient_id: message.waId,
							...more,
						},
					],
				}),
			]);
		tell('sent');
		const { failure } = message;
		if (failure) {
			const { code, title, details } = failure;
			const errors = [{ code, title, message: title, error_data: { details } }];
			this.later(deliveredAfterMs, () => tell('failed', { errors }));
			return;
		}
		this.later(deliveredAfterMs, () => tell('delivered'));
		this.later(deliveredAfterMs + readAfterMs, () => tell('read'));
	}

	/** Posts a body of any content, signed: changes of templates, numbers and accounts. */
	post(account: BusinessAccount, changes: JsonObject[]): void {
		this.send({
			object: 'whatsapp_business_account',
			entry: changes.map((change) => ({ id: account.id, changes: [change] })),
		});
	}

	/** Posts a body once more as it is. */
	send(body: JsonObject): void {
		const times = 1 + this.settings.repeats;
		for (let copy = 0; copy < times; copy++) {
			this.underway = Promise.all([this.underway, this.attempt(body, 1)]);
		}
	}

	/** Resolves when everything that left was answered, retries aside. */
	async settled(): Promise<void> {
		let before;
		do {
			before = this.underway;
			await before;
		} while (before !== this.underway);
	}

	async stop(): Promise<void> {
		for (const timer of this.timers) clearTimeout(timer);
		this.subscription = undefined;
		await this.agent.destroy();
	}

	private async verify({ callbackUrl, verifyToken }: Subscription): Promise<void> {
		const url = new URL(callbackUrl);
		const challenge = String(Math.floor(Math.random() * 1e10));
		url.searchParams.set('hub.mode', 'subscribe');
		url.searchParams.set('hub.challenge', challenge);
		url.searchParams.set('hub.verify_token', verifyToken);
		const { statusCode, body } = await this.request(url, 'GET', {});
		if (statusCode !== 200 || body !== challenge) {
			throw new Error(
				`The callback URL could not be validated: it answered ${statusCode} ${body.slice(0, 200)}`,
			);
		}
	}

	private async attempt(body: JsonObject, attempt: number): Promise<void> {
		const { subscription } = this;
		if (!subscription) return;
		const bytes = JSON.stringify(body);
		const hmac = createHmac('sha256', subscription.appSecret).update(bytes).digest('hex');
		const number = this.deliveries.length + 1;
		const record: MetaDelivery = { number, attempt, body, status: 'connection' };
		this.deliveries.push(record);
		const headers = {
			'content-type': 'application/json',
			'x-hub-signature-256': `sha256=${hmac}`,
		};
		const answer = await this.request(
			new URL(subscription.callbackUrl),
			'POST',
			headers,
			bytes,
		).catch(() => undefined);
		if (answer) record.status = answer.statusCode;
		if (answer?.statusCode === 200 || attempt >= ATTEMPTS) return;
		this.later(this.settings.retryEveryMs, () => {
			this.underway = Promise.all([this.underway, this.attempt(body, attempt + 1)]);
		});
	}

	private async request(
		{ origin, pathname, search }: URL,
		method: 'GET' | 'POST',
		headers: Record<string, string>,
		bytes?: string,
	): Promise<{ statusCode: number; body: string }> {
		const path = pathname + search;
		const answer = await this.agent.request({ origin, path, method, headers, body: bytes });
		return { statusCode: answer.statusCode, body: await answer.body.text() };
	}

	private later(milliseconds: number, run: () => void): void {
		const timer = setTimeout(() => {
			this.timers.delete(timer);
			run();
		}, milliseconds).unref();
		this.timers.add(timer);
	}
}

function changeOf(account: BusinessAccount, phoneNumberId: string, more: JsonObject): JsonObject {
	const display = account.phones.get(phoneNumberId)?.displayPhoneNumber ?? '';
	return {
		field: 'messages',
		value: {
			messaging_product: 'whatsapp',
			metadata: {
				display_phone_number: display.replace(/\D/g, ''),
				phone_number_id: phoneNumberId,
			},
			...more,
		},
	};
}

function messageShape({ id, waId, at, type, content, replyTo }: BusinessMessage): JsonObject {
	return {
		from: waId,
		id,
		timestamp: String(Math.floor(at / 1000)),
		type,
		[type]: content,
		...(replyTo === undefined ? {} : { context: { id: replyTo } }),
	};
}
