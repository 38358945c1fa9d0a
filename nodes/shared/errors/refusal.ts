import type { FailureCode } from './catalogue';

/** A refusal found in an answer. */
export interface Refusal {
	code: FailureCode;
	/** What happened, in the user's words. */
	message: string;
	/** The server's own words, where it said anything. */
	words?: string;
	/** Who said them, where the answer tells it. */
	source?: string;
	/** Undefined where no answer came. */
	httpCode?: string;
	/** What to do next, where the service knows better than the catalogue. */
	advice?: string;
	/** The service's own number for it. */
	serviceCode?: number;
}
