import type { IDataObject } from 'n8n-workflow';

import { findChat, type Chat } from '../chat';
import type { TriggerEvent } from '../filters';
import type { Claim } from '../memory/claims';
import { getNumber, getObjects, getText, isPayload, type Payload } from '../payload';
import { Turn, type TurnMessage } from './turn';

/** Bytes of the messages that static data holds for one trigger; n8n reads and writes them with each event. */
const MOST_KEPT_BYTES = 1_000_000;

/** Turns remembered as over, so that an older copy of static data does not bring them back. */
const MOST_ENDED = 200;

/** From the end of a turn that another process kept until that is taken to have ended with it. */
const TAKE_OVER_MS = 15_000;

/** The messages that static data holds, or is to hold: those of requests that still wait come again if n8n ends. */
function keptIn({ messages }: Turn): TurnMessage[] {
	return messages.filter(({ claim }) => claim === null);
}

function readSize(turn: Turn): number {
	return JSON.stringify(turn.messages.map(({ event }) => event)).length;
}

function readMessages(stored: Payload): Array<{ event: TriggerEvent; keys: string[] }> {
	return getObjects(stored, 'messages').flatMap(({ event, keys }) =>
		isPayload(event) && Array.isArray(keys)
			? [{ event: event as unknown as TriggerEvent, keys: keys.map(String) }]
			: [],
	);
}

/** The turns of one trigger that have no execution yet. */
export class OpenTurns {
	private readonly turns = new Set<Turn>();

	private readonly ended = new Set<string>();

	/** Those that another or an earlier process kept, and nobody here watches yet. */
	private readonly unwatched = new Set<Turn>();

	/** The turn that a message of a chat joins. */
	find(chat: Chat): Turn | undefined {
		this.removeEnded();
		return [...this.turns].find((turn) => turn.takes(chat));
	}

	findById(id: string): Turn | undefined {
		return [...this.turns].find((turn) => turn.id === id && turn.isOpen);
	}

	/** A turn that should have started by now, and that no request of the service waits for. */
	findDue(): Turn | undefined {
		return [...this.turns].find((turn) => turn.isKept && turn.isDue);
	}

	open(chat: Chat): Turn {
		const turn = new Turn(chat);
		this.turns.add(turn);
		return turn;
	}

	/** Tells a turn of a copy of one of its messages. */
	complete(claim: Claim, copy: TriggerEvent): void {
		for (const turn of this.turns) turn.complete(claim, copy);
	}

	/** Turns that another process left, each told once. */
	takeUnwatched(): Turn[] {
		const turns = [...this.unwatched];
		this.unwatched.clear();
		return turns;
	}

	/** Whether static data has room for a turn. */
	canKeep(turn: Turn): boolean {
		const kept = [...this.turns].filter((other) => other.isKept || other === turn);
		return kept.reduce((sum, one) => sum + readSize(one), 0) <= MOST_KEPT_BYTES;
	}

	/**
	 * What static data is to hold, as a part of the trigger's entry; nothing while no turn was kept lately.
	 *
	 * @param starting keys of facts whose executions n8n stores before this: their turn is left out
	 */
	toEntry(starting: readonly string[]): IDataObject {
		this.removeEnded();
		const kept = [...this.turns].filter(({ isKept, messages }) => {
			const isStarting = messages.some(({ keys }) => keys.some((key) => starting.includes(key)));
			return isKept && !isStarting;
		});
		if (kept.length === 0 && this.ended.size === 0) return {};
		const turns = kept.map((turn) => ({
			id: turn.id,
			endsAt: turn.endsAt,
			messages: keptIn(turn).map(({ event, keys }) => ({ event, keys: [...keys] })),
		}));
		return { openTurns: { turns, ended: [...this.ended] } as unknown as IDataObject };
	}

	/** Takes over what another or an earlier process kept. Anything unreadable is passed over. */
	merge(stored: unknown): void {
		if (!isPayload(stored)) return;
		for (const id of Array.isArray(stored.ended) ? stored.ended.map(String) : []) this.end(id);
		for (const one of getObjects(stored, 'turns')) {
			const id = getText(one, 'id');
			const messages = readMessages(one);
			const chat = messages[0] && findChat(messages[0].event);
			const isKnown = [...this.turns].some((turn) => turn.id === id);
			if (id === null || !chat || isKnown || this.ended.has(id)) continue;
			const turn = new Turn(chat, (getNumber(one, 'endsAt') ?? 0) + TAKE_OVER_MS, id, true);
			for (const { event, keys } of messages) turn.messages.push({ event, keys, claim: null });
			turn.isKept = true;
			this.turns.add(turn);
			this.unwatched.add(turn);
		}
	}

	private end(id: string): void {
		const turn = this.findById(id);
		if (turn?.isLeft) turn.settle('started');
		this.ended.add(id);
		for (const oldest of this.ended) {
			if (this.ended.size <= MOST_ENDED) break;
			this.ended.delete(oldest);
		}
	}

	private removeEnded(): void {
		for (const turn of [...this.turns].filter(({ isOver }) => isOver)) {
			this.turns.delete(turn);
			if (turn.isKept) this.end(turn.id);
		}
	}
}
