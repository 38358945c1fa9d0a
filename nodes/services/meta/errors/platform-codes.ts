import type { MetaCodes } from '../../whatsapp/meta-code';

const TEMPLATE_LIMIT = 'The account has reached its template limit';

/** Numbers about the app, the token, the account and the pace, and about the request as such. */
export const PLATFORM_CODES: MetaCodes = {
	0: { code: 'credential-refused', meaning: 'The access token is not valid' },
	1: {
		code: 'service-unavailable',
		meaning: 'Meta did not understand the request, or Meta itself failed',
		advice: "Check metastatus.com/whatsapp-business-api, and check the operation's fields.",
		isVague: true,
	},
	2: {
		code: 'service-unavailable',
		meaning: 'Meta is temporarily down or overloaded',
		advice: 'Check metastatus.com/whatsapp-business-api before you send again.',
		isRetriable: true,
		isVague: true,
	},
	3: { code: 'not-allowed', meaning: 'The app lacks a capability or permission' },
	4: {
		code: 'rate-limited',
		meaning: 'The app made too many calls',
		advice: 'Wait a few minutes and call less often. Other programs may use the same app.',
		isRetriable: true,
	},
	10: { code: 'not-allowed', meaning: 'Permission was not granted or was removed' },
	33: {
		code: 'not-found',
		meaning: 'Meta found nothing with this ID, or the token has no access to it',
	},
	100: { code: 'request-refused', meaning: 'A parameter is not valid' },
	190: { code: 'credential-refused', meaning: 'The access token has expired' },
	368: {
		code: 'not-allowed',
		meaning: 'The account is restricted because it violated a policy',
		advice: 'Check the account quality in the WhatsApp Manager and ask Meta for a review.',
	},
	2500: { code: 'not-found', meaning: 'This path does not exist' },
	80007: {
		code: 'rate-limited',
		meaning: 'The account received too many calls',
		advice: 'Wait a few minutes and call less often. Other programs may use the same account.',
		isRetriable: true,
	},
	130429: {
		code: 'rate-limited',
		meaning: 'This number sent too many messages at once',
		advice:
			'Wait a few minutes and send more slowly. Other programs may send from the same number.',
		isRetriable: true,
	},
	131031: {
		code: 'not-allowed',
		meaning: 'The account has been locked',
		advice: 'Open the account in the WhatsApp Manager, where Meta gives the reason and what to do.',
	},
	131037: {
		code: 'not-allowed',
		meaning: 'The display name of the number is not approved',
		advice: 'Submit the display name for approval in the WhatsApp Manager.',
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
		advice: 'Nothing was done. Check metastatus.com/whatsapp-business-api and try again later.',
		isRetriable: true,
	},
	133005: { code: 'not-allowed', meaning: 'The two-step verification PIN is wrong' },
	133006: {
		code: 'not-allowed',
		meaning: 'The number must be verified before it can be registered',
		advice: 'Verify the number in the WhatsApp Manager, then register it again.',
	},
	133008: {
		code: 'not-allowed',
		meaning: 'The two-step verification PIN was entered incorrectly too often',
		advice: "Wait as long as Meta's answer says.",
	},
	133009: {
		code: 'not-allowed',
		meaning: 'The two-step verification PIN was entered too quickly',
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
		advice: 'Once switched on, they stay on.',
	},
	200007: {
		code: 'not-allowed',
		meaning: 'Template insights are not switched on for this account',
		advice: 'Confirm template analytics in the WhatsApp Manager, under Insights.',
	},
	1752041: {
		code: 'request-refused',
		meaning: 'The business was already invited to the Marketing Messages API',
		advice: 'There is nothing to do: the invitation covers all accounts of the business.',
	},
	2388012: {
		code: 'request-refused',
		meaning: 'The account already has this phone number',
		advice: 'Choose a number that is not in the account.',
	},
	2388019: {
		code: 'template-refused',
		meaning: TEMPLATE_LIMIT,
		advice: 'Delete unused templates, or verify the business to raise the limit.',
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
		advice: "Meta's answer says what is missing in the old or the new account.",
	},
	2494100: {
		code: 'service-unavailable',
		meaning: 'The phone number is in maintenance mode',
		advice: 'Nothing was sent. Try again in a few minutes.',
		isRetriable: true,
	},
	2593107: {
		code: 'request-refused',
		meaning: 'Contacts or history of this number can be synchronized only once',
		advice: 'Disconnect the WhatsApp Business app from the account and connect it again.',
	},
	2593108: {
		code: 'request-refused',
		meaning: 'Contacts and history can be synchronized only within the first 24 hours',
		advice: 'Disconnect the WhatsApp Business app from the account and connect it again.',
	},
};
