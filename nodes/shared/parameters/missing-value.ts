/** What JavaScript and Luxon write for values that are not there. */
const WORDS = ['undefined', 'null', 'NaN', 'Invalid Date', 'Invalid DateTime'];

/** Whether a text is nothing but what JavaScript makes of a value that is not there. */
export function isMissingValue(text: string): boolean {
	return WORDS.includes(text.trim());
}

/** These words mean nothing else, but in texts about programming; several in a row are a value of parts. */
const SURE =
	/(?<![\p{L}\p{N}_])(?:(?:undefined|NaN)(?:[_-]?(?:undefined|NaN|null))*|Invalid Date(?:Time)?)(?![\p{L}\p{N}_])/gu;

/** In WhatsApp's marks for italic, or with the unit of the number that is none right behind it, e.g. `NaNkg`. */
const IN_MARKS =
	/(?<=(?<![\p{L}\p{N}_])_)(?:undefined|NaN|null)(?=_(?![\p{L}\p{N}_]))|(?<![\p{L}\p{N}_])NaN(?=(?:[kmµcd]?[gml]|km|cm|kWh|kW|min|px|pcs|(?:EUR|USD|GBP|CHF|INR|BRL))(?![\p{L}\p{N}_]))/gu;

/** Behind the beginning of a number in small letters, e.g. `inv-undefined` or `order_undefined`. */
const IN_NUMBER =
	/(?<=(?<![\p{L}\p{N}_-])(?:inv|invoice|ord|order|rechnung|ticket|booking|ref|id|no|nr|bill|customer|client)[_-])(?:undefined|NaN|null)(?![\p{L}\p{N}_-])/giu;

const NULL = /(?<![\p{L}\p{N}_])null(?![\p{L}\p{N}_])/gu;

/** The word at the end of a file's name, e.g. `Invoice_undefined.pdf`. */
const IN_FILE =
	/(?:(?<![\p{L}\p{N}])(?:undefined|NaN)|(?<=^|[/_-])null)(?=\.(?:pdf|docx?|xlsx?|pptx?|csv|txt|jpe?g|png|mp4)(?![\p{L}\p{N}]))/gu;

const GREETED =
	/(?<![\p{L}\p{N}])(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|mrs?\.?|ms\.?|dr\.?|hallo|liebe[rs]?|herrn?|frau|guten (?:tag|morgen|abend)|hola|sra?\.?|ol[áa]|ciao|bonjour),?[^\S\n][*~]?$/iu;

/** Python's word in the place of a name, as in `Hello None,`; elsewhere it is an answer. */
const NONE = /(?<![\p{L}\p{N}_])None(?=[*~]?(?:[,!]|\s*(?:\n|$)))/gu;

const NUMBERED = /(?<![\p{L}\p{N}])(?:order|invoice|booking|ticket)(?: (?:no\.|number))?\s[*~]?$/iu;

/** Ahead of a value that stands alone: the beginning, or a sign that announces one. */
const ANNOUNCED = /(?:^\s*|[:#=/(€$£₹]\s?)[*~]?$/u;

/** Ahead of a value even in a text about programming, where `:`, `=` and `(` belong to code. */
const ADDRESSED = /[#€$£₹]\s?[*~]?$|https?:\/\/\S+\/$/u;

/** The beginning of a number that a value completes, e.g. `INV-`. */
const NUMBER_BEGUN = /(?<![\p{Ll}_])[\p{Lu}\p{N}]+-$/u;

/** German's zero counts a noun, e.g. `null Fehler`; `Ihr` and the like begin what follows a greeting. */
const COUNTED =
	/^\s(?!(?:Ihre?|Wir|Sie|Danke|Your|Thanks?|Please|Welcome)(?!\p{L}))(?=\p{Lu}\p{L}{2})\p{Lu}*\p{Ll}/u;

const CODE = /```[^]*?```|`[^`\n]*`/g;

const ABOUT_PROGRAMMING = /\b(?:JavaScript|TypeScript|Python|SQL|JSON|TypeError|ReferenceError)\b/i;

/** Part of a longer word or of code, e.g. `undefined-behaviour`, `a.undefined` or `undefined.name`. */
const isPart = (before: string, after: string) =>
	(/[\p{L}\p{N}_][.-]$/u.test(before) && !NUMBER_BEGUN.test(before)) ||
	(/^[.-][\p{L}_]/u.test(after) && !/^\.\p{Lu}\p{Ll}/u.test(after));

/** An adjective, e.g. in `an undefined period`. */
const isAdjective = (before: string, after: string) =>
	/(?<!\p{L})an\s$/iu.test(before) && /^\s\p{Ll}/u.test(after);

/** `null` is zero in German and Norwegian, so it counts only where a value stands. */
const isNumber = (before: string, after: string) =>
	COUNTED.test(after) ||
	![GREETED, NUMBERED, ANNOUNCED].some((place) => place.test(before)) ||
	/^ and void/i.test(after);

const isAtValue = (before: string) =>
	[GREETED, NUMBERED, ADDRESSED, NUMBER_BEGUN].some((place) => place.test(before));

const QUOTE = /["'“”„‘’‚«»‹›]/;

const isQuoted = (before: string, after: string) =>
	QUOTE.test(before.slice(-1)) && QUOTE.test(after.slice(0, 1));

const AROUND = 20;

/** Most texts have none of the words, and nothing else of them is looked at. */
const ANY_WORD = /undefined|null|NaN|None|Invalid Date/;

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
	if (!ANY_WORD.test(text)) return undefined;
	const prose = text.replace(CODE, (code) => ' '.repeat(code.length));
	const isCode = ABOUT_PROGRAMMING.test(prose);
	const findAll = (words: RegExp, isMeant: (before: string, after: string) => boolean) =>
		[...prose.matchAll(words)].filter(({ 0: word, index }) => {
			const [before, after] = [prose.slice(0, index), prose.slice(index + word.length)];
			const isExcused = isQuoted(before, after) || (isCode && !isAtValue(before));
			return !isExcused && !isMeant(before, after);
		});
	const [found] = [
		...findAll(SURE, (...around) => isPart(...around) || isAdjective(...around)),
		...findAll(NULL, (...around) => isPart(...around) || isNumber(...around)),
		...findAll(NONE, (before) => !GREETED.test(before)),
		...[IN_MARKS, IN_NUMBER, IN_FILE].flatMap((words) => findAll(words, () => false)),
	];
	if (!found) return undefined;
	const { 0: word, index } = found;
	const around = text.slice(Math.max(0, index - AROUND), index + word.length + AROUND);
	return { word, around: around.replace(/\s+/g, ' ').trim() };
}
