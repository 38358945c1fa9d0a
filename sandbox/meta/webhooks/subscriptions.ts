import { createHmac } from 'node:crypto';

import { request } from 'undici';

import { isObject } from '../../http/json';
import type { Settings } from '../../settings';
import type { BusinessAccount } from '../../state/business/account';
import type { BusinessMessage } from '../../state/business/shapes';
import { OVERRIDDEN_FIELDS } from './fields';
import type { PostQueue, Target } from '../../webhooks/post-queue';
import {
	toEscapedJson,
	receivedChange,
	statusChange,
	type MetaChange,
	type UserIdForm,
} from './payloads';

/** What an app at Meta is told to call (Meta, "Webhooks: getting started"). */
export interface Subscription {
	callbackUrl: string;
	verifyToken: string;
	appSecret: string;
	/** What is posted; everything where they are left out. */
	fields?: readonly string[];
}

/** A verified address. */
interface Subscribed {
	target: Target;
	appSecret: string;
	fields?: readonly string[];
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

function toSubscribed(
	{ appSecret, callbackUrl, fields }: Subscription,
	isCurrent: (one: Subscribed) => boolean,
): Subscribed {
	const subscribed: Subscribed = {
		appSecret,
		fields,
		target: {
			id: META_APP_ID,
			url: callbackUrl,
			attempts: ATTEMPTS,
			takes: () => isCurrent(subscribed),
			answered() {},
		},
	};
	return subscribed;
}

/** Meta's webhooks of the sandbox's app: verified once, signed each time. */
export class MetaWebhooks {
	private subscribed: Subscribed | undefined;

	/** Addresses of their own, by the ID of the account or number. */
	private readonly overrides = new Map<string, Subscribed>();

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
		this.subscribed = subscription && toSubscribed(subscription, (one) => this.subscribed === one);
	}

	/**
	 * Does the same for one account or number, whose events then go to an address of their own.
	 *
	 * @throws Error when the address does not answer with the challenge
	 */
	async override(id: string, subscription?: Subscription): Promise<void> {
		if (!subscription) {
			this.overrides.delete(id);
			return;
		}
		await verify(subscription);
		const isCurrent = (one: Subscribed) => this.overrides.get(id) === one;
		this.overrides.set(id, toSubscribed(subscription, isCurrent));
	}

	/** What the app is subscribed to, and where. */
	get app(): { url: string; fields?: readonly string[] } | undefined {
		return this.subscribed && { url: this.subscribed.target.url, fields: this.subscribed.fields };
	}

	/** The address of an account or number, where it has one of its own. */
	overrideOf(id: string): string | undefined {
		return this.overrides.get(id)?.target.url;
	}

	/**
	 * Where a change goes: what the app subscribed to, to the address of the number, of the account or of the app (Meta,
	 * "Webhook overrides", 2026-06-28). The page has overrides replace the app's address alone, so without the app's
	 * subscription nothing is taken to go anywhere.
	 */
	private findTarget(account: BusinessAccount, { field, value }: MetaChange) {
		const { subscribed, overrides } = this;
		if (!subscribed || subscribed.fields?.includes(field) === false) return undefined;
		if (!OVERRIDDEN_FIELDS.includes(field)) return subscribed;
		const { phone_number_id: number } = isObject(value.metadata) ? value.metadata : {};
		return overrides.get(String(number)) ?? overrides.get(account.id) ?? subscribed;
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
		const byTarget = new Map<Subscribed, MetaChange[]>();
		for (const change of changes) {
			const target = this.findTarget(account, change);
			if (target) byTarget.set(target, [...(byTarget.get(target) ?? []), change]);
		}
		for (const [target, own] of byTarget) this.postTo(target, account, own, queue);
	}

	private postTo(
		subscribed: Subscribed,
		account: BusinessAccount,
		changes: readonly MetaChange[],
		queue: string,
	): void {
		const body = {
			object: 'whatsapp_business_account',
			entry: changes.map((change) => ({ id: account.id, changes: [change] })),
		};
		const text = toEscapedJson(body);
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
