import { isTaxNumber, namesTaxNumber } from './tax-number';

/** Why a text is not read as one phone number. */
export type TextProblem = 'unreadable' | 'date' | 'several' | 'shortened' | 'tax-number';

/** A text as one phone number, in digits, with what stands around them. */
export interface PhoneNumberText {
	digits: string;
	/** It begins with `+`, so its country code is there. */
	hasPlus: boolean;
	/** It begins with brackets: an area code, or now and then the code of the chosen country. */
	bracketed: boolean;
}

/** The digits of a number that a sheet or a keypad may show in one group. */
const LOCAL_DIGITS = 7;

/** Digits of any script as 0 to 9. Their blocks have ten each, one after another (Unicode, "Nd"). */
function toAsciiDigit(digit: string): string {
	const code = digit.codePointAt(0)!;
	let first = code;
	while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
	return String((code - first) % 10);
}

/** The same number in plain characters: one kind of digit, space and dash, and nothing that does not show. */
function toPlain(text: string): string {
	return text
		.normalize('NFKC')
		.replace(/[^\P{Nd}0-9]/gu, toAsciiDigit)
		.replace(/\p{Cf}/gu, '')
		.replace(/[\p{Pd}\u2212]/gu, '-')
		.replace(/[^\S\n]+/g, ' ')
		.trim();
}

const LINK =
	/^(?:https?:\/\/)?(?:wa\.me\/|api\.whatsapp\.com\/send\/?\?phone=)(\+?\d+)\/?(?:[?&].*)?$/i;
/** WhatsApp's own name of a chat with one person. */
const CHAT_NAME = /^(\d+)@(?:c\.us|s\.whatsapp\.net)$/i;
/** Words before the number, e.g. `tel:`, `Mobile: ` or a name. A word that touches the digits is part of an ID. */
const LABEL = /^[^\d+]*\p{L}[^\d+]*(?:[\s:=<("']|\.(?=\+))(?=[\d+])/u;
/** Words in brackets behind the number, e.g. `(WhatsApp)` or a name. */
const NOTE = /\s*\([^()\d+]*\p{L}[^()\d+]*\)$/u;
/** The two letters that a BSUID begins with. */
const BSUID_START = /^[a-z]{2}\.\s/i;

/** The number without what people paste around it. */
function withoutSurroundings(text: string): string {
	const linked = LINK.exec(text)?.[1] ?? CHAT_NAME.exec(text)?.[1];
	if (linked !== undefined) return linked;
	const label = BSUID_START.test(text) ? undefined : LABEL.exec(text)?.[0];
	const bracket = label?.endsWith('(') ? '(' : '';
	const bare = label === undefined ? text : bracket + text.slice(label.length);
	return bare
		.trim()
		.replace(NOTE, '')
		.replace(/^[<"'=]+|[>"';,.]+$/g, '')
		.replace(/^\((\+[^()]*)\)$/, '$1');
}

/** A month or two years, e.g. `2024-11` and `2024/25`. */
const PERIOD = /^(?:19|20)\d\d[-/]\d\d$/;

function isDate(text: string): boolean {
	const dense = text
		.replace(/\s*([-./])\s*/g, '$1')
		.replace(/^(\d{1,4}) (\d{1,2}) (\d{1,4})$/, '$1-$2-$3');
	if (PERIOD.test(dense)) return true;
	const parts = /^(\d{1,4})([-./])(\d{1,2})\2(\d{1,4})$/.exec(dense.replace(/[T ]\d.*$/, ''));
	if (!parts) return false;
	const [first, middle, last] = [parts[1], parts[3], parts[4]].map(Number) as [
		number,
		number,
		number,
	];
	const isDay = (day: number, month: number) => day >= 1 && day <= 31 && month >= 1 && month <= 12;
	if (parts[1]!.length === 4) return isDay(last, middle);
	if (parts[4]!.length !== 4 && parts[4]!.length !== 2) return false;
	return last > 0 && (isDay(first, middle) || isDay(middle, first));
}

/** A whole number that a sheet shows with decimals or thousands separators. */
function withoutSheetFormat(text: string): string {
	const decimal = /^(\+?\d{7,})[.,]0+$/.exec(text)?.[1];
	if (decimal !== undefined) return decimal;
	return /^\d{1,3}(,\d{3}){2,}$/.test(text) ? text.replace(/,/g, '') : text;
}

/** A value, a share or a coordinate of a sheet, a number below zero, or the place in a list before a number. */
const OTHER_NUMBER = /^-\d|^\d{1,6}\.\d{1,6}$|^\d{1,2}\.\s+\d/;

const countDigits = (text: string) => text.replace(/\D/g, '').length;

/** Whether the text holds two numbers that each could be dialled. */
function isSeveral(text: string): boolean {
	if (/[,;|&\n]/.test(text)) return true;
	if ((text.match(/\+/g) ?? []).length > 1) return true;
	const groups = text.split(/[\s/]+/).filter((group) => countDigits(group) >= LOCAL_DIGITS);
	const codeWithArea = /^(?:\+|00)\d{1,7}$/.test(groups[0] ?? '');
	return groups.length > 1 && !(codeWithArea && groups.length === 2);
}

/** A digit or two behind seven in a row: another number's end, or an extension. */
const LOOSE_DIGITS = /\d{7}[-/ ]\d\d?$/;

/** A last digit alone, but behind dashes that part the number by threes. */
const LOOSE_DIGIT = /\/\d$|(?<!-\d{3})-\d$/;

/** The end of another number behind one that is as long as a full one, e.g. `01512 345 67 89/90`. */
const OTHER_END = /^(?:\D*\d){9,}\D*\/\d{1,4}$/;

/** Whether the last digits are another number's end, as Germans write it, or an extension. */
function hasLooseEnd(text: string): boolean {
	const dense = text.replace(/ ?([-/]) ?/g, '$1');
	return [LOOSE_DIGITS, LOOSE_DIGIT, OTHER_END].some((end) => end.test(dense));
}

/**
 * Reads what people type, paste or keep in sheets as a phone number: in digits of any script, behind a label, a name,
 * `whatsapp:`, `tel:` or `https://wa.me/`, with the decimals of a sheet. Does not tell whether such a number exists.
 */
export function readPhoneNumberText(text: string): PhoneNumberText | TextProblem {
	const plain = toPlain(text);
	const bare = withoutSheetFormat(withoutSurroundings(plain));
	if (isDate(bare)) return 'date';
	if (isTaxNumber(bare) || namesTaxNumber(plain)) return 'tax-number';
	if (OTHER_NUMBER.test(bare)) return 'unreadable';
	if (/^\d+(?:[.,]\d+)?e\+?\d+$/i.test(bare)) return 'shortened';
	if (isSeveral(bare) && countDigits(bare) >= 2 * LOCAL_DIGITS) return 'several';
	if (!/^\(?\+?[\d\s().\-/]+$/.test(bare) || /\d{9,}[.]\d{1,3}$/.test(bare)) return 'unreadable';
	if (hasLooseEnd(bare)) return 'several';
	const dense = bare.replace(/[\s.\-/]/g, '');
	const hasPlus = /^\(?\+/.test(dense);
	const digits = dense.replace(/\D/g, '');
	return {
		digits: hasPlus ? digits.replace(/^00/, '') : digits,
		hasPlus,
		bracketed: !hasPlus && dense.startsWith('('),
	};
}
