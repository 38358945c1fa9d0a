/** What a customer does in the chat. */
export type CustomerMessage = {
	/** wamid of the message it answers; taps and reactions take the latest that fits. */
	replyTo?: string;
	/** Whether the customer passes on what someone else wrote. */
	forwarded?: boolean;
} & (
	| { kind: 'text'; text: string; /** From an ad. */ ad?: { sourceId: string; sourceUrl: string } }
	/** A reply button of our interactive message; the first one unless its title is given. */
	| { kind: 'replyButton'; title?: string }
	| { kind: 'listRow'; title?: string }
	/** A quick reply of our template. */
	| { kind: 'templateButton'; title?: string }
	/** `size` replaces the sample file by that many bytes. */
	| { kind: 'voice' | 'audio'; text?: string; size?: number }
	/** Its text is the file's original name (seen live). */
	| { kind: 'document'; text?: string; size?: number }
	/** The file's address stands in `data`, or now and then in `text` (seen live). Default `data`. */
	| { kind: 'image'; text?: string; size?: number; addressIn?: 'data' | 'text' }
	/** `data` is the file's address, or an object that holds it (one client's test). Default `address`. */
	| { kind: 'video'; text?: string; size?: number; form?: 'address' | 'object' }
	/** The real form is not known: parsers have met all four. Default `object`. */
	| {
			kind: 'location';
			latitude: number;
			longitude: number;
			form?: 'object' | 'json' | 'link' | 'mapUrl';
	  }
	| { kind: 'contacts'; name: string; phone: string }
	| { kind: 'reaction'; emoji: string }
	| { kind: 'order'; products: Array<{ retailerId: string; quantity: number; price: number }> }
);

export type CustomerMessageKind = CustomerMessage['kind'];
