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
			description: 'You add the webhook in WATI. The node uses the key to download media.',
		},
		{
			name: 'WATI Access Token',
			value: 'watiApi',
			description: 'The node adds its webhook in WATI',
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
				description: 'For plans and tokens without permission to register webhooks',
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
			'The business number that customers write to. Leave empty if the account has only one.',
		hint: 'Only for accounts with several numbers. Include the country code.',
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
	'<li>3. In WATI open Connector, Webhooks, Add Webhook. Paste the URL, set the status to Enabled, and choose the number.</li>',
	'<li>4. Tick the events named below, save, and click Trigger Sample Callback.</li></ul>',
	'The random ID in the URL is its secret. If others have a copy of this workflow, add the option Webhook Secret.',
].join('');

/**
 * Where a person adds the address: always with Maton, and with a token where it is chosen. n8n's editor keeps the value of
 * a field that it no longer shows until the node is opened again, so `registration` counts only next to the token.
 */
const BY_HAND: Array<Record<string, string[]>> = [
	{ authentication: ['matonApi'] },
	{ authentication: ['watiApi'], registration: ['manual'] },
];

/** A notice for each of these ways. */
function showByHand(
	notice: Pick<INodeProperties, 'displayName' | 'name'>,
	show: NonNullable<INodeProperties['displayOptions']>['show'] = {},
): INodeProperties[] {
	return BY_HAND.map((way) => ({
		...notice,
		type: 'notice',
		default: '',
		displayOptions: { show: { ...way, ...show } },
	}));
}

/** What to tick in WATI for one event: one name of each is enough, and the first one says most. */
function nameToTick({ label, value, subscribe, also }: EventRow): INodeProperties[] {
	const [name] = [...subscribe, ...also];
	if (name === undefined) return [];
	return showByHand(
		{ displayName: `For ${label}, tick "${name}" in WATI.`, name: `tick_${value}` },
		USUAL_EVENTS.includes(value)
			? { events: listChoices(value) }
			: { events: [OTHER], otherEvents: [value] },
	);
}

const steps: INodeProperties[] = [
	...showByHand({ displayName: STEPS, name: 'steps' }),
	...EVENTS.flatMap(nameToTick),
	...showByHand(
		{ displayName: 'For Human Pause, tick "sessionMessageSent_v2" in WATI.', name: 'tick_pause' },
		{ '/options.pauseHours': [{ _cnd: { gt: 0 } }] },
	),
	...showByHand(
		{ displayName: 'For Any, tick all events in WATI.', name: 'tick_any' },
		{ events: [ANY] },
	),
	{
		displayName:
			'A test run adds a second webhook in WATI for the Test URL and removes it afterwards. The published workflow keeps its own webhook, so an event during a test starts both.',
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
			displayName: 'Secret Header Name',
			name: 'headerName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Authorization',
			description: 'Name of a header that contains the secret, instead of the URL',
		},
		diagnostics,
		{
			...allowedAddresses,
			description: `${allowedAddresses.description} WATI does not publish its addresses, so check your own log first.`,
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
				'An additional secret. If you add the webhook by hand, append ?token= and the secret to the URL in WATI. Otherwise the next publish does it.',
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
