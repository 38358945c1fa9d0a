import type { surroundings } from '../machines';
import type { LoadReading } from '../trigger/load';
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
