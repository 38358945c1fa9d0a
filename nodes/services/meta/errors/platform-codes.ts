import type { MetaCodes } from './meta-code';

const TEMPLATE_LIMIT = 'The account has reached its limit of templates';

/** Numbers about the app, the token, the account and the pace, and about the request as such. */
export const PLATFORM_CODES: MetaCodes = {
	0: { code: 'credential-refused', meaning: 'The access token is not valid' },
	1: {
		code: 'service-unavailable',
		meaning: 'Meta did not understand the request, or failed itself',
		advice:
			'Look at metastatus.com/whatsapp-business-api, and compare the fields of the operation.',
		isVague: true,
	},
	2: {
		code: 'service-unavailable',
		meaning: 'Meta is down or overloaded for a while',
		advice: 'Look at metastatus.com/whatsapp-business-api before sending again.',
		isRetriable: true,
		isVague: true,
	},
	3: { code: 'not-allowed', meaning: 'The app lacks a capability or permission' },
	4: {
		code: 'rate-limited',
		meaning: 'Too many calls by the app',
		advice: 'Wait some minutes, and call less often. Other programs may use the same app.',
		isRetriable: true,
	},
	10: { code: 'not-allowed', meaning: 'Permission was not granted or was removed' },
	33: {
		code: 'not-found',
		meaning: 'Meta finds nothing with this ID, or the token may not see it',
	},
	100: { code: 'request-refused', meaning: 'A parameter is not valid' },
	190: { code: 'credential-refused', meaning: 'The access token has expired' },
	368: {
		code: 'not-allowed',
		meaning: 'The account is restricted for violating a policy',
		advice: 'Look at the account quality in the WhatsApp Manager and ask Meta for a review.',
	},
	2500: { code: 'not-found', meaning: 'There is no such path' },
	80007: {
		code: 'rate-limited',
		meaning: 'Too many calls for the account',
		advice: 'Wait some minutes, and call less often. Other programs may use the same account.',
		isRetriable: true,
	},
	130429: {
		code: 'rate-limited',
		meaning: 'Too many messages at once from this number',
		advice:
			'Wait some minutes, and send more slowly. Other programs may send from the same number.',
		isRetriable: true,
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
	131057: {
		code: 'service-unavailable',
		meaning: 'The account is in maintenance mode',
		advice: 'Nothing was sent. Meta may be raising the throughput of the account: try again later.',
		isRetriable: true,
	},
	133000: {
		code: 'not-allowed',
		meaning: 'The number was not deregistered completely',
		advice: 'Deregister the number again before you register it.',
	},
	133004: {
		code: 'service-unavailable',
		meaning: 'Meta is not available at the moment',
		advice: 'Nothing was done. Look at metastatus.com/whatsapp-business-api, and try again later.',
		isRetriable: true,
	},
	133005: { code: 'not-allowed', meaning: 'The PIN of the two-step verification is wrong' },
	133006: {
		code: 'not-allowed',
		meaning: 'The number has to be verified before it is registered',
		advice: 'Verify the number in the WhatsApp Manager, and register it again.',
	},
	133008: {
		code: 'not-allowed',
		meaning: 'The PIN of the two-step verification was guessed too often',
		advice: "Wait as long as Meta's answer says.",
	},
	133009: {
		code: 'not-allowed',
		meaning: 'The PIN of the two-step verification was entered too fast',
		advice: "Wait as long as Meta's answer says.",
		isRetriable: true,
	},
	133010: {
		code: 'not-allowed',
		meaning: 'The number is not registered for the Cloud API',
		advice: 'Register the number in the WhatsApp Manager before you send from it.',
	},
	133015: {
		code: 'not-allowed',
		meaning: 'The number was deleted moments ago',
		advice: 'Wait five minutes before you register it again.',
		isRetriable: true,
	},
	133016: {
		code: 'not-allowed',
		meaning: 'The number was registered or deregistered too often in a short time',
		advice: 'Wait until Meta lifts the block on the number.',
	},
	200005: {
		code: 'not-allowed',
		meaning: 'Template insights are not available for this account',
		advice: 'Meta cannot switch them on for this account yet.',
	},
	200006: {
		code: 'request-refused',
		meaning: 'Template insights cannot be switched off',
		advice: 'Once they are on they stay on.',
	},
	200007: {
		code: 'not-allowed',
		meaning: 'Template insights are not switched on for this account',
		advice: 'Confirm template analytics in the WhatsApp Manager, under Insights.',
	},
	1752041: {
		code: 'request-refused',
		meaning: 'The business was invited to the Marketing Messages API before',
		advice: 'Nothing is left to do: all accounts of the business are included.',
	},
	2388012: {
		code: 'request-refused',
		meaning: 'The account has this phone number already',
		advice: 'Choose a number that is not in the account.',
	},
	2388019: {
		code: 'template-refused',
		meaning: TEMPLATE_LIMIT,
		advice: 'Delete templates that are not used, or verify the business to be allowed more.',
	},
	2388091: {
		code: 'request-refused',
		meaning: 'The number is not being moved, so there is no registration code for it',
		advice: 'Register and verify the number in the WhatsApp Manager.',
	},
	2388093: {
		code: 'request-refused',
		meaning: 'The number is not being moved, so there is no registration code to verify',
		advice: 'Register and verify the number in the WhatsApp Manager.',
	},
	2388103: {
		code: 'not-allowed',
		meaning: 'The phone number cannot be moved',
		advice: "Meta's answer says what is missing at the account that the number leaves or goes to.",
	},
	2494100: {
		code: 'service-unavailable',
		meaning: 'The phone number is in maintenance mode',
		advice: 'Nothing was sent. Try again in some minutes.',
		isRetriable: true,
	},
	2593107: {
		code: 'request-refused',
		meaning: 'Contacts or history of this number were synchronized before, which is possible once',
		advice: 'Disconnect the WhatsApp Business app from the account and connect it again.',
	},
	2593108: {
		code: 'request-refused',
		meaning: 'Contacts and history can be synchronized only in the first 24 hours',
		advice: 'Disconnect the WhatsApp Business app from the account and connect it again.',
	},
};
