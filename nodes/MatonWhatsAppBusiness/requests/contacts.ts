import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/parameters/json';
import { checkText, InputError, listParameter, readText } from '../../shared/parameters/input';
import { isBlank } from '../../shared/parameters/text-value';
import { buildMessage } from './message';

function rowsOf(value: unknown, name: string): IDataObject[] {
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

function nameOf(contact: IDataObject, place: number): IDataObject {
	const { firstName: first_name, lastName: last_name, formattedName: formatted_name } = contact;
	const name = filled({ formatted_name, first_name, last_name }, place);
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

function listed(name: string, entries: IDataObject[], place: number): IDataObject {
	const kept = entries
		.map((entry) => filled(entry, place))
		.filter((entry) => Object.keys(entry).length > 1);
	return kept.length > 0 ? { [name]: kept } : {};
}

function contactOf(contact: IDataObject, place: number): IDataObject {
	const organization = filled({ company: contact.company }, place);
	return {
		name: nameOf(contact, place),
		...listed(
			'phones',
			rowsOf(contact.phones, 'phone').map(({ phone, type }) => ({ phone, type })),
			place,
		),
		...listed(
			'emails',
			rowsOf(contact.emails, 'email').map(({ email, type }) => ({ email, type })),
			place,
		),
		...(Object.keys(organization).length > 0 ? { org: organization } : {}),
	};
}

/** Address cards to save (spec D, "Send Contact Message"). */
export const contactsMessage = buildMessage('contacts', (context) => {
	const contacts = listParameter(context, 'contacts.contact');
	if (contacts.length === 0) {
		throw new InputError("The field 'Contacts' is empty", 'Add at least one contact.');
	}
	return contacts.map(contactOf);
});
