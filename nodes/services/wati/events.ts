import { type EventRow, ANY } from '../../shared/webhooks/events';
import { buildOptOutRows, OPT_OUT_EVENTS } from '../../shared/webhooks/opt-out/opt-out-events';

/** The event in which words come that opt out or in. */
const WORDS_COME_IN = 'messageReceived';

/** What messages mean for opting out. */
export const OPT_OUT_ROWS = buildOptOutRows({ out: '', in: '' });

/** A call that waits to be taken; WATI posts it without a name. */
export const INBOUND_CALL = 'inboundCall';

function sent(name: string): Pick<EventRow, 'subscribe' | 'also'> {
	return { subscribe: [`${name}_v2`], also: [name, `${name}_bsuid`, `${name}_v2_bsuid`] };
}

function withBsuid(name: string): Pick<EventRow, 'subscribe' | 'also'> {
	return { subscribe: [name], also: [`${name}_bsuid`] };
}

function only(...names: string[]): Pick<EventRow, 'subscribe' | 'also'> {
	return { subscribe: names, also: [] };
}

/**
 * Every event that docs.wati.io lists under "Webhooks", sorted by label. Names that the documentation
 * leaves open stand in `also`: they are recognised, but not asked for unless WATI offers them.
 */
export const EVENTS: readonly EventRow[] = [
	{
		value: 'accountDeleted',
		label: 'Account Deleted',
		description: 'The WhatsApp Business Account was deleted',
		kind: 'account',
		...only('accountDeleted'),
	},
	{
		value: 'accountReviewed',
		label: 'Account Review Updated',
		description: 'WhatsApp approved, rejected or deferred the account',
		kind: 'account',
		...only('wabaStatusReviewUpdate'),
	},
	{
		value: 'accountUpdated',
		label: 'Account Updated',
		description: 'Something changed in the account, such as a violation or a ban',
		kind: 'account',
		...only('accountUpdated'),
	},
	{
		value: 'businessCapabilityUpdated',
		label: 'Business Capability Updated',
		description: 'The limits of the WhatsApp account changed',
		kind: 'account',
		...only('businessCapabilityUpdated'),
	},
	{
		value: 'linkClicked',
		label: 'Button Link Clicked',
		description: 'A customer pressed a button that opens a link',
		kind: 'chat',
		subscribe: ['ctaUrlClicked'],
		also: ['ctaUrlClicked_bsuid', 'ctaButtonClicked', 'ctaButtonClicked_bsuid'],
	},
	{
		value: 'callStatus',
		label: 'Call Status',
		description: 'A call began, ended or was missed',
		kind: 'call',
		subscribe: ['call.status_bsuid'],
		also: ['call.status'],
	},
	{
		value: 'chatAssigned',
		label: 'Chat Assigned',
		description: 'A chat was given to an operator or a team',
		kind: 'chat',
		subscribe: [],
		also: ['chatAssigned'],
	},
	{
		value: 'chatbotTriggered',
		label: 'Chatbot Triggered',
		description: 'A chatbot began a conversation',
		kind: 'chat',
		...withBsuid('chatbotTriggered'),
	},
	{
		value: 'contactInfoRequested',
		label: 'Contact Info Requested',
		description: 'A contact was asked for details, or sent them',
		kind: 'contact',
		...only('contactRequestTyping'),
	},
	{
		value: INBOUND_CALL,
		label: 'Inbound Call',
		description:
			'A customer calls through the Calling API. Set its URL in a separate dialog in WATI. Not part of Any.',
		kind: 'call',
		byName: true,
		...only(),
	},
	{
		value: 'messageDelivered',
		label: 'Message Delivered',
		description: 'A template or session message reached the phone',
		kind: 'status',
		status: 'delivered',
		...sent('sentMessageDELIVERED'),
	},
	{
		value: 'messageRead',
		label: 'Message Read',
		description: 'A template or session message was read',
		kind: 'status',
		status: 'read',
		...sent('sentMessageREAD'),
	},
	{
		value: 'messageReceived',
		label: 'Message Received',
		description: 'A customer wrote, sent a file or pressed a reply button',
		kind: 'message',
		...withBsuid('message'),
	},
	{
		value: 'messageReplied',
		label: 'Message Replied',
		description: 'A customer answered a message. The answer itself is Message Received.',
		kind: 'status',
		status: 'replied',
		...sent('sentMessageREPLIED'),
	},
	{
		value: 'newContact',
		label: 'New Contact',
		description: 'Somebody wrote for the first time. The text follows as Message Received.',
		kind: 'contact',
		...withBsuid('newContactMessageReceived'),
	},
	{
		value: 'paymentCaptured',
		label: 'Payment Captured',
		description: 'A customer paid in the chat',
		kind: 'payment',
		subscribe: [],
		also: ['paymentCaptured'],
	},
	{
		value: 'phoneNumberDeleted',
		label: 'Phone Number Deleted',
		description: 'A number was removed from the account',
		kind: 'account',
		...only('phoneNumberDeleted'),
	},
	{
		value: 'phoneNumberQuality',
		label: 'Phone Number Quality',
		description: 'The quality or the sending limit of a number changed',
		kind: 'account',
		...only('PhoneNumberQualityUpdatedEvent'),
	},
	{
		value: 'sessionMessageFailed',
		label: 'Session Message Failed',
		description: 'A free message could not be delivered',
		kind: 'status',
		status: 'failed',
		subscribe: ['sessionMessageFailed'],
		also: ['sessionMessageFailed_v2'],
	},
	{
		value: 'sessionMessageSent',
		label: 'Session Message Sent',
		description:
			'An operator, a chatbot or the API sent a free message. A workflow that sends such messages would start itself.',
		kind: 'message',
		status: 'sent',
		own: true,
		...sent('sessionMessageSent'),
	},
	{
		value: 'templateCategory',
		label: 'Template Category Updated',
		description: 'WhatsApp moved a template to another category',
		kind: 'template',
		...only('templateCategoryUpdated'),
	},
	{
		value: 'templateMessageFailed',
		label: 'Template Message Failed',
		description: 'A template message could not be delivered',
		kind: 'status',
		status: 'failed',
		subscribe: ['templateMessageFailed'],
		also: ['templateMessageFailed_v2'],
	},
	{
		value: 'templateMessageSent',
		label: 'Template Message Sent',
		description:
			'A template message left WATI. A workflow that sends such messages would start itself.',
		kind: 'message',
		status: 'sent',
		own: true,
		...sent('templateMessageSent'),
	},
	{
		value: 'templateQuality',
		label: 'Template Quality Updated',
		description: 'The quality rating of a template changed',
		kind: 'template',
		...only('templateQualityUpdated'),
	},
	{
		value: 'templateStatus',
		label: 'Template Status Updated',
		description: 'WhatsApp approved, rejected, paused or disabled a template',
		kind: 'template',
		...only('templateReviewed'),
	},
];

