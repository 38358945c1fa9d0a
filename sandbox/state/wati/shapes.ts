/** A name with its value, WATI's form of attributes and template parameters. */
export interface NameValue {
	name: string;
	value: string;
}

/** A contact as v1 serves it. Never changed in place: an update makes a new object. */
export interface Contact {
	id: string;
	tenantId: string;
	wAid: string | null;
	firstName: string | null;
	fullName: string | null;
	phone: string | null;
	source: null;
	contactStatus: 'VALID' | 'INVALID';
	photo: null;
	/** `Mon-DD-YYYY`. */
	created: string;
	customParams: NameValue[];
	optedIn: boolean;
	isDeleted: boolean;
	lastUpdated: string;
	allowBroadcast: boolean;
	allowSMS: boolean;
	teamIds: string[];
	isInFlow: boolean;
	lastFlowId: null;
	currentFlowNodeId: null;
	selectedHubspotId: null;
	/** Business-scoped user id, for contacts that have one. */
	bsuid?: string;
}

export interface TemplateButton {
	type: 'url' | 'call' | 'quick_reply';
	parameter: {
		text: string;
		url: string;
		urlOriginal: string;
		urlType: 'static' | 'dynamic' | 'none';
		phoneNumber: string;
		buttonParamMapping: { index: number; paramName: string } | null;
	};
}

export interface TemplateHeader {
	/** 1 text, 2 image, 3 video, 4 document. */
	type: number;
	headerTypeString: 'text' | 'image' | 'video' | 'document';
	text: string | null;
	link: string | null;
	mediaHeaderId: string;
	mediaFromPC: string;
	headerOriginal: string | null;
	headerParamMapping: Array<{ index: number; paramName: string }>;
}

/** A message template as v1 lists it. */
export interface Template {
	id: string;
	elementName: string;
	category: 'UTILITY' | 'MARKETING' | 'AUTHENTICATION';
	subCategory: string;
	hsm: string;
	hsmOriginal: string;
	body: string;
	bodyOriginal: string;
	customParams: Array<{ paramName: string; paramValue: string }>;
	status: 'APPROVED' | 'PENDING' | 'REJECTED' | 'DRAFT' | 'DELETED' | 'PAUSED' | 'DISABLED';
	language: { key: string; value: string; text: string };
	lastModified: string;
	type: string;
	header: TemplateHeader | null;
	footer: string;
	buttonsType: 'none' | 'call_to_action' | 'quick_reply';
	buttons: TemplateButton[];
	wabaId: string;
}

interface StoredEvent {
	id: string;
	created: string;
	conversationId: string;
	ticketId: string | null;
}

/** A session message, sent or received. */
export interface SessionItem extends StoredEvent {
	eventType: 'message';
	replySourceMessage: null;
	messageReferral: null;
	text: string | null;
	type: string;
	/** Stored path of the media. */
	data: string | null;
	/** Seconds since the epoch, as text. */
	timestamp: string;
	/** True when the business wrote it. */
	owner: boolean;
	statusString: string;
	avatarUrl: null;
	assignedId: string | null;
	operatorName: string;
	localMessageId: string | null;
	failedDetail: string | null;
	referenceOrderId: null;
	contacts: null;
	messageProducts: null;
	orderProducts: null;
	interactiveData: null;
	orderDetailsViewModel: null;
}

export interface BroadcastItem extends StoredEvent {
	eventType: 'broadcastMessage';
	eventDescription: string;
	finalText: string;
	template: null;
	mediaHeaderLink: string | null;
	statusString: string;
	failedDetail: string | null;
	localMessageId: string;
}

export interface TicketItem extends StoredEvent {
	eventType: 'ticket';
	eventDescription: string;
	/** 0 initialised, 1 assigned. */
	type: number;
	actor: string;
	assignee: string | null;
	topicName: null;
}

export type StoredItem = SessionItem | BroadcastItem | TicketItem;

export interface Operator {
	id: string;
	email: string;
	name: string;
}

export interface Team {
	id: string;
	name: string;
}

/** A chatbot that can be started in a chat. */
export interface Chatbot {
	id: string;
	name: string;
	created: string;
	/** What it writes first. */
	greeting: string;
}

/** What the account has left to send with. */
export interface Balance {
	credit: number;
	welcomeCredit: number;
	freeConversations: number;
	currency: string;
	/** Whether it is filled up by itself. */
	chargesItself: boolean;
}

/** A further number of the business; the default one has no id and is not listed. */
export interface Channel {
	id: string;
	name: string;
	phoneNumber: string;
}

export interface StoredMedia {
	fileName: string;
	contentType: string;
	content: Buffer;
}
