import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/parameters/json';
import { checkDay } from '../../shared/parameters/date-time';
import { checkText, InputError, listParameter, readText } from '../../shared/parameters/input';
import { readDefaultCountry, toPhoneNumber } from '../../shared/parameters/number-field';
import { readPhoneNumber } from '../../shared/parameters/phone-number/phone-number';
import { isBlank } from '../../shared/parameters/text-value';
import { buildMessage } from './message';

function readRows(value: unknown, name: string): IDataObject[] {
	const rows = isObject(value) ? value[name] : undefined;
	return Array.isArray(rows) ? rows.filter(isObject) : [];
}

/** `first_name` is `First Name` in the editor. */
function toLabel(name: string): string {
	return name.replace(/_/g, ' ').replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

/** Entries that hold a text, by Meta's names. */
function filled(entries: IDataObject, place: number): IDataObject {
	const texts = Object.entries(entries).map(([name, value]) => {
		const label = `Contacts ${place + 1}, ${toLabel(name)}`;
		const text = readText(value, label).trim();
		checkText(label, text, Infinity, false);
		return [name, text] as const;
	});
	return Object.fromEntries(texts.filter(([, text]) => !isBlank(text)));
}

function readName(contact: IDataObject, place: number): IDataObject {
	const name = filled(
		{
			formatted_name: contact.formattedName,
			first_name: contact.firstName,
			last_name: contact.lastName,
			middle_name: contact.middleName,
			prefix: contact.prefix,
			suffix: contact.suffix,
		},
		place,
	);
	if (name.formatted_name === undefined) {
		name.formatted_name = [name.first_name, name.last_name].filter(Boolean).join(' ');
	}
	if (name.formatted_name === '') {
		throw new InputError(`The field 'Contacts ${place + 1}, First Name' is empty`);
	}
	// Meta wants one more part of the name beside the whole.
	if (name.first_name === undefined && name.last_name === undefined) {
		name.first_name = name.formatted_name;
	}
	return name;
}

/** Entries of a list, without those that hold nothing but their type. */
function listed(name: string, entries: IDataObject[], place: number): IDataObject {
	const kept = entries
		.map((entry) => filled(entry, place))
		.filter((entry) => Object.keys(entry).some((key) => key !== 'type'));
	return kept.length > 0 ? { [name]: kept } : {};
}

/**
 * A number of a card. Meta requires `phone` beside `wa_id` (its OpenAPI, v23.0, "PhoneObject", read on 2026-11-28).
 * Without `wa_id` the card offers to invite the person to WhatsApp instead of writing to them (seen live). A number that is not complete, as an extension, stays a number to read.
 */
function buildPhone(
	{ phone, type, waId: given }: IDataObject,
	place: number,
	country?: string,
): IDataObject {
	const label = `Contacts ${place + 1}, WhatsApp User ID`;
	const own = readText(given ?? '', label).trim();
	const text = readText(phone ?? '', `Contacts ${place + 1}, Phone`);
	if (own !== '') {
		const waId = toPhoneNumber(own, label, country);
		return { phone: isBlank(text) ? `+${waId}` : phone, type, wa_id: waId };
	}
	const read = readPhoneNumber(text, country);
	return { phone, type, ...('number' in read ? { wa_id: read.number } : {}) };
}

function readBirthday({ birthday }: IDataObject, place: number): IDataObject {
	const label = `Contacts ${place + 1}, Birthday`;
	const isEmpty = birthday === undefined || birthday === null || birthday === '';
	return isEmpty ? {} : { birthday: checkDay(label, birthday) };
}

function getContact(contact: IDataObject, place: number, country?: string): IDataObject {
	const { company, department, jobTitle: title } = contact;
	const organization = filled({ company, department, title }, place);
	const phones = readRows(contact.phones, 'phone').map((row) => buildPhone(row, place, country));
	const addresses = readRows(contact.addresses, 'address').map(
		({ street, city, state, zip, country: land, countryCode: country_code, type }) => {
			return { street, city, state, zip, country: land, country_code, type };
		},
	);
	const emails = readRows(contact.emails, 'email').map(({ email, type }) => ({ email, type }));
	const urls = readRows(contact.urls, 'url').map(({ url, type }) => ({ url, type }));
	return {
		name: readName(contact, place),
		...listed('phones', phones, place),
		...listed('emails', emails, place),
		...(Object.keys(organization).length > 0 ? { org: organization } : {}),
		...listed('addresses', addresses, place),
		...listed('urls', urls, place),
		...readBirthday(contact, place),
	};
}

/** Address cards to save (spec D, "Send Contact Message"). */
export const contactsMessage = buildMessage('contacts', (context) => {
	const contacts = listParameter(context, 'contacts.contact');
	if (contacts.length === 0) {
		throw new InputError("The field 'Contacts' is empty", 'Add at least one contact.');
	}
	const country = readDefaultCountry(context);
	return contacts.map((contact, place) => getContact(contact, place, country));
});
