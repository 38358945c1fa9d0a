/** What an event says of who answers a chat. */
export interface Answering {
	/** A person wrote or took the chat over, or gave it back. */
	by: 'person' | 'workflow';
	/** IDs of the message, by which the package knows its own ones. */
	ids: readonly string[];
	/**
	 * Whether nothing but a person can have written it: what the package sends of that kind is marked. Anything else is a
	 * person's only where this process knows all that the package sends.
	 */
	isSure: boolean;
}
