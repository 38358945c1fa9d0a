import type { Payload } from '../../nodes/shared/webhooks/payload';

/** Bodies in the forms that Meta documents ("Webhooks reference"), with made-up numbers and IDs. */

export const ACCOUNT = '102290129340398';
export const PHONE_ID = '106540352242922';
export const ADA = '14155550101';
export const BEN = '14155550102';
export const GROUP = 'Y2FwaV9ncm91cDoxNDE1NTU1MDMwMA';

const metadata = { display_phone_number: '+1 415-555-0300', phone_number_id: PHONE_ID };

export const contact = (waId: string, name: string) => ({ profile: { name }, wa_id: waId });

export function change(field: string, value: Payload): Payload {
	return { field, value };
}

export function body(...changes: Payload[]): Payload {
	return { object: 'whatsapp_business_account', entry: [{ id: ACCOUNT, changes }] };
}

/** A call with the field `messages`. */
export function messages(value: Payload): Payload {
	return body(change('messages', { messaging_product: 'whatsapp', metadata, ...value }));
}

export function message(id: string, content: Payload, from = ADA): Payload {
	return { from, id, timestamp: '1795169656', ...content };
}

export function received(content: Payload, id = 'wamid.A1'): Payload {
	return messages({ contacts: [contact(ADA, 'Ada Park')], messages: [message(id, content)] });
}

export function status(id: string, name: string, more: Payload = {}): Payload {
	return messages({
		statuses: [{ id, status: name, timestamp: '1795169700', recipient_id: ADA, ...more }],
	});
}

/** A participant of a group read a message of the business. */
export function readInGroup(participant: string): Payload {
	return status('wamid.G2', 'read', {
		recipient_id: GROUP,
		recipient_type: 'group',
		recipient_participant_id: participant,
	});
}

export const TEXT = received({ type: 'text', text: { body: 'Is it open on Sunday?' } });

export const MESSAGES: Record<string, Payload> = {
	text: TEXT,
	image: received({
		type: 'image',
		image: {
			id: '9001',
			mime_type: 'image/jpeg',
			sha256: 'aGFzaA==',
			caption: 'My receipt',
			url: 'https://files.example.com/?mid=9001',
		},
	}),
	document: received({
		type: 'document',
		document: { id: '9002', mime_type: 'application/pdf', filename: 'order.pdf' },
	}),
	voice: received({
		type: 'audio',
		audio: { id: '9003', mime_type: 'audio/ogg; codecs=opus', voice: true },
	}),
	sticker: received({ type: 'sticker', sticker: { id: '9004', mime_type: 'image/webp' } }),
	location: received({
		type: 'location',
		location: { latitude: 52.52, longitude: 13.405, name: 'Shop', address: 'Main Street 1' },
	}),
	contacts: received({
		type: 'contacts',
		contacts: [
			{ name: { formatted_name: 'Ben Ortiz' }, phones: [{ phone: '+1 415 555 0102', wa_id: BEN }] },
		],
	}),
	reaction: received({ type: 'reaction', reaction: { message_id: 'wamid.B7', emoji: '👍' } }),
	button: received({
		type: 'interactive',
		context: { from: '14155550300', id: 'wamid.B7' },
		interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes, please' } },
	}),
	list: received({
		type: 'interactive',
		interactive: {
			type: 'list_reply',
			list_reply: { id: 'row-2', title: 'Tuesday', description: '9 to 12' },
		},
	}),
	flow: received({
		type: 'interactive',
		interactive: {
			type: 'nfm_reply',
			nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"day":"Tuesday","people":2}' },
		},
	}),
	quickReply: received({
		type: 'button',
		button: { payload: 'stop', text: 'Stop promotions' },
		context: { id: 'wamid.B8' },
	}),
	order: received({
		type: 'order',
		order: {
			catalog_id: '55',
			text: 'Ring twice',
			product_items: [
				{ product_retailer_id: 'sku-1', quantity: 2, item_price: 9.5, currency: 'USD' },
			],
		},
	}),
	ad: received({
		type: 'text',
		text: { body: 'Hello' },
		referral: {
			source_url: 'https://www.example.com/ad',
			source_type: 'ad',
			source_id: '77',
			headline: 'Sale',
			body: 'Half price',
			ctwa_clid: 'click-1',
		},
	}),
	unsupported: received({
		type: 'unsupported',
		errors: [{ code: 131051, title: 'Message type unknown' }],
	}),
	edit: received({
		type: 'edit',
		edit: {
			original_message_id: 'wamid.B1',
			message: { type: 'text', text: { body: 'I meant Tuesday' } },
		},
	}),
	editedImage: received({
		type: 'edit',
		edit: {
			original_message_id: 'wamid.B2',
			message: { type: 'image', image: { id: '9011', caption: 'A new caption' } },
		},
	}),
	deleted: received({ type: 'revoke', revoke: { original_message_id: 'wamid.B1' } }),
	system: received({
		type: 'system',
		system: { body: 'Ada changed the number', type: 'user_changed_number', wa_id: BEN },
	}),
	inGroup: messages({
		contacts: [contact(ADA, 'Ada Park')],
		messages: [message('wamid.G1', { group_id: GROUP, type: 'text', text: { body: 'Hello all' } })],
	}),
	withoutNumber: messages({
		contacts: [{ profile: { name: 'Cleo', username: 'cleo' }, user_id: 'US.13491208655302741918' }],
		messages: [
			{
				from_user_id: 'US.13491208655302741918',
				id: 'wamid.C1',
				timestamp: 1795169656,
				type: 'text',
				text: { body: 'Hi' },
			},
		],
	}),
};

