import { describeInteractive } from './interactive';
import {
	exactly,
	file,
	flag,
	listOf,
	oneOfWords,
	shape,
	text,
	upTo,
	type Fields,
	type Read,
	type Schema,
} from './schema';
import { describeTemplate } from './templates';

const sticker: Schema = { oneOf: [exactly({ id: text }, 'id'), exactly({ link: text }, 'link')] };

const context = shape({ message_id: text });

/** Who is written to. */
export function describeRecipient(read: Read): { fields: Fields; rule: Schema } {
	const named = { required: ['to'] };
	return {
		fields: { to: text, ...read<Fields>('usernames', {}, { recipient: text }) },
		rule: read<Schema>('usernames', named, { anyOf: [named, { required: ['recipient'] }] }),
	};
}

function describeCard(read: Read): Schema {
	const place = oneOfWords('HOME', 'WORK');
	return exactly({
		addresses: listOf(
			exactly({
				city: text,
				country: text,
				country_code: text,
				state: text,
				street: text,
				type: place,
				zip: text,
			}),
		),
		birthday: { ...text, format: 'date' },
		emails: listOf(exactly({ email: { ...text, format: 'email' }, type: place }, 'email')),
		name: exactly({
			first_name: text,
			formatted_name: text,
			last_name: text,
			middle_name: text,
			prefix: text,
			suffix: text,
		}),
		org: exactly({ company: text, department: text, title: text }),
		phones: listOf(
			exactly({ phone: text, type: read('phoneTypes', place, text), wa_id: text }, 'phone'),
		),
		urls: listOf(exactly({ type: place, url: { ...text, format: 'uri' } }, 'url')),
	});
}

/** The body of each type of message, by the type. */
export function describeMessages(read: Read): Record<string, Schema> {
	const { fields, rule } = describeRecipient(read);
	const common = {
		messaging_product: oneOfWords('whatsapp'),
		recipient_type: oneOfWords('individual', 'group'),
		type: text,
		context,
		...fields,
	};
	const required = ['messaging_product', 'type', ...read('recipientType', ['recipient_type'], [])];
	const further = read<Fields>('callbackData', {}, { biz_opaque_callback_data: upTo(512) });
	const message = (type: string, content: Schema): Schema => {
		const own = { type: oneOfWords(type), [type]: content };
		return {
			allOf: [
				rule,
				...read(
					'closedParts',
					[shape(common, ...required), exactly(own, type)],
					[exactly({ ...common, ...further, ...own }, ...required, type)],
				),
			],
		};
	};
	const degrees = read('coordinates', text, { type: 'number' });
	return {
		text: message('text', exactly({ body: upTo(4096), preview_url: flag }, 'body')),
		audio: message('audio', file),
		document: message('document', file),
		image: message('image', file),
		video: message('video', file),
		sticker: message('sticker', sticker),
		location: message(
			'location',
			exactly({ address: text, latitude: degrees, longitude: degrees, name: text }),
		),
		reaction: message('reaction', exactly({ emoji: text, message_id: text })),
		contacts: message('contacts', listOf(describeCard(read), 1, 5)),
		interactive: message('interactive', describeInteractive(read)),
		template: {
			allOf: [
				rule,
				shape(
					{ ...common, type: oneOfWords('template'), template: describeTemplate(read) },
					...required,
					'template',
				),
			],
		},
		marketing: {
			allOf: [
				rule,
				exactly(
					{
						messaging_product: oneOfWords('whatsapp'),
						recipient_type: oneOfWords('individual'),
						type: oneOfWords('template'),
						template: describeTemplate(read),
						product_policy: oneOfWords('CLOUD_API_FALLBACK', 'STRICT'),
						message_activity_sharing: flag,
						...fields,
						...read<Fields>(
							'marketingContext',
							{},
							{ context, biz_opaque_callback_data: upTo(512) },
						),
					},
					'messaging_product',
					'recipient_type',
					'type',
					'template',
				),
			],
		},
	};
}
