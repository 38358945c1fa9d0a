import {
	buildFailures,
	type FailureCode,
	type FailureKind,
	type MessageOverrides,
} from '../../../shared/errors/catalogue';

/** Rows of the catalogue of failures, as they are said of WATI. */
export const WATI_MESSAGES: MessageOverrides = {
	'credential-refused': {
		advice:
			'Open the credential and test it. With a Maton key in it, also check that the WATI token stored in the connection is still valid.',
	},
	'no-connection': { message: 'Maton has no active WATI connection for this key' },
	'not-allowed': {
		message: 'WATI does not allow this',
		advice:
			'Check the scopes of the API token, the role of its user, and whether the WATI plan includes this function.',
	},
	'not-found': {
		advice:
			'Check the gateway or endpoint URL in the credential: the tenant number must be at its end. For a contact or file, check that it exists in WATI.',
	},
	'number-refused': {
		message: 'WATI cannot send to this number',
		advice:
			'Check the number and its country code. If they are right, the person may not use WhatsApp. Only templates reach someone who never wrote to you.',
	},
	'outcome-unknown': {
		message: 'It is unknown whether WATI accepted this',
		advice:
			'The request left, but no clear answer came back, so it was not repeated. Check the chat in WATI before sending again.',
	},
	'rate-limited': {
		advice:
			'The request was not accepted, even after waiting. Another program may use the same account, or the monthly limit of the WATI plan is reached.',
	},
	'recipient-left-out': {
		message: 'WATI did not mention this recipient in its answer',
		advice: 'Treat the message as not sent, and check the chat in WATI before sending again.',
	},
	'recipient-refused': { message: 'WATI did not accept this recipient' },
	'request-refused': {
		message: 'WATI did not accept the request',
		advice: "WATI's answer says what to correct.",
	},
	'route-not-offered': {
		message: 'This operation needs a WATI access token',
		advice:
			'Maton does not pass it on. Choose a WATI access token as the credential, or choose another operation.',
	},
	'template-refused': { message: 'WATI did not accept the template' },
};

/** All failures, as they are said of WATI. */
export const WATI_FAILURES: Record<FailureCode, FailureKind> = buildFailures(WATI_MESSAGES);
