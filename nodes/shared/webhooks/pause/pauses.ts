import type { IDataObject } from 'n8n-workflow';

import { isSameChat, joinChats, type Chat } from '../chat';
import { getNumber, getObjects, getText, isPayload } from '../payload';

/** A chat that a person answers, or answered lately. */
export interface Pause {
	chat: Chat;
	/** When messages start executions again, in milliseconds since 1970. */
	until: number;
	/** When the person wrote last, or the pause was ended. */
	changedAt: number;
}

/** Chats remembered for each trigger, those with news last. n8n reads and writes them with each event. */
const MOST_CHATS = 1_000;

/** Calls of Resume Bot remembered by this process. */
const MOST_RESUMED = 1_000;

/** How long it is remembered that a pause has ended, so that late copies of what began it change nothing. */
const REMEMBERED_MS = 48 * 3_600_000;

function readPauses(stored: unknown): Pause[] {
	if (!isPayload(stored)) return [];
	return getObjects(stored, 'pauses').flatMap((one) => {
		const names = Array.isArray(one.names) ? one.names.map(String) : [];
		const [until, changedAt] = [getNumber(one, 'until'), getNumber(one, 'changedAt')];
		if (names.length === 0 || until === null || changedAt === null) return [];
		const chat = { names, channel: getText(one, 'channel'), group: getText(one, 'group') };
		return [{ chat, until, changedAt }];
	});
}

/** The chats of one trigger in which people answer. */
export class Pauses {
	private pauses: Pause[] = [];

	/** Whom Resume Bot was called for, so that what static data still holds, or late copies, change nothing. */
	private readonly resumedAt: Array<{ names: string[]; at: number }> = [];

	/** The pause of a chat; undefined where messages start executions. */
	find(chat: Chat, now: number): Pause | undefined {
		return this.pauses.find((pause) => pause.until > now && isSameChat(pause.chat, chat));
	}

	/** Whether a chat of a person is paused. */
	isPaused(names: readonly string[]): boolean {
		const now = Date.now();
		return this.pauses.some(
			({ until, chat }) => until > now && names.some((name) => chat.names.includes(name)),
		);
	}

	/** How many chats are paused. */
	count(now: number): number {
		return this.pauses.filter(({ until }) => until > now).length;
	}

	/**
	 * Pauses a chat, or for longer.
	 *
	 * @param at when the person wrote, in milliseconds since 1970
	 * @returns false where something newer is known of the chat
	 */
	begin(chat: Chat, at: number, until: number): boolean {
		return this.set({ chat, until, changedAt: at });
	}

	/** Lets messages of a chat start executions again. */
	end(chat: Chat, at: number): boolean {
		return this.set({ chat, until: 0, changedAt: at });
	}

	/**
	 * Lets the messages of a person start executions again, whichever business number they write to.
	 *
	 * @param names keys of the person
	 * @returns whether one of the chats was paused, be it only in what is still to be merged
	 */
	endAll(names: readonly string[], at: number): boolean {
		const chats = this.pauses
			.map(({ chat }) => chat)
			.filter((chat) => names.some((name) => chat.names.includes(name)));
		const paused = chats.filter((chat) => this.find(chat, at) !== undefined);
		for (const chat of chats) this.end(chat, at);
		this.resumedAt.push({ names: [...names], at });
		this.resumedAt.splice(0, this.resumedAt.length - MOST_RESUMED);
		return paused.length > 0;
	}

	/** What static data is to hold, as a part of the trigger's entry; nothing while no chat was paused lately. */
	toEntry(now: number): IDataObject {
		this.pauses = this.pauses
			.filter(({ until, changedAt }) => Math.max(until, changedAt + REMEMBERED_MS) > now)
			.slice(-MOST_CHATS);
		if (this.pauses.length === 0) return {};
		const pauses = this.pauses.map(({ chat, until, changedAt }) => ({ ...chat, until, changedAt }));
		return { pauses } as unknown as IDataObject;
	}

	/** Takes over what another or an earlier process kept. Anything unreadable is passed over. */
	merge(entry: IDataObject): void {
		for (const pause of readPauses(entry)) this.set(pause);
	}

	private set(pause: Pause): boolean {
		const isOver = this.resumedAt.some(
			({ names, at }) =>
				at >= pause.changedAt && names.some((name) => pause.chat.names.includes(name)),
		);
		if (isOver && pause.until > 0) return false;
		const known = this.pauses.filter(({ chat }) => isSameChat(chat, pause.chat));
		if (known.some(({ changedAt }) => changedAt >= pause.changedAt)) return false;
		const chat = known.reduce((joined, one) => joinChats(joined, one.chat), pause.chat);
		this.pauses = [...this.pauses.filter((one) => !known.includes(one)), { ...pause, chat }];
		return true;
	}
}
