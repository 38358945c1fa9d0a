import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { BusinessAccount } from '../../../sandbox/state/business/account';
import { pairs, type Received } from '../../wati/setup';
import { op } from '../setup';

const PHONE = '100200300400601';
// The spec's own example, 1234567890, has a digit too few for a number of its country.
const to = '14155552671';
const whatsapp = { messaging_product: 'whatsapp' };

/** One request of specification D: where it stands, how a user makes it, and how it arrives. */
export interface Example {
	title: string;
	/** Made ready in the account before the request. */
	before?: (account: BusinessAccount) => void;
	parameters: (account: BusinessAccount) => INodeParameters;
	call: string;
	more?: (account: BusinessAccount) => Partial<Received>;
	items?: () => Promise<INodeExecutionData[]>;
	/** What the node adds to the text of the specification. */
	added?: Record<string, unknown>;
}

const base = '/whatsapp-business/v21.0';

const message = (
	title: string,
	name: string,
	parameters: INodeParameters,
	body: Record<string, unknown>,
	added?: Record<string, unknown>,
): Example => ({
	title,
	parameters: () => op('message', name, { whatsappNumber: to, ...parameters }),
	call: `POST ${base}/${PHONE}/messages`,
	more: () => ({ body: { ...whatsapp, ...body } }),
	...(added ? { added } : {}),
});

const individual = { recipient_type: 'individual' };

const customerMessage = ({ messages }: BusinessAccount) =>
	messages.find(({ from }) => from === 'customer')!.id;

/** The requests under "Quick Start", "Messages" and "Code Examples". */
export const MESSAGES: Example[] = [
	message(
		'Quick Start and Specifying Connection: a text',
		'sendText',
		{ messageText: 'Hello from WhatsApp Business!' },
		{ to, type: 'text', text: { body: 'Hello from WhatsApp Business!' } },
		individual,
	),
	message(
		'Code Examples: a text',
		'sendText',
		{ messageText: 'Hello from WhatsApp!' },
		{ to, type: 'text', text: { body: 'Hello from WhatsApp!' } },
		individual,
	),
	message(
		'Code Examples: a template without variables',
		'sendTemplate',
		{ template: { __rl: true, mode: 'name', value: 'hello_world|en_US' } },
		{ to, type: 'template', template: { name: 'hello_world', language: { code: 'en_US' } } },
	),
	message(
		'Send Text Message',
		'sendText',
		{ messageText: 'Hello! Check out https://example.com', options: { previewUrl: true } },
		{
			recipient_type: 'individual',
			to,
			type: 'text',
			text: { preview_url: true, body: 'Hello! Check out https://example.com' },
		},
	),
	{
		...message(
			'Send Template Message',
			'sendTemplate',
			{
				template: { __rl: true, mode: 'name', value: 'hello_world|en_US' },
				additionalParameters: pairs({ body_1: 'John' }),
			},
			{
				to,
				type: 'template',
				template: {
					name: 'hello_world',
					language: { code: 'en_US' },
					components: [{ type: 'body', parameters: [{ type: 'text', text: 'John' }] }],
				},
			},
		),
		// The text sends hello_world with a variable here and without one in its code examples.
		before: ({ templates }) => {
			const hello = templates.find(({ name }) => name === 'hello_world')!;
			hello.components = [{ type: 'BODY', text: 'Hello {{1}}' }];
		},
	},
	message(
		'Send Image Message',
		'sendImage',
		{ mediaLink: 'https://example.com/image.jpg', caption: 'Check out this image!' },
		{
			to,
			type: 'image',
			image: { link: 'https://example.com/image.jpg', caption: 'Check out this image!' },
		},
	),
	message(
		'Send Document Message',
		'sendDocument',
		{
			mediaLink: 'https://example.com/document.pdf',
			caption: "Here's the document",
			fileName: 'report.pdf',
		},
		{
			to,
			type: 'document',
			document: {
				link: 'https://example.com/document.pdf',
				caption: "Here's the document",
				filename: 'report.pdf',
			},
		},
	),
	message(
		'Send Video Message',
		'sendVideo',
		{ mediaLink: 'https://example.com/video.mp4', caption: 'Watch this video' },
		{
			to,
			type: 'video',
			video: { link: 'https://example.com/video.mp4', caption: 'Watch this video' },
		},
	),
	message(
		'Send Audio Message',
		'sendAudio',
		{ mediaLink: 'https://example.com/audio.mp3' },
		{ to, type: 'audio', audio: { link: 'https://example.com/audio.mp3' } },
	),
	message(
		'Send Location Message',
		'sendLocation',
		{
			latitude: '37.7749',
			longitude: '-122.4194',
			name: 'San Francisco',
			address: 'San Francisco, CA, USA',
		},
		{
			to,
			type: 'location',
			location: {
				latitude: 37.7749,
				longitude: -122.4194,
				name: 'San Francisco',
				address: 'San Francisco, CA, USA',
			},
		},
	),
	message(
		'Send Contact Message',
		'sendContacts',
		{
			contacts: {
				contact: [
					{
						firstName: 'John',
						lastName: 'Doe',
						phones: { phone: [{ phone: '+1234567890', type: 'MOBILE' }] },
					},
				],
			},
		},
		{
			to,
			type: 'contacts',
			contacts: [
				{
					name: { formatted_name: 'John Doe', first_name: 'John', last_name: 'Doe' },
					phones: [{ phone: '+1234567890', type: 'MOBILE' }],
				},
			],
		},
	),
	message(
		'Send Interactive Button Message',
		'sendButtons',
		{
			bodyText: 'Would you like to proceed?',
			buttons: {
				button: [
					{ id: 'yes', text: 'Yes' },
					{ id: 'no', text: 'No' },
				],
			},
		},
		{
			to,
			type: 'interactive',
			interactive: {
				type: 'button',
				body: { text: 'Would you like to proceed?' },
				action: {
					buttons: [
						{ type: 'reply', reply: { id: 'yes', title: 'Yes' } },
						{ type: 'reply', reply: { id: 'no', title: 'No' } },
					],
				},
			},
		},
	),
	message(
		'Send Interactive List Message',
		'sendList',
		{
			headerText: 'Select an option',
			bodyText: 'Choose from the list below',
			buttonText: 'View Options',
			sections: {
				section: [
					{
						title: 'Products',
						rows: {
							row: [
								{ id: 'prod1', title: 'Product 1', description: 'First product' },
								{ id: 'prod2', title: 'Product 2', description: 'Second product' },
							],
						},
					},
				],
			},
		},
		{
			to,
			type: 'interactive',
			interactive: {
				type: 'list',
				header: { type: 'text', text: 'Select an option' },
				body: { text: 'Choose from the list below' },
				action: {
					button: 'View Options',
					sections: [
						{
							title: 'Products',
							rows: [
								{ id: 'prod1', title: 'Product 1', description: 'First product' },
								{ id: 'prod2', title: 'Product 2', description: 'Second product' },
							],
						},
					],
				},
			},
		},
	),
	{
		title: 'Mark Message as Read',
		parameters: (account) => op('message', 'markAsRead', { messageId: customerMessage(account) }),
		call: `POST ${base}/${PHONE}/messages`,
		more: (account) => ({
			body: { ...whatsapp, status: 'read', message_id: customerMessage(account) },
		}),
	},
];
