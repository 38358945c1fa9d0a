import type { Expectation } from './answers/expectation';

/** What the request was, as far as reading its answer depends on it. */
export interface RequestTraits {
	kind: 'maton' | 'direct';
	/** Whether it asked the newer API of the service, which not every plan and token includes. */
	isV3: boolean;
	/** Whether the request changes something. */
	writes: boolean;
	/** What an accepted answer holds; without it a write needs a flag that says yes, and a read JSON. */
	expects?: Expectation;
	/** Whether the answer speaks of many recipients, one of which may be refused without the others. */
	manyRecipients: boolean;
}
