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
		meaning: 'The recipient is part of a Meta experiment',
		advice: "Marketing templates don't reach this person at the moment. Use another channel.",
	},
	130497: {
		code: 'not-allowed',
		meaning: "The account can't send messages to people in this country",
	},
	131000: {
		code: 'service-unavailable',
		meaning: 'Meta could not send the message and gave no reason',
		advice: 'Send it again later. If it keeps failing, contact Meta support.',
		isRetriable: true,
		isVague: true,
	},
	131005: { code: 'not-allowed', meaning: 'Access denied' },
	131008: { code: 'request-refused', meaning: 'A parameter is missing' },
	131009: { code: 'request-refused', meaning: 'The value of a parameter is not valid' },
	131016: {
		code: 'service-unavailable',
		meaning: 'A Meta service is unavailable at the moment',
		advice: 'Check metastatus.com/whatsapp-business-api before you send again.',
		isRetriable: true,
		isVague: true,
	},
	131021: {
		code: 'number-refused',
		meaning: 'The message is addressed to the number that sends it',
		advice: 'Choose another contact, or send from another of your numbers.',
	},
	131026: {
		code: 'number-refused',
		meaning: 'The message cannot be delivered',
		advice:
			'The person may not be on WhatsApp, may use an old version, or may not have accepted its terms. Use another channel.',
	},
	131030: {
		code: 'number-refused',
		meaning: "The recipient is not on the test number's list of allowed numbers",
		advice:
			"Add the recipient to the test number's list in your Meta app (WhatsApp, API Setup), or send from your own number.",
	},
	131047: { code: 'window-closed', meaning: 'The 24-hour window of this chat is closed' },
	131048: {
		code: 'not-allowed',
		meaning: 'Sending is restricted because too many messages were blocked or reported',
		advice: "Check the number's quality rating in the WhatsApp Manager before you send more.",
	},
	131049: {
		code: 'recipient-refused',
		meaning: 'Meta did not deliver the message because it limits marketing messages per person',
		advice:
			'This person has received many marketing messages lately. Wait at least a day before you send this one again. Sending it sooner does not help.',
	},
	[STOPPED_MARKETING]: {
		code: 'recipient-opted-out',
		meaning: 'The customer stopped marketing messages from your business',
		advice:
			"Do not send again: marketing templates don't reach this person until they opt in again. The option Respect Opt-Out leaves such people out.",
	},
	131051: { code: 'request-refused', meaning: 'This type of message is not supported' },
	131052: {
		code: 'file-refused',
		meaning: 'WhatsApp could not download the file that the customer sent',
		advice: 'Ask the customer to send the file again, or to use another channel.',
	},
	131053: {
		code: 'file-refused',
		meaning: 'WhatsApp could not process the file in this message',
		advice:
			"Check that the link opens without a login and that WhatsApp supports the file's type and size, or send the file from a binary field.",
	},
	131055: {
		code: 'request-refused',
		meaning: 'The Marketing Messages API accepts only marketing templates',
		advice: 'Remove the option Marketing Messages API to send this message through the Cloud API.',
	},
	131056: {
		code: 'rate-limited',
		meaning: 'Too many messages went to the same person in a short time',
		advice: 'Wait before you send to this person again. Other people are not affected.',
		isRetriable: true,
	},
	// Meta, "Groups API error codes", 2025-10-31.
	131020: {
		code: 'recipient-refused',
		meaning: 'Your business is the only member of the group',
		advice: 'Wait until someone joins through the invite link.',
	},
	131041: {
		code: 'recipient-refused',
		meaning: 'The group does not exist, or your business is not in it',
		advice:
			'Use the groupId that the trigger returns, with the business number that is in the group.',
	},
	131207: {
		code: 'not-allowed',
		meaning: 'Meta suspended the group because it violates a policy',
	},
	// Meta, "Block users", 2026-06-26.
	139100: { code: 'request-refused', meaning: 'The person could not be blocked or unblocked' },
	139101: {
		code: 'request-refused',
		meaning: "The number has reached Meta's limit of 64,000 blocked people",
		advice: 'Unblock people before you block more.',
	},
	139102: {
		code: 'service-unavailable',
		meaning: 'The list of blocked people changed at the same time',
		isRetriable: true,
	},
	139103: {
		code: 'service-unavailable',
		meaning: 'Meta could not block or unblock the person and gave no reason',
		isRetriable: true,
	},
	// Meta, "Business-scoped user IDs", May 2026.
	131062: {
		code: 'recipient-refused',
		meaning: 'This message needs a phone number instead of a business-scoped user ID',
		advice: 'Authentication templates need a phone number. Ask the customer for theirs.',
	},
	131063: {
		code: 'not-allowed',
		meaning: 'Marketing templates are switched off for this account in the Cloud API',
		advice:
			'Send the template through the Marketing Messages API, or allow marketing messages in the Cloud API again.',
	},
	131064: {
		code: 'not-allowed',
		meaning: 'Sending is restricted because templates are in the wrong category',
		advice:
			"Check the templates' categories in the WhatsApp Manager. Meta lifts the restriction when its period ends.",
	},
	134011: {
		code: 'not-allowed',
		meaning: 'The terms of WhatsApp Payments have not been accepted',
		advice: "Open the link in Meta's answer and accept the terms.",
	},
	135000: {
		code: 'request-refused',
		meaning: 'Meta could not send the message because of its parameters',
	},
};
