import { randomUUID } from 'crypto';
import { sleep } from 'n8n-workflow';

import { findChat, isSameChat, joinChats, type Chat } from '../chat';
import type { TriggerEvent } from '../filters';
import type { Claim } from '../memory/claims';
import { completeFromCopy } from './turn-item';
import type { TurnSettings } from './turn-settings';

/** A message of a turn, and under which keys it is remembered. */
export interface TurnMessage {
	event: TriggerEvent;
	keys: readonly string[];
	/** Null once the message counts as seen, since static data holds it. */
	claim: Claim | null;
}

/** How a turn ended: an execution is there, it could not be started, or a person answers the chat by now. */
export type TurnResult = 'failed' | 'paused' | 'started';

/** What a request is told that waits for a turn: `start` hands the start to it, `late` sends it back to its caller. */
export type TurnAnswer = TurnResult | 'late' | 'start';

/** Before another try to start a turn whose start failed; the last one again and again. */
const RETRY_PAUSES_MS = [2_000, 5_000, 15_000, 60_000];

/** A day of tries: by then the workflow is unpublished for good, or n8n cannot start anything. */
const MOST_TRIES = 1_440;

/** The messages of one person that follow one another, until they start an execution together. */
export class Turn {
	readonly messages: TurnMessage[] = [];

	/** Whether static data holds the messages whose senders had their answer. */
	isKept = false;

	private state: 'open' | 'over' | 'starting' = 'open';

	private readonly openedAt = Date.now();

	/** Requests that wait for the execution, oldest first. */
	private readonly requests = new Set<(answer: TurnAnswer) => void>();

	/** Ends the present sleep of {@link watch}. */
	private wake: () => void = () => undefined;

	private tries = 0;

	/**
	 * @param endsAt when it is to start, in milliseconds since 1970
	 * @param id names it to who may start it; nobody can guess it
	 * @param isLeft whether another process kept it, which may still be about to start it
	 */
	constructor(
		private chat: Chat,
		public endsAt = 0,
		readonly id: string = randomUUID(),
		readonly isLeft = false,
	) {}

	get isOpen(): boolean {
		return this.state === 'open';
	}

	get isOver(): boolean {
		return this.state === 'over';
	}

	get isDue(): boolean {
		return this.isOpen && this.endsAt <= Date.now();
	}

	/** Whether it takes another message of a chat. */
	takes(chat: Chat): boolean {
		return this.isOpen && !this.isLeft && isSameChat(this.chat, chat);
	}

	get partner(): Chat {
		return this.chat;
	}

	/** Adds a message, which keeps the turn open for another while, or ends it. */
	add(message: TurnMessage, settings: TurnSettings): void {
		const { event } = message;
		const { pauseMs, longestMs, mostMessages, startAtTap } = settings;
		const now = Date.now();
		this.messages.push(message);
		this.chat = joinChats(this.chat, findChat(event) ?? this.chat);
		const isTap = (event.buttonReply ?? event.listReply ?? null) !== null;
		const isEnd = (startAtTap && isTap) || this.messages.length >= mostMessages;
		this.endsAt = isEnd ? now : Math.min(now + pauseMs, this.openedAt + longestMs);
		this.wake();
	}

	/** Takes over what a copy of a message says of its writer. */
	complete(claim: Claim, copy: TriggerEvent): void {
		const message = this.messages.find((one) => one.claim === claim);
		if (message === undefined || !this.isOpen) return;
		message.event = completeFromCopy(message.event, copy);
		this.chat = joinChats(this.chat, findChat(copy) ?? this.chat);
	}

	/** Marks the messages as held by static data: their senders are answered, and copies of them are repeats. */
	keep(): void {
		this.isKept = true;
		for (const message of this.messages) {
			message.claim?.settle('started');
			message.claim = null;
		}
	}

	/**
	 * Lets a request wait for the execution. Once the start is under way it waits for its end, however long files take.
	 *
	 * @param longestMs how long its caller may wait
	 */
	async wait(longestMs: number): Promise<TurnAnswer> {
		let answer: (answer: TurnAnswer) => void = () => undefined;
		const answered = new Promise<TurnAnswer>((resolve) => (answer = resolve));
		this.requests.add(answer);
		const late = sleep(Math.max(longestMs, 0)).then(() => {
			if (this.state === 'open' && this.requests.delete(answer)) answer('late');
		});
		void late;
		return await answered;
	}

	/** Hands the start to the newest request that waits. @returns false where none does */
	handToRequest(): boolean {
		const newest = [...this.requests].at(-1);
		if (newest === undefined || !this.beginStart()) return false;
		this.requests.delete(newest);
		newest('start');
		return true;
	}

	/** Takes the start over. @returns false where another request has it, or the turn is over */
	beginStart(): boolean {
		if (this.state !== 'open') return false;
		this.state = 'starting';
		return true;
	}

	/**
	 * Ends the turn. One that could not be started goes on with what static data holds of it: the senders of the other
	 * messages are told to send them again.
	 */
	settle(result: TurnResult): void {
		const kept = this.messages.filter(({ claim }) => claim === null);
		const goesOn = result === 'failed' && kept.length > 0;
		for (const { claim } of this.messages)
			claim?.settle(result === 'failed' ? 'failed' : 'started');
		if (goesOn) {
			this.messages.splice(0, this.messages.length, ...kept);
			this.postpone();
		} else this.state = 'over';
		const requests = [...this.requests];
		this.requests.clear();
		for (const answer of requests) answer(result);
		this.wake();
	}

	/**
	 * Waits for the end of the turn, and lets it start then, until it is over.
	 *
	 * @param start lets the turn start where no request of the service waits for it; called again after a pause
	 */
	async watch(start: () => Promise<void>): Promise<void> {
		// The request that opened the turn waits for it from the next moment on.
		await Promise.resolve();
		while (!this.isOver) {
			const woken = new Promise<void>((resolve) => (this.wake = resolve));
			if (!this.isOpen) await woken;
			else if (!this.isDue) await Promise.race([woken, sleep(this.endsAt - Date.now())]);
			else if (!this.handToRequest()) {
				await start();
				if (!this.isDue) continue;
				if (this.requests.size > 0 || this.isKept) this.postpone();
				else this.settle('failed');
			}
		}
	}

	private postpone(): void {
		const pause = RETRY_PAUSES_MS[Math.min(this.tries, RETRY_PAUSES_MS.length - 1)]!;
		this.tries += 1;
		this.endsAt = Date.now() + pause;
		this.state = this.tries < MOST_TRIES ? 'open' : 'over';
	}
}
