/** One kind of failure: what it means and what the user can do next. */
export interface FailureKind {
	/** Used when nobody else said anything. */
	message: string;
	/** What to do next. */
	advice: string;
}

/**
 * Every failure this package reports, by its stable code. `docs/errors.md` is generated from this
 * table. Codes are part of the public interface: workflows branch on them.
 */
export const FAILURES = {
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
	'credential-refused': {
		message: 'The credential was not accepted',
		advice:
			'Open the credential and test it. With Maton, also check that the WATI token stored in the connection is still valid.',
	},
	'file-refused': {
		message: 'WhatsApp does not take this file',
		advice:
			'Send JPEG or PNG up to 5 MB, MP4 or 3GP up to 16 MB, AAC, AMR, MP3, M4A or OGG (Opus) up to 16 MB, or a document up to 100 MB.',
	},
	'guard-refused': {
		message: 'The Guard settings of this node do not allow this',
		advice:
			'Nothing was sent. Keep to the templates, numbers and amounts that are set under Delivery Options, or have them changed.',
	},
	'input-invalid': {
		message: 'A field has a value that cannot be sent',
		advice: 'Correct the field that the message names. Nothing was sent for this item.',
	},
	'no-connection': {
		message: 'Maton has no active WATI connection for this key',
		advice:
			'Create a connection (resource Connection, operation Create) and open its link, or choose another one in the credential.',
	},
	'not-allowed': {
		message: 'WATI does not allow this',
		advice:
			'Check the scopes of the API token, the role of its user, and whether the WATI plan includes this function.',
	},
	'not-found': {
		message: 'There is nothing at this address',
		advice:
			'Check the gateway or endpoint URL in the credential: the tenant number must be at its end. For a contact or file, check that it exists in WATI.',
	},
	'not-reachable': {
		message: 'The server could not be reached',
		advice:
			'Check the gateway or endpoint URL in the credential and the network of the n8n server. Nothing was sent for this item.',
	},
	'not-tried': {
		message: 'This was not tried, because an earlier call failed for a reason that holds for all',
		advice: 'Nothing was sent for this item. Look at the failures of the items before it.',
	},
	'number-refused': {
		message: 'This is not a WhatsApp number',
		advice: 'Use the full number with its country code, and check that the person uses WhatsApp.',
	},
	'outcome-unknown': {
		message: 'It is unknown whether WATI accepted this',
		advice:
			'The request left, but no clear answer came back, so it was not repeated. Look at the chat in WATI before sending again.',
	},
	'rate-limited': {
		message: 'Too many requests at once',
		advice:
			'The request was not accepted, even after waiting. Another program may use the same account, or the monthly limit of the WATI plan is reached.',
	},
	'recipient-duplicate': {
		message: 'This number is already a recipient of the same broadcast',
		advice:
			"Nothing was sent for this item. Switch on 'Send Duplicates' under Options if the number is meant to get the message more than once.",
	},
	'recipient-left-out': {
		message: 'WATI did not mention this recipient in its answer',
		advice: 'Treat the message as not sent, and look at the chat in WATI before sending again.',
	},
	'recipient-refused': {
		message: 'WATI did not accept this recipient',
		advice:
			'Correct the number or the parameters of this recipient. The others of the same call are not affected.',
	},
	'request-refused': {
		message: 'WATI did not accept the request',
		advice: 'Compare the fields of this operation with the message above.',
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
		message: 'WATI did not accept the template',
		advice:
			"Check the fields 'Template' and 'Template Parameters': the template must exist and be approved, each of its variables needs a value, and no value may be blank or hold line breaks or several spaces in a row.",
	},
	'wait-not-possible': {
		message: 'This n8n cannot let the node wait',
		advice:
			'Nothing was sent. The operations that wait need n8n 2.14 or later, and an execution that is saved.',
	},
	'window-closed': {
		message: 'The 24-hour window of this chat is closed',
		advice:
			'WhatsApp allows free messages only within 24 hours after the customer last wrote. Send a template instead (resource Template, operation Send).',
	},
} as const satisfies Record<string, FailureKind>;

export type FailureCode = keyof typeof FAILURES;

/** Rows that a service says in its own way. */
export type MessageOverrides = Partial<Record<FailureCode, Partial<FailureKind>>>;
