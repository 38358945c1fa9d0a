/** How Brazil writes the number of a person (CPF) and of a company (CNPJ) to the tax office (Receita Federal). */
const WRITTEN = /^(?:\d{3}\.\d{3}\.\d{3}-\d{2}|\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2})$/;

/** The last two digits alone behind a dash, as in `123456789-09`. */
const DASHED = /^[\d.\s]+(?:\/\d{4})?-\d{2}$/;

const NAMED = /^\W*(?:CPF|CNPJ)\b/i;

const CPF_LENGTH = 11;
const CNPJ_LENGTH = 14;

/** The first establishment of a company, as nearly all numbers of companies name it. */
const FIRST_BRANCH = '0001';

/** A check digit of both kinds: weights grow from 2 on from the right, and for companies start again after 9. */
function checkDigit(digits: string, highestWeight: number): number {
	const sum = [...digits].reverse().reduce((total, digit, place) => {
		return total + Number(digit) * (2 + (place % (highestWeight - 1)));
	}, 0);
	const rest = sum % 11;
	return rest < 2 ? 0 : 11 - rest;
}

function hasCheckDigits(digits: string, highestWeight: number): boolean {
	const first = checkDigit(digits.slice(0, -2), highestWeight);
	const second = checkDigit(digits.slice(0, -2) + String(first), highestWeight);
	return digits.endsWith(`${first}${second}`);
}

/** Whether the digits are those of a person, by their check digits: one in a hundred numbers of that length. */
export function isPersonTaxNumber(digits: string): boolean {
	return digits.length === CPF_LENGTH && hasCheckDigits(digits, 12);
}

/** Whether the digits are those of a company, by their check digits. */
export function isCompanyTaxNumber(digits: string): boolean {
	return digits.length === CNPJ_LENGTH && hasCheckDigits(digits, 9);
}

/** Whether a text is written as a Brazilian tax number, or is a company's in bare digits. */
export function isTaxNumber(text: string): boolean {
	if (WRITTEN.test(text)) return true;
	const digits = text.replace(/\D/g, '');
	if (isCompanyTaxNumber(digits) && digits.slice(8, 12) === FIRST_BRANCH) {
		return !text.includes('+');
	}
	return DASHED.test(text) && (isPersonTaxNumber(digits) || isCompanyTaxNumber(digits));
}

/** Whether a text says of itself that it is one. */
export function namesTaxNumber(text: string): boolean {
	return NAMED.test(text);
}
