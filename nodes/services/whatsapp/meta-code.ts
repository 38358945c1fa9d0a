import type { FailureCode } from '../../shared/errors/catalogue';

/** What one of Meta's numbers means. */
export interface MetaCode {
	/** The stable code that workflows branch on. */
	code: FailureCode;
	/** What Meta's number stands for. */
	meaning: string;
	/** What to do next, where the catalogue's advice does not say it. */
	advice?: string;
	/** Whether the same message can arrive when it is sent again some minutes later, with nothing changed. */
	isRetriable?: true;
	/** Whether the number says nothing about the outcome of a request: there the HTTP status decides. */
	isVague?: true;
}

/** Rows by Meta's number. */
export type MetaCodes = Readonly<Record<number, MetaCode>>;
