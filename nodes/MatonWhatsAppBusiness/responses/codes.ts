import type { FailureCode } from '../../shared/errors/catalogue';

/** What one of Meta's numbers means. */
export interface MetaCode {
	/** The stable code that workflows branch on. */
	code: FailureCode;
	/** What Meta's number stands for. */
	meaning: string;
	/** What to do next, where the catalogue's advice does not say it. */
	advice?: string;
}

/**
 * Meta's numbers for failures (Meta, "Error codes"). The list in spec D gives other meanings to 131030,
 * 131031, 132000 and 133010; Meta's own message is shown beside the meaning. Numbers that say nothing about the cause
 * (1, 2, 131000, 131016) are left out: there the HTTP status decides.
 */
export const META_CODES: Readonly<Record<number, MetaCode>> = {
	0: { code: 'credential-refused', meaning: 'The access token is not valid' },
	3: { code: 'not-allowed', meaning: 'The app lacks a capability or permission' },
	4: { code: 'rate-limited', meaning: 'Too many calls by the app' },
	10: { code: 'not-allowed', meaning: 'Permission was not granted or was removed' },
	33: { code: 'not-found', meaning: 'The phone number was deleted' },
	100: { code: 'request-refused', meaning: 'A parameter is not valid' },
	190: { code: 'credential-refused', meaning: 'The access token has expired' },
	368: {
		code: 'not-allowed',
		meaning: 'The account is restricted for violating a policy',
		advice: 'Look at the account quality in the WhatsApp Manager and ask Meta for a review.',
	},
	2500: { code: 'not-found', meaning: 'There is no such path' },
	80007: { code: 'rate-limited', meaning: 'Too many calls for the account' },
	130429: { code: 'rate-limited', meaning: 'Too many messages at once from this number' },
	130472: {
		code: 'recipient-refused',
		meaning: 'The recipient is part of an experiment of Meta',
		advice: 'Marketing templates do not reach this person at the moment. Use another channel.',
	},
	130497: {
		code: 'not-allowed',
		meaning: 'The account may not write to people in this country',
	},
	131005: { code: 'not-allowed', meaning: 'Access denied' },
	131008: { code: 'request-refused', meaning: 'A parameter is missing' },
	131009: { code: 'request-refused', meaning: 'The value of a parameter is not valid' },
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
	131031: {
		code: 'not-allowed',
		meaning: 'The account has been locked',
		advice: 'Look at the account in the WhatsApp Manager: Meta says there why, and what to do.',
	},
	131037: {
		code: 'not-allowed',
		meaning: 'The display name of the number is not approved',
		advice: 'Have the display name approved in the WhatsApp Manager.',
	},
	131042: {
		code: 'not-allowed',
		meaning: 'There is a problem with the payment method',
		advice: 'Check the payment settings of the account in the WhatsApp Manager.',
	},
	131045: {
		code: 'not-allowed',
		meaning: 'The number is not registered properly',
		advice: 'Register the number again in the WhatsApp Manager.',
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
	131051: { code: 'request-refused', meaning: 'This type of message is not supported' },
	131052: {
		code: 'file-refused',
		meaning: 'The file could not be downloaded',
		advice: 'Check that the link opens without a login, or send the file from a binary field.',
	},
	131053: { code: 'file-refused', meaning: 'The file could not be uploaded' },
	131056: {
		code: 'rate-limited',
		meaning: 'Too many messages to the same person in a short time',
		advice: 'Wait before writing to this person again. Others are not affected.',
	},
	132000: {
		code: 'template-refused',
		meaning: 'The number of variables does not fit the template',
	},
	132001: {
		code: 'template-refused',
		meaning: 'There is no such template in this language, or it is not approved',
	},
	132005: { code: 'template-refused', meaning: 'The text with its variables is too long' },
	132007: { code: 'template-refused', meaning: 'The template violates a policy' },
	132012: { code: 'template-refused', meaning: 'A variable has the wrong format' },
	132015: {
		code: 'template-refused',
		meaning: 'The template is paused for low quality',
		advice: 'Edit the template in the WhatsApp Manager, or send another one.',
	},
	132016: {
		code: 'template-refused',
		meaning: 'The template is disabled for low quality',
		advice: 'Create a template with another text and send that one.',
	},
	132018: {
		code: 'template-refused',
		meaning: 'A variable contains characters that are not allowed',
	},
	133010: {
		code: 'not-allowed',
		meaning: 'The number is not registered for the Cloud API',
		advice: 'Register the number in the WhatsApp Manager before you send from it.',
	},
};
