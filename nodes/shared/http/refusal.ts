import type { FailureCode } from '../errors/catalogue';
import type { Expectation } from './answers/expectation';

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

/** What the request was, as far as reading its answer depends on it. */
export interface RequestTraits {
	kind: 'maton' | 'direct';
	/** Whether it asked WATI's v3 API, which not every plan and token includes. */
	isV3: boolean;
	/** Whether the request changes something. */
	writes: boolean;
	/** What an accepted answer holds; without it a write needs a flag that says yes, and a read JSON. */
	expects?: Expectation;
	/** Whether the answer speaks of many recipients, one of which may be refused without the others. */
	manyRecipients: boolean;
}
