import type { MetaCodes } from './meta-code';

/** Somebody stopped marketing messages of the business. */
export const STOPPED_MARKETING = 131050;

/** Numbers about a message and who gets it. Failed deliveries have them as well as refusals. */
export const MESSAGE_CODES: MetaCodes = {
	130403: {
		code: 'recipient-refused',
		meaning: 'Your business has blocked this person',
		advice: 'Unblock the person to write to them again. Sending again does not help.',
	},
	130472: {
		code: 'recipient-refused',
		meaning: 'The recipient is part of an experiment of Meta',
		advice: 'Marketing templates do not reach this person at the moment. Use another channel.',
	},
	130497: {
		code: 'not-allowed',
		meaning: 'The account may not write to people in this country',
	},
	131000: {
		code: 'service-unavailable',
		meaning: 'Meta could not send the message and does not know why',
		advice: 'Send it again later. If it keeps failing, ask the support of Meta.',
		isRetriable: true,
		isVague: true,
	},
	131005: { code: 'not-allowed', meaning: 'Access denied' },
	131008: { code: 'request-refused', meaning: 'A parameter is missing' },
	131009: { code: 'request-refused', meaning: 'The value of a parameter is not valid' },
	131016: {
		code: 'service-unavailable',
		meaning: 'A service of Meta is not available at the moment',
		advice: 'Look at metastatus.com/whatsapp-business-api before sending again.',
		isRetriable: true,
		isVague: true,
	},
	131021: {
		code: 'number-refused',
		meaning: 'The recipient is the sender',
		advice: 'Choose another recipient or another of your numbers to send from.',
	},
	131026: {
		code: 'number-refused',
		meaning: 'The message cannot be delivered',
		advice:
			'The number may not be on WhatsApp, use an old version of it, or not have accepted its terms. Write to this person by another channel.',
	},
	131030: {
		code: 'number-refused',
		meaning: 'The recipient is not in the allowed list of a test number',
		advice:
			"Add the recipient to the test number's list in your Meta app (WhatsApp, API Setup), or send from a number of your own.",
	},
	131047: { code: 'window-closed', meaning: 'The 24-hour window of this chat is closed' },
	131048: {
		code: 'not-allowed',
		meaning: 'Sending is restricted, because too many messages were blocked or reported',
		advice: 'Look at the quality of the number in the WhatsApp Manager before sending more.',
	},
	131049: {
		code: 'recipient-refused',
		meaning: 'Meta chose not to deliver, to keep marketing within bounds',
		advice:
			'This person got many marketing messages lately. Wait at least a day before sending this one again; sending at once does not help.',
	},
	[STOPPED_MARKETING]: {
		code: 'recipient-opted-out',
		meaning: 'The customer stopped marketing messages of your business',
		advice:
			'Do not send again: no marketing template reaches this person until they resume. With the option Respect Opt-Out, the node remembers it.',
	},
	131051: { code: 'request-refused', meaning: 'This type of message is not supported' },
	131052: {
		code: 'file-refused',
		meaning: 'WhatsApp could not fetch the file that the customer sent',
		advice: 'Ask the customer to send the file again, or by another channel.',
	},
	131053: {
		code: 'file-refused',
		meaning: 'WhatsApp could not take the file of this message',
		advice:
			'Check that the link opens without a login and leads to a file of a type and size that WhatsApp takes, or send the file from a binary field.',
	},
	131055: {
		code: 'request-refused',
		meaning: 'The Marketing Messages API takes marketing templates only',
		advice: 'Send this message by the Cloud API: remove the option Marketing Messages API.',
	},
	131056: {
		code: 'rate-limited',
		meaning: 'Too many messages to the same person in a short time',
		advice: 'Wait before writing to this person again. Others are not affected.',
		isRetriable: true,
	},
	// Meta, "Groups API error codes", 2025-10-31.
	131020: {
		code: 'recipient-refused',
		meaning: 'The group has nobody in it but your business',
		advice: 'Wait until somebody has joined by the invite link.',
	},
	131041: {
		code: 'recipient-refused',
		meaning: 'The group does not exist, or your business is not in it',
		advice:
			'Use the groupId that the trigger returns, with the business number that is in the group.',
	},
	131207: {
		code: 'not-allowed',
		meaning: 'Meta has suspended the group for violating a policy',
	},
	// Meta, "Block users", 2026-06-26.
	139100: { code: 'request-refused', meaning: 'The person could not be blocked or unblocked' },
	139101: {
		code: 'request-refused',
		meaning: 'The number has blocked as many people as Meta allows (64,000)',
		advice: 'Unblock people before you block others.',
	},
	139102: {
		code: 'service-unavailable',
		meaning: 'The list of blocked people was changed at the same time',
		isRetriable: true,
	},
	139103: {
		code: 'service-unavailable',
		meaning: 'Meta could not block or unblock the person and does not know why',
		isRetriable: true,
	},
	// Meta, "Business-scoped user IDs", May 2026.
	131062: {
		code: 'recipient-refused',
		meaning: 'This message needs a phone number, and not a business-scoped user ID',
		advice: 'Authentication templates go to numbers only. Ask the customer for theirs.',
	},
	131063: {
		code: 'not-allowed',
		meaning: 'Marketing templates are switched off for the Cloud API of this account',
		advice:
			'Send the template by the Marketing Messages API, or allow marketing messages on the Cloud API again.',
	},
	131064: {
		code: 'not-allowed',
		meaning: 'Sending is restricted, because templates were put into wrong categories',
		advice:
			'Check the categories of the templates in the WhatsApp Manager. Meta lifts the restriction after its term.',
	},
	134011: {
		code: 'not-allowed',
		meaning: 'The terms of WhatsApp Payments have not been accepted',
		advice: "Accept the terms by the link in Meta's answer.",
	},
	135000: {
		code: 'request-refused',
		meaning: 'Meta could not send the message because of its parameters',
	},
};
