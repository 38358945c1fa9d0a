/** What a text holds that somebody or something left in it, and that no customer is to read. */
export interface LeftOver {
	/** What it is, after `contains`. */
	what: string;
	found: string;
	advice: string;
}

interface Kind extends Omit<LeftOver, 'found'> {
	pattern: RegExp;
	/** Whether it is one in code too. */
	isAlsoCode?: true;
}

/** Errors of Excel ([MS-VSDX] 2.5.4.14 "PtgErr", and its German, French, Portuguese and Italian words, as public clients list them, November 2026) and of Google Sheets. */
const SHEET_ERROR =
	/(?<![\p{L}\p{N}_&/#])#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|ERROR!|NV|WERT!|BEZUG!|ZAHL!|[¡¿]\p{Lu}+[!?]|(?<!["'“”„«‘]#)(?:VALEUR!|NOM\?|NOME\?|NÚM!|RIF!)|(?<=(?:^|[:=(€$£₹])\s*#)(?:N\/D|VALORE?!))(?![\p{L}\p{N}_/])/u;

const CODES = '(?:EUR|USD|GBP|CHF|INR|BRL)';

/**
 * What JavaScript makes of a division by zero, beside its unit. `Infinity pool` is a word, and in `10 EUR Infinity pass` and
 * `Infinity €20` the unit belongs to another number.
 */
const INFINITE = new RegExp(
	`(?<!\\d\\s?)(?:[€$£₹]|(?<!\\p{L})${CODES}\\s)\\s?-?Infinity(?!\\p{L}|\\p{N}|\\s\\p{L})|(?<![\\p{L}\\p{N}])-?Infinity\\s?(?:[€$£₹%]|${CODES}(?!\\p{L}))(?!\\s?\\d)|^\\s*-Infinity\\s*$`,
	'u',
);

const KINDS: readonly Kind[] = [
	{
		what: 'an expression that n8n does not resolve',
		// What refers to an item or a date. A `$` before a digit is a price.
		pattern:
			/\{\{(?=[^{}]{0,300}\$(?:json|binary|node|items?|input|now|today|vars|fromAI|\()(?![\w$]))[^{}]*(?:\{[^{}]*\}[^{}]*)?\}\}/u,
		advice: 'Switch the field to Expression, here or in the node that the value comes from.',
	},
	{
		what: 'an error of a spreadsheet',
		pattern: SHEET_ERROR,
		advice: 'Correct the cell that it comes from.',
	},
	{
		what: "a placeholder of n8n's editor",
		pattern:
			/\[(?:No path back to node|Execute (?:previous nodes|node [^\]\n]{1,80}) for preview|ERROR: [^\]\n]{0,200})\]/,
		advice: 'Check the expression that it comes from, and enter it again.',
	},
	{
		what: 'a placeholder that nothing fills',
		// In quotation marks it is named, between dollar signs a formula, and in capitals a shell's.
		pattern:
			/(?<!["'“”„«‘$])\$\{\s*(?![\p{Lu}\d_]+\s*\})[\p{L}_$][\w.$?[\]'"]{0,80}\s*\}(?!["'“”»’$])/u,
		advice: 'Switch the field to Expression, and write {{ }} around an expression instead of ${ }.',
	},
	{
		what: "a model's thoughts",
		pattern: /<\/?think(?:ing)?>/i,
		advice:
			"Remove the text between <think> and </think>. In 'Send Text', Options → Formatting → Markdown does that.",
	},
	{
		what: 'an HTML page',
		pattern: /^\s*(?:<!doctype\s+html|<html[\s>])/i,
		advice: 'Look at what the node before received: it may be the error page of a server.',
		isAlsoCode: true,
	},
	{
		what: 'a number that is infinite',
		pattern: INFINITE,
		advice: 'The expression divides by zero. Check the numbers in it.',
	},
	{
		what: 'a date that is none',
		pattern:
			/^\s*Invalid date\s*$|(?<=(?<!(?:error|fehler|erro)\s?)[:=] )Invalid date(?= at |\s*(?:[\n.,]|$))/i,
		advice: 'An expression turns a value into a date, but the value is not a date. Check it.',
	},
];

const CODE = /```[^]*?```|`[^`\n]*`/g;

/** Most texts have none of these, and nothing else of them is looked at. */
const ANY =
	/\{\{|\$\{|#[\p{Lu}¡¿]|\[(?:No path|Execute|ERROR:)|<(?:!doctype|html|\/?think)|Infinity|Invalid date/iu;

/** Finds what customers read where an expression, a sheet, a model or a server went wrong. Code may name it. */
export function findLeftOver(text: string): LeftOver | undefined {
	if (!ANY.test(text)) return undefined;
	const prose = text.replace(CODE, (code) => ' '.repeat(code.length));
	for (const { pattern, isAlsoCode, what, advice } of KINDS) {
		const [found] = pattern.exec(isAlsoCode ? text : prose) ?? [];
		if (found !== undefined) return { what, found: found.trim(), advice };
	}
	return undefined;
}
