import { nameInDisposition } from '../http/answers/answer';
import { checkText, textParameter, type ParameterSource } from '../parameters/input';

/** A part of an address without its encoding, or as it stands where that is broken. */
function decode(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

/**
 * The name that a user gave a file for the customer to see; empty where they gave none.
 *
 * @throws InputError for what is no text, and for the word of a value that is not there, e.g. `undefined`
 */
export function readChosenName(context: ParameterSource, parameter: string): string {
	const name = textParameter(context, parameter, 'File Name').trim();
	checkText('File Name', name, Infinity, false);
	return name;
}

/** The last step of an address's path; empty where it ends with a slash. */
export function readNameInPath(url: URL): string {
	return decode(url.pathname.split('/').pop() ?? '');
}

/**
 * The name that the file behind an address has, as far as the address tells: by the disposition that signed addresses
 * of storages hold, or by its path. Without an ending it is no name of a file, since WhatsApp shows a document by it.
 *
 * @returns undefined where the address tells none
 */
export function findNameInAddress(address: string): string | undefined {
	const url = new URL(address);
	const told = nameInDisposition(
		url.searchParams.get('response-content-disposition') ??
			url.searchParams.get('rscd') ??
			undefined,
	);
	return [told, readNameInPath(url)].find((name) => name && /[^.]\.[a-z0-9]{1,5}$/i.test(name));
}