export const STATUSES: Record<string, Payload> = {
	sent: status('wamid.S1', 'sent', {
		conversation: { id: 'conv-1', origin: { type: 'utility' } },
		pricing: { billable: true, category: 'utility' },
		biz_opaque_callback_data: 'order 42',
	}),
	delivered: status('wamid.S1', 'delivered'),
	read: status('wamid.S1', 'read'),
	failed: status('wamid.S2', 'failed', {
		errors: [
			{
				code: 131047,
				title: 'Re-engagement message',
				message: 'Re-engagement message',
				error_data: { details: 'More than 24 hours have passed since the customer last replied' },
			},
		],
	}),
	played: status('wamid.S3', 'played'),
	inGroup: readInGroup(ADA),
	later: status('wamid.S1', 'warned'),
};

export const CHANGES: Record<string, Payload> = {
	templateStatus: body(
		change('message_template_status_update', {
			event: 'REJECTED',
			message_template_id: 594425479261596,
			message_template_name: 'spring_sale',
			message_template_language: 'en',
			reason: 'ABUSIVE_CONTENT',
		}),
	),
	templateQuality: body(
		change('message_template_quality_update', {
			previous_quality_score: 'GREEN',
			new_quality_score: 'YELLOW',
			message_template_id: 594425479261596,
			message_template_name: 'spring_sale',
		}),
	),
	numberQuality: body(
		change('phone_number_quality_update', {
			display_phone_number: '14155550300',
			event: 'UPGRADE',
			current_limit: 'TIER_10K',
		}),
	),
	review: body(change('account_review_update', { decision: 'APPROVED' })),
	ban: body(
		change('account_update', {
			event: 'DISABLED_UPDATE',
			ban_info: { waba_ban_state: 'SCHEDULE_FOR_DISABLE', waba_ban_date: 'January 1, 2027' },
		}),
	),
	call: body(
		change('calls', {
			messaging_product: 'whatsapp',
			metadata,
			calls: [
				{
					id: 'wacid.1',
					from: ADA,
					to: '14155550300',
					event: 'connect',
					direction: 'USER_INITIATED',
					timestamp: '1795169656',
				},
			],
		}),
	),
	callState: body(
		change('calls', {
			messaging_product: 'whatsapp',
			metadata,
			statuses: [
				{
					id: 'wacid.2',
					type: 'call',
					status: 'RINGING',
					timestamp: '1795169656',
					recipient_id: ADA,
				},
			],
		}),
	),
	preference: body(
		change('user_preferences', {
			messaging_product: 'whatsapp',
			metadata,
			contacts: [contact(ADA, 'Ada Park')],
			user_preferences: [
				{ wa_id: ADA, category: 'marketing_messages', value: 'stop', timestamp: 1795169656 },
			],
		}),
	),
	echo: body(
		change('smb_message_echoes', {
			messaging_product: 'whatsapp',
			metadata,
			message_echoes: [
				{
					from: '14155550300',
					to: ADA,
					id: 'wamid.E1',
					timestamp: '1795169656',
					type: 'text',
					text: { body: 'See you soon' },
				},
			],
		}),
	),
	history: body(
		change('history', {
			messaging_product: 'whatsapp',
			metadata,
			messages: [
				{ from: ADA, id: 'wamid.H1', timestamp: '1795169656', type: 'text', text: { body: 'Old' } },
			],
		}),
	),
	standby: body(
		change('standby', {
			messaging_product: 'whatsapp',
			metadata,
			standby: {
				contacts: [contact(ADA, 'Ada Park')],
				messages: [message('wamid.Y1', { type: 'text', text: { body: 'To the agent' } })],
			},
		}),
	),
	trouble: messages({ errors: [{ code: 130429, title: 'Rate limit hit' }] }),
	added: body(change('something_new', { provider_name: 'example' })),
};

/** Three messages of two customers in two changes of two entries. */
export const BATCH: Payload = {
	object: 'whatsapp_business_account',
	entry: [
		{
			id: ACCOUNT,
			changes: [
				change('messages', {
					messaging_product: 'whatsapp',
					metadata,
					contacts: [contact(ADA, 'Ada Park'), contact(BEN, 'Ben Ortiz')],
					messages: [
						message('wamid.1', { type: 'text', text: { body: 'one' } }),
						message('wamid.2', { type: 'text', text: { body: 'two' } }, BEN),
					],
				}),
			],
		},
		{
			id: ACCOUNT,
			changes: [
				change('messages', {
					messaging_product: 'whatsapp',
					metadata,
					contacts: [contact(ADA, 'Ada Park')],
					messages: [message('wamid.3', { type: 'text', text: { body: 'three' } })],
				}),
			],
		},
	],
};

export const ALL: Payload[] = [
	...Object.values(MESSAGES),
	...Object.values(STATUSES),
	...Object.values(CHANGES),
	BATCH,
];
