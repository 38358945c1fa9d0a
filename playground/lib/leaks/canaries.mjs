import { randomBytes } from 'node:crypto';

/** Fields of credentials that hold a secret; the others are addresses and IDs. */
const SECRET_FIELDS = ['apiKey', 'accessToken', 'appSecret', 'verifyToken'];

/** What a trigger puts into its address, for published workflows and for test runs. */
const IN_ADDRESS = /\/webhook[\w-]*\/[\w/-]+\?token=([\w.~-]{16,})/g;

/**
 * A text that occurs nowhere but in the secrets of one run. Its signs differ from form to form, so that a secret
 * in an address or in JSON looks different from the plain one.
 */
export function newKeyMark() {
	return `-${randomBytes(8).toString('hex')}/+="&`;
}

/** What the app at Meta signs and verifies with, new for each run. */
export function newMetaApp() {
	return {
		appSecret: randomBytes(16).toString('hex'),
		verifyToken: `verify-${randomBytes(12).toString('hex')}`,
	};
}

/** The parts of Base64 that a text gives at each of the three places it can begin at. */
function base64Parts(text) {
	return [0, 1, 2].flatMap((before) => {
		const padded = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
		const whole = padded.toString('base64').replace(/=+$/, '');
		// What the neighbours share a sign with is cut off.
		const part = whole.slice(Math.ceil((before * 8) / 6), Math.floor((padded.length * 8) / 6));
		return [part, part.replaceAll('+', '-').replaceAll('/', '_')];
	});
}

/**
 * All forms in which a secret can be written.
 * @param {string} value
 * @returns {Map<string, string>} the name of the form by the text to look for
 */
export function formsOf(value) {
	const json = JSON.stringify(value).slice(1, -1);
	const forms = [
		['plain', value],
		['in an address', encodeURIComponent(value)],
		['in JSON', json],
		['in JSON within JSON', JSON.stringify(json).slice(1, -1)],
		['hexadecimal', Buffer.from(value).toString('hex')],
		...base64Parts(value).map((part) => ['Base64', part]),
	];
	return new Map(forms.reverse().map(([name, text]) => [text, name]));
}

/** Every secret in credentials that were saved, by what it is. */
export function secretsOfCredentials(credentials) {
	return credentials.flatMap(({ type, data }) =>
		SECRET_FIELDS.filter((field) => data[field]).map((field) => ({
			kind: `${type}.${field}`,
			value: data[field],
		})),
	);
}

/** Every secret in the addresses that a text names. */
export function secretsInAddresses(text) {
	const values = new Set([...text.matchAll(IN_ADDRESS)].map(([, value]) => value));
	return [...values].map((value) => ({ kind: 'webhook secret', value }));
}
