import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { ANY, OTHER, UNKNOWN, type EventRow } from './events';

type ChoiceRow = Pick<EventRow, 'label' | 'value' | 'description'> & { action?: string };

const toChoice = ({ label, value, description, action }: ChoiceRow): INodePropertyOptions => ({
	name: label,
	value,
	description,
	...(action === undefined ? {} : { action }),
});

/**
 * The choice of events. n8n's palette lists each entry of the first field, so that holds the usual events, in the order in
 * which people look for them, and one entry that opens the others.
 *
 * @param usual values of the rows that come first
 * @param further rows that follow these
 */
export function eventFields(
	service: string,
	rows: readonly ChoiceRow[],
	usual: readonly string[],
	further: readonly ChoiceRow[],
): INodeProperties[] {
	const chosen = usual.flatMap((value) => rows.filter((row) => row.value === value));
	const first = [...chosen, ...further];
	const others = rows.filter((row) => !first.includes(row));
	return [
		{
			displayName: 'Events',
			name: 'events',
			type: 'multiOptions',
			required: true,
			default: ['messageReceived'],
			description: `Events that start the workflow. All names that ${service} uses for an event are covered.`,
			options: [
				...first.map(toChoice),
				{
					name: 'Any',
					value: ANY,
					action: 'On any event',
					description: `Everything ${service} sends, except own messages unless a filter lets them in`,
				},
				{
					name: 'Other',
					value: OTHER,
					action: 'On other events',
					description: 'Events of the account, of templates and others, chosen below',
				},
			],
		},
		{
			displayName: 'Other Events',
			name: 'otherEvents',
			type: 'multiOptions',
			default: [],
			description: 'Further events that start the workflow',
			displayOptions: { show: { events: [OTHER] } },
			options: [
				...others.map(toChoice),
				{
					name: 'Unknown',
					value: UNKNOWN,
					description: `Events that ${service} added after this version of the node`,
				},
			],
		},
	];
}

const channels: INodeProperties = {
	displayName: 'Channel Numbers',
	name: 'channels',
	type: 'string',
	default: '',
	placeholder: 'e.g. 15551234567',
	description: 'Business numbers, separated by commas. Events without one are ignored.',
};

const numbers: INodeProperties = {
	displayName: 'Contact Numbers',
	name: 'numbers',
	type: 'string',
	default: '',
	placeholder: 'e.g. 14155550101, 14155550102',
	description:
		'Numbers or BSUIDs of customers, separated by commas. Events without a number, such as Message Read, are ignored.',
};

const direction: INodeProperties = {
	displayName: 'Direction',
	name: 'direction',
	type: 'options',
	default: 'customers',
	description: 'Whose messages start the workflow',
	options: [
		{
			name: 'Both',
			value: 'both',
			description: 'Make sure that a workflow that sends messages does not start itself',
		},
		{ name: 'From Customers', value: 'customers', description: 'The default' },
		{ name: 'From Us', value: 'own', description: 'Sent by operators, chatbots and the API' },
	],
};

const contains: INodeProperties = {
	displayName: 'Text Contains',
	name: 'contains',
	type: 'string',
	default: '',
	placeholder: 'e.g. price, order',
	description: 'Words separated by commas. At least one must occur, in upper or lower case.',
};

const matches: INodeProperties = {
	displayName: 'Text Matches',
	name: 'matches',
	type: 'string',
	default: '',
	placeholder: 'e.g. ^order \\d+$',
	description:
		'A regular expression, in upper or lower case. Write it between /slashes/ to set your own flags.',
};

/**
 * Events that do not match start no execution.
 *
 * @param types the types of messages that the service knows
 * @param own what the service says in another way, by name of the filter
 */
export function filtersFor(
	types: INodePropertyOptions[],
	own: Record<string, Partial<INodeProperties>> = {},
): INodeProperties {
	const messageTypes: INodeProperties = {
		displayName: 'Message Types',
		name: 'messageTypes',
		type: 'multiOptions',
		default: [],
		description: 'Leave empty for all types',
		options: types,
	};
	const all = [channels, numbers, direction, messageTypes, contains, matches];
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description: 'Events that do not match start no execution',
		options: all.map((one): INodeProperties => ({ ...one, ...own[one.name] })),
	};
}

export const dropLate: INodeProperties = {
	displayName: 'Drop Late Statuses',
	name: 'dropLate',
	type: 'boolean',
	default: true,
	description:
		'Whether to ignore a status that arrives after a later one of the same message, such as sent after read',
};

export const diagnostics: INodeProperties = {
	displayName: 'Include Diagnostics',
	name: 'diagnostics',
	type: 'boolean',
	default: true,
	description: 'Whether to add counts of accepted, refused and ignored events to each item',
};

export const allowedAddresses: INodeProperties = {
	displayName: 'IP Allow-List',
	name: 'allowedAddresses',
	type: 'string',
	default: '',
	placeholder: 'e.g. 192.0.2.10, 198.51.100.0/24',
	description:
		'Addresses and ranges that can call, separated by commas. If an expression returns nothing, nobody can.',
};

/** What becomes of events that executions wait for. */
const handOver: INodeProperties = {
	displayName: 'Waiting Executions',
	name: 'handOver',
	type: 'options',
	default: 'instead',
	description:
		'What happens to an event that an execution waits for, as in Send and Wait for Reply',
	options: [
		{
			name: 'Also Start This Workflow',
			value: 'also',
			description: 'The execution gets the event, and the event starts this workflow',
		},
		{
			name: 'Ignore Waiting Executions',
			value: 'never',
			description: 'The event only starts this workflow',
		},
		{
			name: 'Only Wake the Execution',
			value: 'instead',
			description: 'The execution gets the event, and this workflow does not start',
		},
	],
};

const useN8nApi: INodeProperties = {
	displayName: 'Find Waits by API',
	name: 'useN8nApi',
	type: 'boolean',
	default: true,
	description:
		'Whether to find waiting executions through the n8n API. Needed in queue mode, and for replies right after n8n restarts. Requires an n8n API credential.',
};

/** How events reach executions that wait for them. */
export const handOverOptions: INodeProperties[] = [handOver, useN8nApi];
