import { createHmac } from 'node:crypto';

import { request } from 'undici';

import type { Settings } from '../settings';
import type { BusinessAccount } from '../state/business/account';
import type { BusinessMessage } from '../state/business/shapes';
import type { PostQueue, Target } from '../webhooks/post-queue';
import {
	getBytes,
	receivedChange,
	statusChange,
	type MetaChange,
	type UserIdForm,
} from './webhook-payloads';

/** What an app at Meta is told to call (Meta, "Webhooks: getting started"). */
export interface Subscription {
	callbackUrl: string;
	verifyToken: string;
	appSecret: string;
}

/** A verified address. */
interface Subscribed {
	target: Target;
	appSecret: string;
}

/** What deliveries of Meta name as their webhook: an app has one. */
export const META_APP_ID = 'meta-app';

/** Meta tries for up to seven days, less and less often. */
const ATTEMPTS = 10;

/** @throws Error when the address does not answer with the challenge */
async function verify({ callbackUrl, verifyToken }: Subscription): Promise<void> {
	const url = new URL(callbackUrl);
	const challenge = String(Math.floor(Math.random() * 1e10));
	url.searchParams.set('hub.mode', 'subscribe');
	url.searchParams.set('hub.challenge', challenge);
	url.searchParams.set('hub.verify_token', verifyToken);
	const { statusCode, body } = await request(url);
	const text = await body.text();
	if (statusCode === 200 && text === challenge) return;
	throw new Error(
		`The callback URL could not be validated: it answered ${statusCode} ${text.slice(0, 200)}`,
	);
}

/** Meta's webhooks of the sandbox's app: verified once, signed each time. */
export class MetaWebhooks {
	private subscribed: Subscribed | undefined;

	constructor(
		private readonly settings: Settings,
		private readonly postQueue: PostQueue,
	) {}

	/**
	 * Verifies an address with a challenge and keeps it from then on; without one the subscription ends.
	 * What was on its way to an earlier address is forgotten.
	 *
	 * @throws Error when the address does not answer with the challenge
	 */
	async subscribe(subscription?: Subscription): Promise<void> {
		if (subscription) await verify(subscription);
		const subscribed: Subscribed | undefined = subscription && {
			appSecret: subscription.appSecret,
			target: {
				id: META_APP_ID,
				url: subscription.callbackUrl,
				attempts: ATTEMPTS,
				takes: () => this.subscribed === subscribed,
				answered() {},
			},
		};
		this.subscribed = subscribed;
	}

	/** Customers' messages in one call: one change for each number that they wrote to. */
	received(
		account: BusinessAccount,
		messages: readonly BusinessMessage[],
		form: UserIdForm = 'userId',
	): void {
		const numbers = [...new Set(messages.map(({ phoneNumberId }) => phoneNumberId))];
		const changes = numbers.map((number) => {
			const ofNumber = messages.filter(({ phoneNumberId }) => phoneNumberId === number);
			return receivedChange(account, number, ofNumber, form);
		});
		this.post(account, changes, messages[0]?.userId ?? '');
	}

	/** What follows from a message of the business: sent, delivered and read, or failed. */
	sent(account: BusinessAccount, message: BusinessMessage): void {
		if (!this.subscribed) return;
		const { deliveredAfterMs, readAfterMs } = this.settings;
		const tell = (status: Parameters<typeof statusChange>[2]) => {
			this.post(account, [statusChange(account, message, status)], message.userId);
		};
		tell('sent');
		this.postQueue.later(deliveredAfterMs, () => {
			tell(message.failure ? 'failed' : 'delivered');
			if (!message.failure) this.postQueue.later(readAfterMs, () => tell('read'));
		});
	}

	/**
	 * Posts changes of an account in one call.
	 * @param queue calls of one queue go one after the other
	 */
	post(account: BusinessAccount, changes: readonly MetaChange[], queue = 'account'): void {
		const { subscribed } = this;
		if (!subscribed) return;
		const body = {
			object: 'whatsapp_business_account',
			entry: changes.map((change) => ({ id: account.id, changes: [change] })),
		};
		const text = getBytes(body);
		const signature = createHmac('sha256', subscribed.appSecret).update(text).digest('hex');
		this.postQueue.post({
			target: subscribed.target,
			queue,
			eventType: changes[0]?.field ?? '',
			body,
			text,
			headers: {
				'content-type': 'application/json',
				'x-hub-signature-256': `sha256=${signature}`,
			},
		});
	}
}
