import type { INodeProperties } from 'n8n-workflow';

import { COUNTRIES } from './countries';
import { addOptions, writesSomething, type Operation } from './operation';

/** The Maton connection that overrides the credential's. */
export const matonConnection: INodeProperties = {
	displayName: 'Connection',
	name: 'connection',
	type: 'resourceLocator',
	default: { __rl: true, mode: 'list', value: '' },
	displayOptions: { show: { '/authentication': ['matonApi'] } },
	description: 'The Maton connection to use instead of the one in the credential',
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

/** What an operation does, as far as its options depend on it. */
export interface OperationTraits {
	/** Messages go out by it. */
	sends: boolean;
	/** It sends or changes something. */
	writes: boolean;
	/** It takes the number of a contact. */
	takesNumber: boolean;
	/** Names the method that lists template names; without it they are typed in. */
	templateNames?: string;
}

function allowedTemplates(templateNames: string | undefined): INodeProperties {
	const field = { displayName: 'Allowed Templates', name: 'allowedTemplates' };
	const effect = 'The node refuses all others before any call. An empty list allows none.';
	if (templateNames === undefined) {
		return {
			...field,
			type: 'string',
			default: '',
			placeholder: 'e.g. order_update, welcome_*',
			description: `Names of templates that the node can send, separated by commas; * at the end matches anything. ${effect}`,
		};
	}
	return {
		...field,
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: templateNames },
		default: [],
		description: `Templates that the node can send. ${effect} Choose from the list, or specify names, with * as a wildcard at the end, using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
	};
}

const allowedNumbers: INodeProperties = {
	displayName: 'Allowed Numbers',
	name: 'allowedNumbers',
	type: 'string',
	default: '',
	placeholder: 'e.g. 14155551234, 49*',
	description:
		'Numbers that the node can write to and contacts that it can change, separated by commas; * at the end matches any further digits. The node refuses all others before any call. An empty list allows none.',
};

const maxRecipients: INodeProperties = {
	displayName: 'Max Recipients',
	name: 'mostRecipients',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 10,
	description: 'How many recipients one item can have. The node refuses more before any call.',
};

const maxSends: INodeProperties = {
	displayName: 'Max Sends',
	name: 'mostSends',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 10,
	description:
		'How many messages nodes with this setting can send in one execution, across all runs',
};

/** What an AI agent may do with the node; a limit that was not added does not apply. */
function agentLimits({ sends, templateNames }: OperationTraits): INodeProperties {
	return {
		displayName: 'Agent Limits',
		name: 'agentLimits',
		type: 'collection',
		placeholder: 'Add Limit',
		default: {},
		description:
			'Limits for an AI agent that uses this node as a tool. They apply in workflows too.',
		options: [
			allowedNumbers,
			...(sends ? [allowedTemplates(templateNames), maxRecipients, maxSends] : []),
		],
	};
}

const defaultCountry: INodeProperties = {
	displayName: 'Default Country',
	name: 'defaultCountryCode',
	type: 'options',
	default: '',
	options: [{ name: '[None]', value: '' }, ...COUNTRIES],
	description:
		'The country for numbers without a country code. Enter numbers from other countries with + or 00.',
};

const includeInputFields: INodeProperties = {
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	type: 'boolean',
	default: true,
	description:
		'Whether to keep the fields of the input item in each output item. If names collide, the fields of this node win.',
};

/** Entry of Options of operations whose items are read from an answer. */
export const includeResponse: INodeProperties = {
	displayName: 'Include Response',
	name: 'includeResponse',
	type: 'boolean',
	default: true,
	description: 'Whether to add the unchanged answer of the service to each item as `response`',
};

const includeUsage: INodeProperties = {
	displayName: 'Include Usage',
	name: 'includeUsage',
	type: 'boolean',
	default: true,
	description: 'Whether each item shows how many calls it took',
};

const previewOnly: INodeProperties = {
	displayName: 'Preview Only',
	name: 'previewOnly',
	type: 'boolean',
	default: true,
	description:
		'Whether to send nothing and return the text, the request, the number of calls and any problems instead. Read operations still run.',
};

const resendMemory: INodeProperties = {
	displayName: 'Remember What Was Sent',
	name: 'resendMemory',
	type: 'boolean',
	default: true,
	description:
		'Whether a retry of this node (Retry On Fail) skips what an earlier try already sent',
};

/** Entries of Options that every service has, for one operation. */
export function deliveryFields(traits: OperationTraits): INodeProperties[] {
	const { sends, writes, takesNumber } = traits;
	return [
		...(writes && (takesNumber || sends) ? [agentLimits(traits)] : []),
		...(takesNumber || sends ? [defaultCountry] : []),
		includeInputFields,
		includeUsage,
		...(writes ? [previewOnly, resendMemory] : []),
	];
}

/** An operation on the account or its connections, which is about no contact, with the options of its requests. */
export function addAccountOptions(operation: Operation): Operation {
	const writes = writesSomething(operation);
	return addOptions(operation, deliveryFields({ sends: false, writes, takesNumber: false }));
}
