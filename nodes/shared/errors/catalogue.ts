/** One kind of failure: what it means and what the user can do next. */
export interface FailureKind {
	/** Used when nobody else said anything. */
	message: string;
	/** What to do next. */
	advice: string;
}

/**
 * Every failure this package reports, by its stable code, as it is said of any service; each service adds what is its
 * own. `docs/errors.md` is generated from all of them. Codes are part of the public interface: workflows branch on them.
 */
export const FAILURES = {
	'answer-too-large': {
		message: 'The answer is too large to read',
		advice:
			'Reading it could use up the memory of n8n. Ask for less at once: a lower Limit, a shorter period or a narrower filter.',
	},
	'answer-unreadable': {
		message: 'The answer could not be read',
		advice:
			'A proxy or firewall between n8n and the gateway may have replaced it. Check the gateway or endpoint URL in the credential.',
	},
	cancelled: {
		// n8n calls an execution canceled, not failed, when its error has this word.
		message: 'The execution was canceled before this request left',
		advice: 'Nothing was sent for this item. Run the workflow again to send it.',
	},
	'channel-refused': {
		message: 'The account has no such business number',
		advice:
			"Check 'Channel Number': choose one of your own business numbers, or leave the field empty to use the default one.",
	},
	'credential-refused': {
		message: 'The credential was not accepted',
		advice: 'Open the credential and test it.',
	},
	'file-refused': {
		message: 'WhatsApp does not accept this file',
		advice:
			'Send JPEG or PNG up to 5 MB, MP4 or 3GP up to 16 MB, AAC, AMR, MP3, M4A or OGG (Opus) up to 16 MB, or a document up to 100 MB.',
	},
	'file-too-large': {
		message: 'The file is too large to be downloaded',
		advice:
			'WhatsApp stores files up to 100 MB, so this may be the wrong address. Check the ID or name of the file.',
	},
	'guard-refused': {
		message: 'The Agent Limits of this node do not allow this',
		advice:
			'Nothing was sent. Stay within the templates, numbers and amounts under Agent Limits, or change the limits.',
	},
	'input-invalid': {
		message: 'A field has a value that cannot be sent',
		advice: 'Correct the field that the message names. Nothing was sent for this item.',
	},
	'no-connection': {
		message: 'Maton has no active connection for this key',
		advice:
			'Create a connection (resource Connection, operation Create) and open its link, or choose another one in the credential.',
	},
	'not-allowed': {
		message: 'The service does not allow this',
		advice: 'Check what the credential is allowed to do.',
	},
	'not-found': {
		message: 'The record or address was not found',
		advice: 'Check the URL in the credential, and that the record exists.',
	},
	'not-reachable': {
		message: 'The server could not be reached',
		advice:
			"Check the gateway or endpoint URL in the credential and the n8n server's network connection. Nothing was sent for this item.",
	},
	'not-tried': {
		message:
			'This was not tried, because an earlier call failed for a reason that affects all items',
		advice: 'Nothing was sent for this item. Check the errors of the earlier items.',
	},
	'number-refused': {
		message: 'WhatsApp cannot reach this number',
		advice:
			'Check the number and its country code. If they are right, the person does not use WhatsApp: ask for another number.',
	},
	'outcome-unknown': {
		message: 'It is unknown whether this was accepted',
		advice:
			'The request left, but no clear answer came back, so it was not repeated. Check whether it took effect before sending again.',
	},
	'rate-limited': {
		message: 'Too many requests at once',
		advice:
			'The request was not accepted, even after waiting. Another program may use the same account.',
	},
	'recipient-duplicate': {
		message: 'This number is already a recipient of the same broadcast',
		advice:
			"Nothing was sent for this item. Switch on 'Send Duplicates' under Options to send the message to this number more than once.",
	},
	'recipient-left-out': {
		message: 'The answer did not mention this recipient',
		advice: 'Treat the message as not sent, and check whether it arrived before sending again.',
	},
	'recipient-opted-out': {
		message: 'This person opted out of messages',
		advice: 'Nothing was sent for this item. Send nothing to this person until they opt in again.',
	},
	'recipient-refused': {
		message: 'This recipient was not accepted',
		advice:
			'Correct the number or the parameters of this recipient. The others of the same call are not affected.',
	},
	'request-refused': {
		message: 'The request was not accepted',
		advice: 'Compare the fields of this operation with the answer.',
	},
	'route-not-offered': {
		message: 'This operation needs a Maton key',
		advice:
			'Connections belong to Maton. Choose a Maton key as the credential, or choose another operation.',
	},
	'service-unavailable': {
		message: 'The service did not answer properly',
		advice: 'Try again later. Reading is safe to repeat.',
	},
	'template-refused': {
		message: 'The template was not accepted',
		advice:
			"Check the fields 'Template' and 'Template Parameters': the template must exist and be approved, each of its variables needs a value, and no value may be blank or contain line breaks or several spaces in a row.",
	},
	'wait-not-possible': {
		message: 'The node cannot wait in this n8n',
		advice: 'Nothing was sent. Waiting needs n8n 2.14 or later and saved executions.',
	},
	'window-closed': {
		message: 'The 24-hour window of this chat is closed',
		advice:
			'WhatsApp allows free messages only within 24 hours after the customer last wrote. Send a template instead (resource Template, operation Send), or add Options, 24-Hour Window, to have the node send one.',
	},
} as const satisfies Record<string, FailureKind>;

export type FailureCode = keyof typeof FAILURES;

/** Rows that a service says in its own way. */
export type MessageOverrides = Partial<Record<FailureCode, Partial<FailureKind>>>;

/** The catalogue as one service says it. */
export function buildFailures(own: MessageOverrides): Record<FailureCode, FailureKind> {
	const rows = Object.entries<FailureKind>(FAILURES) as Array<[FailureCode, FailureKind]>;
	return Object.fromEntries(rows.map(([code, row]) => [code, { ...row, ...own[code] }])) as Record<
		FailureCode,
		FailureKind
	>;
}
