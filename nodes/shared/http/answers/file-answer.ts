import { getHeader, nameInDisposition, type Answer } from './answer';
import { FAILURES } from '../../errors/catalogue';
import type { Refusal } from '../../errors/refusal';
import { readBareText, isPage, soundsRefused } from './refusal-text';

function isEmptyBody(body: unknown): boolean {
	if (typeof body !== 'string' && !Buffer.isBuffer(body)) return false;
	return body.length === 0 || (body.length < 9 && /^\s*null\s*$/.test(String(body)));
}

function isOfType(answer: Answer, pattern: RegExp): boolean {
	return pattern.test(getHeader(answer, 'content-type') ?? '');
}

/** A sentence that says no, in place of a file that is no text by its name. */
function refusingText(answer: Answer): string | undefined {
	const words = isOfType(answer, /^text\/plain/i) ? readBareText(answer) : undefined;
	return words !== undefined && soundsRefused(words) ? words : undefined;
}

/**
 * What came in place of a file with HTTP 200: nothing, a page to sign in by, JSON, or a sentence (seen live; the content type
 * of real files is often `application/octet-stream`). A file whose name says that it is a page or JSON is one.
 *
 * @param asked the name that was asked for, if any
 * @returns undefined when the bytes may be a file
 */
export function disguisedAsFile(answer: Answer, asked = ''): Refusal | undefined {
	const { statusCode, body } = answer;
	const told = nameInDisposition(getHeader(answer, 'content-disposition')) ?? '';
	const hasEnding = (pattern: RegExp) => [asked, told].some((name) => pattern.test(name));
	const refused = (message: string): Refusal => ({
		code: 'answer-unreadable',
		message,
		httpCode: String(statusCode),
		advice: `${FAILURES['answer-unreadable'].advice} If they are right, the file is no longer stored.`,
	});
	if (isEmptyBody(body)) return refused('The answer is empty: no file came');
	if (isPage(answer) && !hasEnding(/\.x?html?$/i)) {
		return refused('The service sent a web page instead of the file');
	}
	if (isOfType(answer, /[/+]json/i) && !hasEnding(/\.json$/i)) {
		return refused('The service sent JSON instead of the file');
	}
	const words = hasEnding(/\.(txt|csv|md|log)$/i) ? undefined : refusingText(answer);
	return words === undefined
		? undefined
		: { ...refused('The service sent text instead of the file'), words };
}
