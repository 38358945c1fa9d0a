import type { INodeProperties } from 'n8n-workflow';

const text = (
	displayName: string,
	name: string,
	placeholder: string,
	description?: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder,
	...(description === undefined ? {} : { description }),
});

const kind = (preset: string, ...others: string[]): INodeProperties => ({
	displayName: 'Type',
	name: 'type',
	type: 'options',
	default: preset,
	options: [preset, ...others].sort().map((value) => ({
		name: value.charAt(0) + value.slice(1).toLowerCase(),
		value,
	})),
});

const rows = (
	displayName: string,
	name: string,
	row: string,
	values: INodeProperties[],
): INodeProperties => ({
	displayName,
	name,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: `Add ${row}`,
	default: {},
	options: [{ displayName: row, name: row.toLowerCase(), values }],
});

/** What a card holds, as n8n's own WhatsApp node asks for it (Meta, "Contacts messages", May 2026). */
const card: INodeProperties[] = [
	text('First Name', 'firstName', 'e.g. John'),
	text('Last Name', 'lastName', 'e.g. Doe'),
	text(
		'Formatted Name',
		'formattedName',
		'e.g. Dr. John Doe',
		'The full name to show. Leave empty to show first and last name.',
	),
	rows('Phones', 'phones', 'Phone', [
		text('Phone', 'phone', 'e.g. +14155551234'),
		kind('MOBILE', 'CELL', 'HOME', 'IPHONE', 'MAIN', 'WORK'),
		text(
			'WhatsApp User ID',
			'waId',
			'e.g. 14155551234',
			'Lets the recipient write to this contact. Leave empty to use Phone, if that is a full number.',
		),
	]),
	rows('Emails', 'emails', 'Email', [
		text('Email', 'email', 'e.g. name@example.com'),
		kind('HOME', 'WORK'),
	]),
	text('Company', 'company', 'e.g. Example Shop'),
	text('Department', 'department', 'e.g. Sales'),
	text('Job Title', 'jobTitle', 'e.g. Head of Sales'),
	rows('Addresses', 'addresses', 'Address', [
		text('Street', 'street', 'e.g. 1 Main Street'),
		text('City', 'city', 'e.g. San Francisco'),
		text('State', 'state', 'e.g. CA'),
		text('ZIP', 'zip', 'e.g. 94103'),
		text('Country', 'country', 'e.g. United States'),
		text('Country Code', 'countryCode', 'e.g. US', 'Two letters'),
		kind('HOME', 'WORK'),
	]),
	rows('URLs', 'urls', 'URL', [
		text('URL', 'url', 'e.g. https://www.example.com'),
		kind('HOME', 'WORK'),
	]),
	text('Birthday', 'birthday', 'e.g. 1990-05-17', 'As YYYY-MM-DD'),
	text('Middle Name', 'middleName', 'e.g. William'),
	text('Prefix', 'prefix', 'e.g. Dr.'),
	text('Suffix', 'suffix', 'e.g. Jr.'),
];

/** The cards of a message. */
export const contactFields: INodeProperties[] = [
	{
		displayName: 'Contacts',
		name: 'contacts',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Contact',
		default: {},
		options: [{ displayName: 'Contact', name: 'contact', values: card }],
	},
];
