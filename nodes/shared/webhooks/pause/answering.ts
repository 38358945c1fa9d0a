/** What an event says of who answers a chat. */
export interface Answering {
	/** A person wrote or took the chat over, or gave it back; or the package wrote, in whatever process. */
	by: 'person' | 'workflow' | 'package';
	/** IDs of the message, by which the package knows its own ones. */
	ids: readonly string[];
	/**
	 * Of a person's message, whether nothing but a person can have written it: what the package sends of that kind is marked. Anything
	 * else is a person's only where all that the package sends is known. Of the package's, whether its process announces what it sends.
	 */
	isSure: boolean;
}