const VARIANT = /(?:_(?:v\d+|bsuid))+$/;

/** The name without the marks of its variant: `sessionMessageSent_v2_bsuid` is `sessionmessagesent`. */
function bare(name: string): string {
	return name.toLowerCase().replace(VARIANT, '');
}

/** Values count as names too: relays and older integrations post `messageReceived` for `message`. */
const ROWS = new Map(
	EVENTS.flatMap((row) =>
		[row.value, ...row.subscribe, ...row.also].map((name) => [bare(name), row]),
	),
);

/** Whether an event starts a workflow only where it is chosen by its name. */
export function isChosenByName(event: string): boolean {
	return findEventRow(event)?.byName === true;
}

/** The row of an event name in any variant and case; undefined for names WATI added since. */
export function findEventRow(eventType: string): EventRow | undefined {
	return ROWS.get(bare(eventType));
}

/** What a name counts as: the row's value, or the bare name of an event that is not in the catalogue. */
export function canonicalName(eventType: string): string {
	return findEventRow(eventType)?.value ?? eventType.replace(/(?:_(?:v\d+|bsuid))+$/i, '');
}

/** The choices that stand for a row. */
export function listChoices(value: string): string[] {
	return value === WORDS_COME_IN ? [value, ...OPT_OUT_EVENTS] : [value];
}

/** The rows that a choice of events stands for. */
export function chosenRows(chosen: readonly string[]): EventRow[] {
	if (chosen.includes(ANY)) return [...EVENTS];
	return EVENTS.filter(({ value }) => listChoices(value).some((one) => chosen.includes(one)));
}
