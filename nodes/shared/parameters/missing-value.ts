/** What JavaScript and Luxon write for values that are not there. */
const WORDS = ['undefined', 'null', 'NaN', 'Invalid Date', 'Invalid DateTime'];

/** Whether a text is nothing but what JavaScript makes of a value that is not there. */
export function isMissingValue(text: string): boolean {
	return WORDS.includes(text.trim());
}

/** These words mean nothing else, but in texts about programming. */
const SURE = /(?<![\p{L}\p{N}_])(?:undefined|NaN|Invalid Date(?:Time)?)(?![\p{L}\p{N}_])/gu;

/**
 * `null` is zero in German and Norwegian, so it counts only where a value stands: first of all, after a greeting, or behind
 * a sign that announces one.
 */
const NULL =
	/(?<=^\s*|[:#=/(€$£₹]\s?|(?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Hh]allo|[Ll]iebe[rs]?|[Hh]ola|[Oo]l[áa]|[Cc]iao|[Bb]onjour)\s)null(?![\p{L}\p{N}_])/gu;

const CODE = /```[^]*?```|`[^`\n]*`/g;

const ABOUT_PROGRAMMING = /\b(?:JavaScript|TypeScript|Python|SQL|JSON|TypeError|ReferenceError)\b/i;

/** Part of a longer word or of code, e.g. `undefined-behaviour`, `a.undefined` or `undefined.name`. */
const isPart = (before: string, after: string) =>
	/[\p{L}\p{N}_][.-]$/u.test(before) || /^[.-][\p{L}\p{N}_]/u.test(after);

const QUOTE = /["'“”„‘’‚«»‹›]/;

const isQuoted = (before: string, after: string) =>
	QUOTE.test(before.slice(-1)) && QUOTE.test(after.slice(0, 1));

const AROUND = 20;

/** A word that stands where a value is missing, and the text around it. */
export interface MissingWord {
	word: string;
	around: string;
}

/**
 * Finds what JavaScript makes of a value that is not there inside a longer text, e.g. `Hello undefined, your order`. Words
 * in quotation marks or code are meant as words.
 */
export function findMissingWord(text: string): MissingWord | undefined {
	const prose = text.replace(CODE, (code) => ' '.repeat(code.length));
	const found = [...prose.matchAll(SURE), ...prose.matchAll(NULL)].find(({ 0: word, index }) => {
		const [before, after] = [prose.slice(0, index), prose.slice(index + word.length)];
		return !isPart(before, after) && !isQuoted(before, after);
	});
	if (!found || ABOUT_PROGRAMMING.test(prose)) return undefined;
	const { 0: word, index } = found;
	const around = text.slice(Math.max(0, index - AROUND), index + word.length + AROUND);
	return { word, around: around.replace(/\s+/g, ' ').trim() };
}
