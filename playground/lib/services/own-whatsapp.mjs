import { randomUUID } from 'node:crypto';

import { PACKAGE_NAME } from '../paths.mjs';

/** The first number of the sandbox's account at Meta, and a customer whose window is open. */
const FROM = '100200300400601';
const TO = '+14155550101';

const link = (name) => `https://www.example.com/${name}`;

/** A message of n8n's own node: *WhatsApp Business Cloud*, version 1.1. */
const own = (messageType, parameters) => ({
	resource: 'message',
	operation: 'send',
	phoneNumberId: FROM,
	recipientPhoneNumber: TO,
	messageType,
	...parameters,
});

const ownMedia = (messageType, name, additionalFields = {}) =>
	own(messageType, { mediaPath: 'useMediaLink', mediaLink: link(name), additionalFields });

/** The same message of this package. */
const ours = (operation, parameters) => ({
	authentication: 'whatsAppApi',
	resource: 'message',
	operation,
	phoneNumberId: { __rl: true, mode: 'id', value: FROM },
	whatsappNumber: TO,
	...parameters,
});

/**
 * Messages as n8n's own node and this package's node make them, by the row of docs/migration.md.
 * @type {Record<string, [own: object, ours: object]>}
 */
export const MOVED_MESSAGES = {
	Text: [
		own('text', {
			textBody: 'See https://www.example.com',
			additionalFields: { previewUrl: true },
		}),
		ours('sendText', {
			messageText: 'See https://www.example.com',
			options: { previewUrl: true },
		}),
	],
	Audio: [ownMedia('audio', 'a.mp3'), ours('sendAudio', { mediaLink: link('a.mp3') })],
	Document: [
		ownMedia('document', 'a.pdf', { mediaFilename: 'Bill.pdf', mediaCaption: 'Your bill' }),
		ours('sendDocument', {
			mediaLink: link('a.pdf'),
			fileName: 'Bill.pdf',
			caption: 'Your bill',
		}),
	],
	Image: [
		ownMedia('image', 'a.jpg', { mediaCaption: 'Our shop' }),
		ours('sendImage', { mediaLink: link('a.jpg'), caption: 'Our shop' }),
	],
	Video: [
		ownMedia('video', 'a.mp4', { mediaCaption: 'A tour' }),
		ours('sendVideo', { mediaLink: link('a.mp4'), caption: 'A tour' }),
	],
	Location: [
		own('location', {
			latitude: 37.7749,
			longitude: -122.4194,
			additionalFields: { nameAndAddress: { name: 'Shop', address: '1 Example St' } },
		}),
		ours('sendLocation', {
			latitude: '37.7749',
			longitude: '-122.4194',
			name: 'Shop',
			address: '1 Example St',
		}),
	],
	Contacts: [
		own('contacts', {
			name: { data: { formatted_name: 'Example Desk', first_name: 'Example', last_name: 'Desk' } },
			additionalFields: {
				phones: {
					data: [{ type: 'WORK', phone: '+14155550300', whatsapp_user_id: '14155550300' }],
				},
				emails: { data: [{ type: 'WORK', email: 'desk@example.com' }] },
				organization: { data: { company: 'Example', department: 'Sales', title: 'Desk' } },
			},
		}),
		ours('sendContacts', {
			contacts: {
				contact: [
					{
						formattedName: 'Example Desk',
						firstName: 'Example',
						lastName: 'Desk',
						phones: { phone: [{ type: 'WORK', phone: '+14155550300', waId: '14155550300' }] },
						emails: { email: [{ type: 'WORK', email: 'desk@example.com' }] },
						company: 'Example',
						department: 'Sales',
						jobTitle: 'Desk',
					},
				],
			},
		}),
	],
	Template: [
		{
			resource: 'message',
			operation: 'sendTemplate',
			phoneNumberId: FROM,
			recipientPhoneNumber: TO,
			template: 'order_update|en_US',
			components: {
				component: [
					{
						type: 'header',
						headerParameters: { parameter: [{ type: 'text', text: 'A-1' }] },
					},
					{
						type: 'body',
						bodyParameters: {
							parameter: [
								{ type: 'text', text: 'Ada' },
								{ type: 'text', text: 'Friday' },
							],
						},
					},
				],
			},
		},
		ours('sendTemplate', {
			template: { __rl: true, mode: 'list', value: 'order_update|en_US' },
			templateParameters: {
				mappingMode: 'defineBelow',
				value: { header_text_1: 'A-1', body_1: 'Ada', body_2: 'Friday' },
			},
		}),
	],
};

const RIGHT = 360;
const DOWN = 180;

/**
 * A workflow with n8n's own node above and this package's below, for each message, all with one credential.
 * @param {{ id: string, name: string }} credential of the type whatsAppApi
 */
export function buildMovedWorkflow(credential) {
	const start = {
		id: randomUUID(),
		name: 'Run',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const node = (name, type, typeVersion, position, parameters) => ({
		id: randomUUID(),
		name,
		type,
		typeVersion,
		position,
		parameters,
		credentials: { whatsAppApi: credential },
	});
	const pairs = Object.entries(MOVED_MESSAGES).map(([label, [before, after]], place) => [
		node(`n8n: ${label}`, 'n8n-nodes-base.whatsApp', 1.1, [(place + 1) * RIGHT, 0], before),
		node(
			`Here: ${label}`,
			`${PACKAGE_NAME}.matonWhatsAppBusiness`,
			2,
			[(place + 1) * RIGHT, DOWN],
			after,
		),
	]);
	const nodes = [start, ...pairs.flat()];
	const links = nodes.slice(1).map(({ name }, place) => [nodes[place].name, name]);
	const connections = Object.fromEntries(
		links.map(([from, to]) => [from, { main: [[{ node: to, type: 'main', index: 0 }]] }]),
	);
	return { name: "n8n's WhatsApp node and this one", nodes, connections, settings: {} };
}
