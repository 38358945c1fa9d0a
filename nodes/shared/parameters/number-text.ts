/** `1,000` and `1.000` are a thousand in some countries and one in others. */
const AMBIGUOUS = /^[1-9]\d{0,2}[.,]\d{3}$/;

const PLAIN = /^\d+(?:[.,]\d+)?$/;

/** Groups of three digits, or of two before the last three as in India, and decimals behind the other separator. */
const GROUPED =
	/^[1-9]\d{0,2}(?:([.,])\d{2,3}(?:\1\d{2,3})*\1\d{3}(?:(?!\1)[.,]\d+)?|([.,])\d{3}(?!\2)[.,]\d+)$/;

/**
 * A number as people write it, with a comma or point before the decimals and perhaps the other one between thousands.
 *
 * @returns undefined for what is no number, and where one separator could be either
 */
export function parseNumber(text: string): number | undefined {
	const sign = /^[-+]/.exec(text)?.[0] ?? '';
	const digits = text.slice(sign.length);
	const [, many, single] = GROUPED.exec(digits) ?? [];
	const separator = many ?? single;
	if (separator === undefined && (AMBIGUOUS.test(digits) || !PLAIN.test(digits))) return undefined;
	const plain = separator === undefined ? digits : digits.replaceAll(separator, '');
	return Number(`${sign}${plain.replace(',', '.')}`);
}
