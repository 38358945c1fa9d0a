import { WATI_FAILURES } from '../../../services/wati/errors/messages';
import { getSendKey } from '../../../shared/http/interceptors/idempotency';
import type { KeptWrite, KeptWrites } from '../../../shared/http/kept/kept-writes';
import type { BatchResult } from '../../../shared/http/run-state';
import type { RecipientResult } from '../../responses/recipients';

/** One recipient of an item and of a template. */
export interface SentTo {
	itemIndex: number;
	template: string;
	whatsappNumber: string;
	/** How often the number stands before in the list of the item. */
	repeat?: number;
}

function getKey({ itemIndex, template, whatsappNumber, repeat = 0 }: SentTo): unknown[] {
	const key = getSendKey(itemIndex, template, [whatsappNumber]);
	return repeat === 0 ? key : [...key, repeat];
}

function toKept({ failure, ...result }: RecipientResult): KeptWrite {
	if (failure?.code === 'outcome-unknown') return { outcome: 'unknown' };
	if (failure) return { outcome: 'left-out' };
	const { localMessageId, isValidWhatsAppNumber, broadcastId, scheduledAt, verified } = result;
	const ids = { localMessageId, isValidWhatsAppNumber, broadcastId, scheduledAt, verified };
	const known = Object.entries(ids).filter(([, value]) => value !== undefined);
	return { outcome: 'accepted', answer: Object.fromEntries(known) };
}

function createFailure(outcome: KeptWrite['outcome']): RecipientResult['failure'] {
	if (outcome === 'accepted') return undefined;
	const code = outcome === 'unknown' ? 'outcome-unknown' : 'recipient-left-out';
	const { message, advice } = WATI_FAILURES[code];
	return {
		code,
		message: `${message}. It was sent before, and not again`,
		httpCode: '',
		description: `${advice} To continue with the others, set On Error to Continue in the node's settings, and retry with the currently saved workflow.`,
	};
}

function fromKept({ outcome, answer }: KeptWrite, whatsappNumber: string): RecipientResult {
	const failure = createFailure(outcome);
	return { ...answer, whatsappNumber, ...(failure ? { failure } : {}) };
}

/**
 * What became of the recipients that an earlier try of this run, or the execution that is retried, sent to, so that
 * none of them gets it again. It is the same send when the same template goes to the same number of the same
 * item: a variable or the name of a broadcast that holds the time of day does not make it another one.
 */
export class SentItems {
	/** @param batch of the run, with one entry per input item */
	constructor(
		private readonly batch: Map<number, BatchResult>,
		private readonly kept?: KeptWrites,
	) {}

	/** The result of an earlier try; undefined when the recipient may be sent to. */
	lookUp(sent: SentTo): RecipientResult | undefined {
		const { itemIndex, template, whatsappNumber } = sent;
		const known = this.batch.get(itemIndex);
		const same = known?.template === template && known.result.whatsappNumber === whatsappNumber;
		if (same) return { ...(known.result as RecipientResult), remembered: true };
		const kept = this.kept?.find(getKey(sent));
		return kept && { ...fromKept(kept, whatsappNumber), remembered: true };
	}

	/** Keeps what was accepted, and what may have been. What was surely refused may be tried again. */
	record(sent: SentTo, result: RecipientResult): void {
		const code = result.failure?.code;
		const mayHaveLeft = code === 'outcome-unknown' || code === 'recipient-left-out';
		if (code !== undefined && !mayHaveLeft) return;
		const { itemIndex, template } = sent;
		this.batch.set(itemIndex, { template, result });
		this.kept?.keep(getKey(sent), toKept(result));
	}
}
