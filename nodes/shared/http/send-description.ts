import type { Pair } from '../parameters/key-values';

/** One recipient of a send, with the variables of its template. */
export interface SendRecipient {
	whatsappNumber: string;
	parameters: Pair[];
}

/** Who gets what by one send, read from the request itself. */
export interface SendDescription {
	/** Absent for messages without a template. */
	template?: string;
	/** Of the template, where its name alone does not tell. */
	language?: string;
	recipients: SendRecipient[];
	/** What a preview tells beside all that is wrong, e.g. who was left out. */
	notes?: string[];
}
