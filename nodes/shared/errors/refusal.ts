import type { FailureCode } from './catalogue';

/** A refusal found in an answer. */
export interface Refusal {
	code: FailureCode;
	/** The server's own words, or the catalogue's when it said nothing. */
	message: string;
	httpCode: string;
	/** What to do next, where the service knows better than the catalogue. */
	advice?: string;
	/** The service's own number for it. */
	serviceCode?: number;
}
