import type { INodeProperties } from 'n8n-workflow';

import { COUNTRIES } from './countries';

/**
 * The Maton connection that overrides the credential's.
 *
 * @param displayOptions where it matters
 */
export function matonConnectionField(
	displayOptions: INodeProperties['displayOptions'],
): INodeProperties {
	return {
		displayName: 'Connection',
		name: 'connection',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description: 'The connection to use instead of the one in the credential',
		displayOptions,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchConnections', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 11111111-2222-4333-8444-555555555555',
			},
		],
	};
}

/** Whose messages the guard, the preview and the default country are about. */
export interface Audience {
	/** Operations that messages go out by. */
	sends: string[];
	/** Where an operation is on one contact; each with the conditions that name it. */
	byNumber: Array<INodeProperties['displayOptions']>;
	/** Names the method that lists template names; without it they are typed in. */
	templateNames?: string;
}

function allowedTemplates(
	templateNames: string | undefined,
	displayOptions: INodeProperties['displayOptions'],
): INodeProperties {
	const field = {
		displayName: 'Guard: Allowed Templates',
		name: 'allowedTemplates',
		displayOptions,
	};
	const effect = 'Others are refused before any call; an empty list allows none.';
	if (templateNames === undefined) {
		return {
			...field,
			type: 'string',
			default: '',
			placeholder: 'e.g. order_update, welcome_*',
			description: `Names of templates that may be sent, separated by commas; * at the end stands for anything. ${effect}`,
		};
	}
	return {
		...field,
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: templateNames },
		default: [],
		description: `Templates that may be sent. ${effect} Choose from the list, or specify names, with * at the end for anything, using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
	};
}

function guardFields(
	templateNames: string | undefined,
	displayOptions: INodeProperties['displayOptions'],
): INodeProperties[] {
	return [
		{
			displayName: 'Guard: Allowed Numbers',
			name: 'allowedNumbers',
			type: 'string',
			default: '',
			placeholder: 'e.g. 14155551234, 49*',
			description:
				'Numbers that may be written to, and contacts that may be changed, separated by commas; * at the end stands for any further digits. Others are refused before any call; an empty list allows none.',
		},
		allowedTemplates(templateNames, displayOptions),
		{
			displayName: 'Guard: Max Recipients',
			name: 'mostRecipients',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 10,
			description: 'How many recipients one item may have. More are refused before any call.',
			displayOptions,
		},
		{
			displayName: 'Guard: Max Sends',
			name: 'mostSends',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 10,
			description:
				'How many messages nodes with this setting may send in one execution, over all their runs together',
			displayOptions,
		},
	];
}

function defaultCountry(displayOptions: INodeProperties['displayOptions']): INodeProperties {
	return {
		displayName: 'Default Country',
		name: 'defaultCountryCode',
		type: 'options',
		default: '',
		options: [{ name: '[None]', value: '' }, ...COUNTRIES],
		description:
			'The country of numbers without a country code, which are completed by its rules. Numbers with + or 00 stay as they are.',
		displayOptions,
	};
}

/** Delivery options that every service has. */
export function deliveryFields({ sends, byNumber, templateNames }: Audience): INodeProperties[] {
	const onSends = { show: { '/operation': sends } };
	return [
		...guardFields(templateNames, onSends),
		...byNumber.map(defaultCountry),
		{
			displayName: 'Include Usage',
			name: 'includeUsage',
			type: 'boolean',
			default: false,
			description: 'Whether each item tells how many calls its input item took',
		},
		{
			displayName: 'Preview Only',
			name: 'previewOnly',
			type: 'boolean',
			default: false,
			description:
				'Whether to send and change nothing, and return the text, the request, its cost in calls and what is wrong with it. Reading goes on as ever.',
		},
		{
			displayName: 'Remember What Was Sent',
			name: 'resendMemory',
			type: 'boolean',
			default: true,
			description:
				'Whether a second try of this node (Retry On Fail) leaves out what an earlier try already sent',
		},
	];
}
