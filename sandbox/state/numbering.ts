import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

import type { Settings } from '../settings';

/** A country in which WhatsApp's ID of a person differs from the number as it is dialled. */
interface Exception {
	/** The number as it is dialled abroad, from any of its forms; undefined for other numbers. */
	dial(digits: string): string | undefined;
	/** WhatsApp's ID of a number as it is dialled. */
	identify(dialled: string): string;
}

/**
 * Where the ID differs for many people. It differs the other way for some, whose ID `setId` tells.
 * - Brazil: area codes above 29 lack the ninth digit (github.com/wwebjs/whatsapp-web.js/issues/596, 2021-03-18).
 * - Mexico: a 1 behind the country code, which has not been dialled since 2019.
 * - Argentina: a 9 behind the country code, which few people write.
 */
const EXCEPTIONS: readonly Exception[] = [
	{
		dial: (digits) =>
			/^55\d\d9?[6-9]\d{7}$/.test(digits)
				? digits.replace(/^(55\d\d)9?(\d{8})$/, '$19$2')
				: undefined,
		identify: (dialled) => dialled.replace(/^(55[3-9]\d)9/, '$1'),
	},
	{
		dial: (digits) =>
			/^521?\d{10}$/.test(digits) ? digits.replace(/^521?(\d{10})$/, '52$1') : undefined,
		identify: (dialled) => dialled.replace(/^52/, '521'),
	},
	{
		dial: (digits) =>
			/^549?\d{10}$/.test(digits) ? digits.replace(/^549?(\d{10})$/, '549$1') : undefined,
		identify: (dialled) => dialled,
	},
];

/** Numbers that were looked up already: a campaign names each several times. */
const VALID = new Map<string, boolean>();
const MOST_KEPT = 50_000;

function isValid(dialled: string): boolean {
	const known = VALID.get(dialled);
	if (known !== undefined) return known;
	if (VALID.size >= MOST_KEPT) VALID.clear();
	const valid = parsePhoneNumberFromString(`+${dialled}`)?.isValid() === true;
	VALID.set(dialled, valid);
	return valid;
}

/** Which numbers there are, and who answers to them. */
export class Numbering {
	private readonly ids = new Map<string, string>();

	constructor(private readonly impossible: Settings['impossibleNumbers']) {}

	/** Whether a service takes the number, digits with country code. */
	accepts(digits: string): boolean {
		if (!/^\d{8,15}$/.test(digits)) return false;
		if (this.impossible === 'failLater') return true;
		return isValid(dial(digits));
	}

	/** Whether somebody can have the number that a service took. */
	canBeReached(digits: string): boolean {
		return this.impossible === 'refused' || !digits.startsWith('0');
	}

	/** WhatsApp's ID of whoever answers to a number, in whatever form it is written; anything else stays as it is. */
	idOf(number: string): string {
		const dialled = dial(number);
		return this.ids.get(dialled) ?? exceptionFor(number)?.identify(dialled) ?? number;
	}

	/** Gives the person behind a number another ID. */
	setId(number: string, id: string): void {
		this.ids.set(dial(number), id);
	}
}

function exceptionFor(digits: string): Exception | undefined {
	return EXCEPTIONS.find(({ dial }) => dial(digits) !== undefined);
}

function dial(digits: string): string {
	return exceptionFor(digits)?.dial(digits) ?? digits;
}
