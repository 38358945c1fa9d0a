/** What a customer does in the chat. */
export type CustomerMessage = {
	/** wamid of the message it answers; taps and reactions take the latest that fits. */
	replyTo?: string;
} & (
	| { kind: 'text'; text: string; /** From an ad. */ ad?: { sourceId: string; sourceUrl: string } }
	/** A reply button of our interactive message; the first one unless its title is given. */
	| { kind: 'replyButton'; title?: string }
	| { kind: 'listRow'; title?: string }
	/** A quick reply of our template. */
	| { kind: 'templateButton'; title?: string }
	/** `size` replaces the sample file by that many bytes. */
	| { kind: 'image' | 'voice' | 'audio' | 'document'; text?: string; size?: number }
	/** The real form is not known: parsers have met all three. Default `object`. */
	| { kind: 'location'; latitude: number; longitude: number; form?: 'object' | 'json' | 'link' }
	| { kind: 'contacts'; name: string; phone: string }
	| { kind: 'reaction'; emoji: string }
	| { kind: 'order'; products: Array<{ retailerId: string; quantity: number; price: number }> }
);

export type CustomerMessageKind = CustomerMessage['kind'];
