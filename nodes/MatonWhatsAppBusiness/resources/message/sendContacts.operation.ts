import type { INodeProperties } from 'n8n-workflow';

import { contactsMessage } from '../../requests/contacts';
import { messageOperation } from './message-operation';

const text = (displayName: string, name: string, placeholder: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder,
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

/** POST /{phone_number_id}/messages (spec D, "Send Contact Message"). */
export const sendContacts = messageOperation(
	{
		name: 'Send Contacts',
		value: 'sendContacts',
		action: 'Send contacts',
		description: 'Send address cards to save to somebody who wrote within the last 24 hours',
	},
	[contactsMessage],
	[
		{
			displayName: 'Contacts',
			name: 'contacts',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Contact',
			default: {},
			options: [
				{
					displayName: 'Contact',
					name: 'contact',
					values: [
						text('First Name', 'firstName', 'e.g. John'),
						text('Last Name', 'lastName', 'e.g. Doe'),
						{
							...text('Formatted Name', 'formattedName', 'e.g. Dr. John Doe'),
							description: 'The whole name as it is shown. First and last name when left empty.',
						},
						rows('Phones', 'phones', 'Phone', [
							text('Phone', 'phone', 'e.g. +14155551234'),
							kind('MOBILE', 'HOME', 'IPHONE', 'MAIN', 'WORK'),
						]),
						rows('Emails', 'emails', 'Email', [
							text('Email', 'email', 'e.g. name@example.com'),
							kind('HOME', 'WORK'),
						]),
						text('Company', 'company', 'e.g. Example Shop'),
					],
				},
			],
		},
	],
);
