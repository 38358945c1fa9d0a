import type { surroundings } from '../machines';
import type { LoadReading } from '../trigger/load';
import type { Way } from '../playground';
import type { Traffic } from '../trigger/traffic';

/** Where the second copy of an event arrives. */
export type Where = 'same' | 'other';

/** Events that were each sent twice. */
export interface Case {
	name: string;
	where: Where;
	/** Different events. */
	events: number;
	/** Executions that started. */
	executions: number;
}

/** Events that were each sent twice, with a store of the user's own behind the trigger. */
export interface StoreCase extends Case {
	/** Executions that the store let pass. */
	passed: number;
}

/** The processes that take the calls. */
export type Setup = 'single' | 'oneWebhook' | 'twoWebhooks';

export const SETUPS: Setup[] = ['single', 'oneWebhook', 'twoWebhooks'];

export interface SetupReading extends LoadReading {
	/** Of wanted calls: executions a second, until the last one had ended. */
	executedPerSecond?: number;
}

/** One run of the part about queue mode. */
export interface QueueResults {
	measuredAt: string;
	surroundings: ReturnType<typeof surroundings>;
	connections: number;
	rounds: number;
	cases: Case[];
	store: StoreCase;
	/** Executions that n8n lists of the first workflow; as many as the answers told. */
	listed: number;
	throughput: Record<Setup, Record<Traffic, SetupReading>>;
}

/** What Combine Messages made of messages that came by two webhook processes. */
export interface TurnReading {
	way: Way;
	/** Executions that started. */
	turns: number;
	/** People whose messages are more than one turn. */
	split: number;
	/** Messages in no execution. */
	lost: number;
	/** Messages in more than one. */
	doubled: number;
}

/** One run of the part about turns. */
export interface TurnResults {
	measuredAt: string;
	surroundings: ReturnType<typeof surroundings>;
	seed: number;
	people: number;
	/** Of each person, all within one turn. */
	messages: number;
	/** Of each message. */
	posts: number;
	readings: TurnReading[];
}
