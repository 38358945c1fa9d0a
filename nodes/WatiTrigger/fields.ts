import type { INodeProperties } from 'n8n-workflow';

import { EVENTS } from '../services/wati/events';
import {
	allowedAddresses,
	diagnostics,
	dropLate,
	eventFields,
	filtersFor,
	handOverOptions,
} from '../shared/webhooks/shared-fields';

/** How WATI comes to know the address of the trigger. */
const route: INodeProperties[] = [
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		default: 'matonApi',
		options: [
			{
				name: 'Maton',
				value: 'matonApi',
				description: 'The webhook is added by hand in WATI. The key is used to download media.',
			},
			{
				name: 'WATI Access Token',
				value: 'watiApi',
				description: 'The node registers its webhook in the WATI account itself',
			},
		],
	},
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		default: 'automatic',
		displayOptions: { show: { authentication: ['watiApi'] } },
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description: 'Publishing adds the webhook in WATI, unpublishing removes it',
			},
			{
				name: 'By Hand',
				value: 'manual',
				description: 'For plans and tokens that may not register webhooks',
			},
		],
	},
	{
		displayName: 'Channel Number',
		name: 'channelNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. 15551234567',
		description:
			'The business number that customers write to. May stay empty if the account has only one.',
		displayOptions: { show: { authentication: ['watiApi'], registration: ['automatic'] } },
	},
];

/** Of HTML, n8n's notices show links and lists only. */
const STEPS = [
	'To connect WATI by hand:<ul>',
	'<li>Choose a Webhook Secret.</li>',
	'<li>Copy the Test URL under Webhook URLs, click "Execute step", and open the Test URL in a browser. The output shows the address with its secret, and what to do in WATI. (It is the Production URL with ?token= and the secret at its end.)</li>',
	'<li>Publish the workflow. Calls without the secret are refused.</li></ul>',
].join('');

const steps: INodeProperties[] = [
	{
		displayName: STEPS,
		name: 'stepsMaton',
		type: 'notice',
		default: '',
		displayOptions: { show: { authentication: ['matonApi'] } },
	},
	{
		displayName: STEPS,
		name: 'stepsByHand',
		type: 'notice',
		default: '',
		displayOptions: { show: { authentication: ['watiApi'], registration: ['manual'] } },
	},
	{
		displayName:
			'A test run adds a second webhook in WATI for the Test URL and removes it afterwards. The webhook of the published workflow stays as it is, so an event that arrives during a test starts both.',
		name: 'testRuns',
		type: 'notice',
		default: '',
		displayOptions: { show: { authentication: ['watiApi'], registration: ['automatic'] } },
	},
];

const secret = {
	displayName: 'Webhook Secret',
	name: 'webhookSecret',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchSecrets', skipCredentialsCheckInRLC: true },
		},
		{
			displayName: 'Own',
			name: 'own',
			type: 'string',
			placeholder: 'e.g. at least 16 letters, digits, - or _',
		},
	],
} as const satisfies Omit<INodeProperties, 'modes'> & { modes: readonly object[] };

const BY_HAND =
	'Ends the address that you add in WATI. Choosing another one makes the old address invalid at the next publish.';

function secretField(more: Partial<INodeProperties>): INodeProperties {
	const modes = secret.modes.map((mode) => ({ ...mode })) as INodeProperties['modes'];
	return { ...secret, ...more, modes };
}

const secrets: INodeProperties[] = [
	secretField({
		required: true,
		description: BY_HAND,
		displayOptions: { show: { authentication: ['matonApi'] } },
	}),
	secretField({
		required: true,
		description: BY_HAND,
		displayOptions: { show: { authentication: ['watiApi'], registration: ['manual'] } },
	}),
	secretField({
		description:
			'Leave empty: the node makes its own secret. Choosing one from the list replaces it at the next publish.',
		displayOptions: { show: { authentication: ['watiApi'], registration: ['automatic'] } },
	}),
];

const filters = filtersFor([
	{ name: 'Audio', value: 'audio' },
	{ name: 'Button', value: 'button', description: 'A reply button of a template' },
	{ name: 'Catalog', value: 'catalog' },
	{ name: 'Contacts', value: 'contacts' },
	{ name: 'Document', value: 'document' },
	{ name: 'Image', value: 'image' },
	{ name: 'Interactive', value: 'interactive', description: 'A reply button or a list row' },
	{ name: 'Location', value: 'location' },
	{ name: 'Media Placeholder', value: 'media_placeholder' },
	{ name: 'Order', value: 'order' },
	{ name: 'Reaction', value: 'reaction' },
	{ name: 'Sticker', value: 'sticker' },
	{ name: 'Template', value: 'template' },
	{ name: 'Text', value: 'text' },
	{ name: 'Video', value: 'video' },
	{ name: 'Voice', value: 'voice' },
]);

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Download Media',
			name: 'downloadMedia',
			type: 'boolean',
			default: false,
			description: 'Whether to fetch the file of a message. WATI waits meanwhile.',
		},
		dropLate,
		{
			displayName: 'Header With the Secret',
			name: 'headerName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Authorization',
			description: 'A header that may carry the secret instead of the address',
		},
		diagnostics,
		{
			...allowedAddresses,
			description: `${allowedAddresses.description} WATI publishes none, so look at your own log first.`,
		},
		{
			displayName: 'Media Field',
			name: 'mediaField',
			type: 'string',
			default: 'data',
			description: 'Name of the binary field for the downloaded file',
		},
		{
			displayName: 'Media Size Limit (MB)',
			name: 'mediaLimit',
			type: 'number',
			default: 16,
			typeOptions: { minValue: 1 },
			description: 'Larger files stay in WATI',
		},
		{
			displayName: 'Media Types',
			name: 'mediaTypes',
			type: 'multiOptions',
			default: [],
			description: 'Files to download. Leave empty for all.',
			options: [
				{ name: 'Audio', value: 'audio' },
				{ name: 'Document', value: 'document' },
				{ name: 'Image', value: 'image' },
				{ name: 'Sticker', value: 'sticker' },
				{ name: 'Video', value: 'video' },
				{ name: 'Voice', value: 'voice' },
			],
		},
		...handOverOptions,
	],
};

/** What people look for first. */
const USUAL_EVENTS = [
	'messageReceived',
	'newContact',
	'messageReplied',
	'linkClicked',
	'messageDelivered',
	'messageRead',
	'templateMessageFailed',
	'sessionMessageSent',
];

export const properties: INodeProperties[] = [
	...route,
	...steps,
	...secrets,
	...eventFields('WATI', EVENTS, USUAL_EVENTS),
	filters,
	options,
];
