import {
	exactly,
	file,
	listOf,
	oneOfWords,
	shape,
	text,
	upTo,
	type Read,
	type Schema,
} from './schema';

const LONGEST_BODY = 1024;
const LONGEST_LIST_BODY = 4096;

const TYPES = [
	'button',
	'call_permission_request',
	'catalog_message',
	'flow',
	'list',
	'product',
	'product_list',
];

const FURTHER_TYPES = [
	'address_message',
	'carousel',
	'cta_url',
	'location_request_message',
	'request_contact_info',
];

const header = shape(
	{
		type: oneOfWords('text', 'video', 'image', 'document'),
		text: upTo(60),
		sub_text: upTo(60),
		document: file,
		image: file,
		video: file,
	},
	'type',
);

const row = shape({ id: upTo(200), title: upTo(24), description: upTo(72) }, 'id', 'title');

const section = shape({
	title: upTo(24),
	product_items: listOf(shape({ product_retailer_id: text }, 'product_retailer_id'), 1, 30),
	rows: { ...listOf(row), maxItems: 10 },
});

const sections = listOf(section, 1, 10);

const reply = shape(
	{
		type: oneOfWords('reply'),
		reply: shape({ id: upTo(256), title: upTo(20) }, 'id', 'title'),
	},
	'type',
	'reply',
);

const named = (name: string, parameters?: Schema): Schema =>
	shape(
		{ name: oneOfWords(name), ...(parameters ? { parameters } : {}) },
		'name',
		...(parameters ? ['parameters'] : []),
	);

const flow: Schema = {
	...shape(
		{
			flow_message_version: oneOfWords('3'),
			flow_id: text,
			flow_name: text,
			flow_cta: upTo(30),
			mode: oneOfWords('draft', 'published'),
			flow_token: text,
			flow_action: oneOfWords('navigate', 'data_exchange'),
			flow_action_payload: shape({ screen: text, data: { type: 'object', minProperties: 1 } }),
		},
		'flow_message_version',
		'flow_cta',
	),
	oneOf: [{ required: ['flow_id'] }, { required: ['flow_name'] }],
};

const link = named(
	'cta_url',
	exactly({ display_text: upTo(20), url: text }, 'display_text', 'url'),
);

/** A card: the pages show one with a link, and one with quick replies. */
const card = shape(
	{
		card_index: { type: 'integer', minimum: 0, maximum: 9 },
		type: oneOfWords('cta_url'),
		header: exactly({ type: oneOfWords('image', 'video'), image: file, video: file }, 'type'),
		body: exactly({ text: upTo(160) }, 'text'),
		action: {
			oneOf: [
				link,
				exactly(
					{
						buttons: listOf(
							exactly(
								{
									type: oneOfWords('quick_reply'),
									quick_reply: exactly({ id: upTo(256), title: upTo(20) }, 'id', 'title'),
								},
								'type',
								'quick_reply',
							),
							1,
						),
					},
					'buttons',
				),
			],
		},
	},
	'card_index',
	'header',
	'action',
);

/** Actions that only Meta's pages describe. */
const FURTHER_ACTIONS: Schema[] = [
	link,
	named('send_location'),
	named('request_contact_info'),
	named(
		'address_message',
		exactly({ country: oneOfWords('IN', 'SG'), values: { type: 'object' } }, 'country'),
	),
	exactly({ cards: listOf(card, 2, 10) }, 'cards'),
];

function describeAction(read: Read): Schema {
	const thumbnail = shape({ thumbnail_product_retailer_id: text }, 'thumbnail_product_retailer_id');
	const catalog = named('catalog_message', thumbnail);
	return {
		type: 'object',
		oneOf: [
			shape({ button: upTo(20, 1), sections }, 'button', 'sections'),
			shape({ buttons: listOf(reply, 1, 3) }, 'buttons'),
			shape({ catalog_id: text, product_retailer_id: text, sections }, 'catalog_id'),
			read('catalogThumbnail', catalog, { ...catalog, required: ['name'] }),
			named('flow', flow),
			named('call_permission_request'),
			...read('interactiveTypes', [], FURTHER_ACTIONS),
		],
	};
}

/** What an interactive message holds. */
export function describeInteractive(read: Read): Schema {
	const types = [...TYPES, ...read('interactiveTypes', [], FURTHER_TYPES)];
	const interactive = (longest: number, ...of: string[]) =>
		shape(
			{
				type: oneOfWords(...of),
				header,
				body: shape({ text: upTo(longest) }, 'text'),
				footer: shape({ text: upTo(60) }, 'text'),
				action: describeAction(read),
			},
			'type',
			'action',
		);
	return read('listBody', interactive(LONGEST_BODY, ...types), {
		oneOf: [
			interactive(LONGEST_LIST_BODY, 'list'),
			interactive(LONGEST_BODY, ...types.filter((type) => type !== 'list')),
		],
	});
}
