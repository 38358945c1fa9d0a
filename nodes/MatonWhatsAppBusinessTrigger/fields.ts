import type { INodeProperties } from 'n8n-workflow';

import {
	allowedAddresses,
	diagnostics,
	dropLate,
	eventFields,
	filtersFor,
	handOverOptions,
} from '../shared/webhooks/shared-fields';
import { META_CREDENTIAL } from '../services/meta/graph/token-credential';
import { buildMediaFields } from '../shared/webhooks/media-fields';
import { optOutWordFields } from '../shared/webhooks/opt-out/opt-out-fields';
import { buildPauseField } from '../shared/webhooks/pause/pause-fields';
import { combineMessages } from '../shared/webhooks/turns/turn-fields';
import { BUSINESS_EVENTS, OPT_OUT_ROWS } from '../services/meta/events/catalogue';

/** Of HTML, n8n's notices show links and lists only. */
const STEPS = [
	"To connect your app at Meta's developer site:<ul>",
	'<li>Publish the workflow so that its URL responds.</li>',
	'<li>Open your app under WhatsApp, Configuration. Enter the Production URL from Webhook URLs as Callback URL, with the Verify Token of the credential, and click Verify and Save.</li>',
	'<li>Under Webhook fields, subscribe to messages and to the fields of the other events you choose.</li></ul>',
].join('');

const TEST_RUNS =
	'Meta calls one URL per app. To listen for a test event, enter the Test URL there temporarily, or rerun the workflow from the executions list.';

const WHILE_PUBLISHED =
	'Meta keeps one address per app. To test while this trigger is published, use another trigger with a test number, and set its Registration to One Phone Number.';

const OF_OVERRIDES =
	"Publishing sets an override: an address that Meta calls for one account or number, instead of the app's address. It receives only the webhook fields that the app is subscribed to. Events of templates and of the account still go to the app's address, and so do customers' choices in WhatsApp: Opted Out and Opted In start here only on stop words.";

/** How Meta comes to know the address of the trigger. */
const registration: INodeProperties[] = [
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		noDataExpression: true,
		default: 'manual',
		options: [
			{
				name: 'By Hand',
				value: 'manual',
				description: "You enter the address in Meta's app dashboard",
			},
			{
				name: 'One Account',
				value: 'account',
				description:
					'Publishing gives one WhatsApp Business Account its own address, and unpublishing removes it',
			},
			{
				name: 'One Phone Number',
				value: 'number',
				description:
					'Publishing gives one number, such as a test number, its own address, and unpublishing removes it',
			},
			{
				name: 'The App',
				value: 'app',
				description:
					"Publishing sets the app's address, for all its accounts and numbers, and unpublishing removes it",
			},
		],
	},
	{
		displayName: 'Phone Number ID',
		name: 'phoneNumberId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 106540352242922',
		description: 'The number whose events come here. Leave empty if the account has only one.',
		displayOptions: { show: { registration: ['number'] } },
	},
];

const filters = filtersFor(
	[
		{ name: 'Audio', value: 'audio' },
		{ name: 'Button', value: 'button', description: 'A quick reply button of a template' },
		{ name: 'Contacts', value: 'contacts' },
		{ name: 'Document', value: 'document' },
		{ name: 'Image', value: 'image' },
		{
			name: 'Interactive',
			value: 'interactive',
			description: 'A reply button, a list row or a flow',
		},
		{ name: 'Location', value: 'location' },
		{ name: 'Order', value: 'order' },
		{ name: 'Sticker', value: 'sticker' },
		{ name: 'Text', value: 'text' },
		{ name: 'Unsupported', value: 'unsupported' },
		{ name: 'Video', value: 'video' },
	],
	{
		channels: {
			displayName: 'Channel Numbers',
			description:
				'Business numbers or their phone number IDs, separated by commas. Events without one are ignored.',
		},
	},
);

/** What people look for first. */
const USUAL_EVENTS = [
	'messageReceived',
	'messageSent',
	'messageDelivered',
	'messageRead',
	'messageFailed',
	'callStatus',
];

const media = buildMediaFields('Meta');

const downloadWith: INodeProperties = {
	displayName: 'Download With',
	name: 'downloadWith',
	type: 'options',
	default: 'matonApi',
	description: 'The credential that downloads the file',
	options: [
		{
			name: 'Maton Key',
			value: 'matonApi',
			description:
				"Works for files that Maton serves. Meta's own file servers require a Meta token.",
		},
		{
			name: 'WhatsApp API',
			value: META_CREDENTIAL,
			description:
				"Uses the Meta token in n8n's own WhatsApp API credential, which Meta's file servers accept",
		},
	],
};

export const properties: INodeProperties[] = [
	...registration,
	{
		displayName: STEPS,
		name: 'steps',
		type: 'notice',
		default: '',
		displayOptions: { show: { registration: ['manual'] } },
	},
	{
		displayName: TEST_RUNS,
		name: 'testRuns',
		type: 'notice',
		default: '',
		displayOptions: { show: { registration: ['manual'] } },
	},
	{
		displayName: WHILE_PUBLISHED,
		name: 'whilePublished',
		type: 'notice',
		default: '',
		displayOptions: { show: { registration: ['app'] } },
	},
	{
		displayName: OF_OVERRIDES,
		name: 'ofOverrides',
		type: 'notice',
		default: '',
		displayOptions: { show: { registration: ['account', 'number'] } },
	},
	...eventFields('Meta', BUSINESS_EVENTS, USUAL_EVENTS, OPT_OUT_ROWS),
	filters,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			combineMessages,
			media.downloadMedia,
			downloadWith,
			dropLate,
			...optOutWordFields,
			diagnostics,
			allowedAddresses,
			...media.others,
			buildPauseField(
				'somebody wrote in the WhatsApp Business app (webhook field smb_message_echoes) or took over the chat (messaging_handovers)',
			),
			...handOverOptions,
		],
	},
];
