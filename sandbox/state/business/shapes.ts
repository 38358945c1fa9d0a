/** What Meta's business profile of a number holds. */
export interface BusinessProfile {
	about?: string;
	address?: string;
	description?: string;
	email?: string;
	profile_picture_url?: string;
	websites?: string[];
	vertical?: string;
}

/** A business phone number, addressed by its id. */
export interface BusinessPhone {
	id: string;
	/** As Meta shows it, e.g. `+1 415-555-0300`. */
	displayPhoneNumber: string;
	verifiedName: string;
	qualityRating: 'GREEN' | 'YELLOW' | 'RED';
	/** A number that is not registered cannot send (133010). */
	isRegistered: boolean;
	/** The only recipients of a test number; others are refused (131030). Absent: everybody. */
	allowedRecipients?: string[];
	profile: BusinessProfile;
	qrCodes: QrCode[];
}

/** A QR code with its short link. */
export interface QrCode {
	code: string;
	/** What the customer only has to send. */
	message: string;
}

/** A template as Meta lists it. */
export interface MetaTemplate {
	id: string;
	name: string;
	language: string;
	status: 'APPROVED' | 'PENDING' | 'REJECTED' | 'PAUSED' | 'DISABLED';
	/** What a send of it answers in place of `accepted` (Meta, "Template pacing"). */
	messageStatus?: 'held_for_quality_assessment' | 'paused';
	category: 'AUTHENTICATION' | 'MARKETING' | 'UTILITY';
	parameter_format: 'POSITIONAL' | 'NAMED';
	components: MetaComponent[];
}

export interface MetaComponent {
	type: 'HEADER' | 'BODY' | 'FOOTER' | 'BUTTONS' | 'CAROUSEL' | 'LIMITED_TIME_OFFER';
	format?: 'TEXT' | 'IMAGE' | 'VIDEO' | 'GIF' | 'DOCUMENT' | 'LOCATION' | 'PRODUCT';
	text?: string;
	buttons?: MetaTemplateButton[];
	cards?: Array<{ components: MetaComponent[] }>;
	limited_time_offer?: { text?: string; has_expiration?: boolean };
	example?: unknown;
}

export interface MetaTemplateButton {
	/** Meta names further ones, which this account does not have. */
	type:
		| 'QUICK_REPLY'
		| 'URL'
		| 'PHONE_NUMBER'
		| 'COPY_CODE'
		| 'FLOW'
		| 'CATALOG'
		| 'MPM'
		| 'SPM'
		| 'VOICE_CALL'
		| 'ORDER_DETAILS';
	text: string;
	url?: string;
	phone_number?: string;
	example?: unknown;
}

/** A Flow as Meta lists it. */
export interface MetaFlow {
	id: string;
	name: string;
	status: 'DRAFT' | 'PUBLISHED' | 'DEPRECATED' | 'BLOCKED' | 'THROTTLED';
}

/** A message between a business number and a customer. */
export interface BusinessMessage {
	/** The wamid. */
	id: string;
	phoneNumberId: string;
	from: 'business' | 'customer';
	/** The customer by WhatsApp's ID, digits only; null where Meta knows none, as of people with a username. */
	waId: string | null;
	/** The customer's business-scoped user ID (BSUID). */
	userId: string;
	/** The customer's username; null without one. */
	username: string | null;
	/** The group that the message stands in; a message of the business has no customer then. */
	groupId?: string;
	/** Milliseconds. */
	at: number;
	/** Meta's name of the kind: `text`, `template`, `image`, `interactive`, ... */
	type: string;
	/** What stands under that name in Meta's bodies, e.g. `{ body: 'Hello' }`. */
	content: unknown;
	/** What the reader sees first: text, caption, rendered template. */
	text: string;
	/** wamid of the quoted message. */
	replyTo?: string;
	/** What its statuses bring back (`biz_opaque_callback_data`). */
	callbackData?: string;
	/** Whether the business marked the customer's message as read. */
	isRead: boolean;
	/** Why it will not arrive although it was accepted: told later, by webhook. */
	failure?: { code: number; title: string; details: string };
	/** Until when the customer sees that the business is typing, milliseconds. */
	typingUntil?: number;
}
