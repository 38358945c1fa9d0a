import type { INodeProperties } from 'n8n-workflow';

import { EVENTS, listChoices, OPT_OUT_ROWS } from '../services/wati/events';
import { ANY, OTHER, type EventRow } from '../shared/webhooks/events';
import { buildMediaFields } from '../shared/webhooks/media-fields';
import { optOutWordFields } from '../shared/webhooks/opt-out/opt-out-fields';
import {
	allowedAddresses,
	diagnostics,
	dropLate,
	eventFields,
	filtersFor,
	handOverOptions,
} from '../shared/webhooks/shared-fields';
import { buildPauseField } from '../shared/webhooks/pause/pause-fields';
import { combineMessages } from '../shared/webhooks/turns/turn-fields';

const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	default: 'matonApi',
	options: [
		{
			name: 'Maton Key',
			value: 'matonApi',
			description: 'The webhook is added by hand in WATI. The key is used to download media.',
		},
		{
			name: 'WATI Access Token',
			value: 'watiApi',
			description: 'The node registers its webhook in the WATI account itself',
		},
	],
};

/** How WATI comes to know the address of the trigger. */
const route: INodeProperties[] = [
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

/** What people look for first. */
const USUAL_EVENTS = [
	'messageReceived',
	'newContact',
	'linkClicked',
	'messageDelivered',
	'messageRead',
	'templateMessageFailed',
];

/** Of HTML, n8n's notices show links and lists only. A list of n8n's has no numbers of its own. */
const STEPS = [
	'To connect WATI by hand:<ul>',
	'<li>1. Publish the workflow.</li>',
	'<li>2. Copy the Production URL from Webhook URLs above. It must be public and start with https.</li>',
	'<li>3. In WATI open Connector, Webhooks, Add Webhook. Paste the URL, and set the status to Enabled.</li>',
	'<li>4. Tick the events named below, save, and click Trigger Sample Callback.</li></ul>',
	'The random ID in the URL is its secret. Where the workflow came from a file that others have, add the option Webhook Secret.',
].join('');

/** Wherever a person adds the address, be it since Maton cannot do it. */
const BY_HAND = { hide: { registration: ['automatic'] } };

/** What to tick in WATI for one event: one name of each is enough, and the first one says most. */
function nameToTick({ label, value, subscribe, also }: EventRow): INodeProperties[] {
	const [name] = [...subscribe, ...also];
	if (name === undefined) return [];
	return [
		{
			displayName: `${label}: tick ${name} in WATI.`,
			name: `tick_${value}`,
			type: 'notice',
			default: '',
			displayOptions: {
				...BY_HAND,
				show: USUAL_EVENTS.includes(value)
					? { events: listChoices(value) }
					: { events: [OTHER], otherEvents: [value] },
			},
		},
	];
}

const steps: INodeProperties[] = [
	{
		displayName: STEPS,
		name: 'steps',
		type: 'notice',
		default: '',
		displayOptions: BY_HAND,
	},
	...EVENTS.flatMap(nameToTick),
	{
		displayName: 'Pause While a Person Answers: tick sessionMessageSent_v2 in WATI.',
		name: 'tick_pause',
		type: 'notice',
		default: '',
		displayOptions: { ...BY_HAND, show: { '/options.pauseHours': [{ _cnd: { gt: 0 } }] } },
	},
	{
		displayName: 'Any: tick all events in WATI.',
		name: 'tick_any',
		type: 'notice',
		default: '',
		displayOptions: { ...BY_HAND, show: { events: [ANY] } },
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

const media = buildMediaFields('WATI', [{ name: 'Voice', value: 'voice' }]);

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		combineMessages,
		media.downloadMedia,
		dropLate,
		...optOutWordFields,
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
		...media.others,
		buildPauseField('an operator wrote in WATI'),
		...handOverOptions,
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. at least 16 letters, digits, - or _',
			description:
				'A further secret. By hand, end the address in WATI with ?token= and the secret; a registered address gets it at the next publish.',
		},
	],
};

export const properties: INodeProperties[] = [
	authentication,
	...eventFields('WATI', EVENTS, USUAL_EVENTS, OPT_OUT_ROWS),
	...route,
	...steps,
	filters,
	options,
];
