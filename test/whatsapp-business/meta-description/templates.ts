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

const currency = shape(
	{ fallback_value: text, code: text, amount_1000: { type: 'integer' } },
	'fallback_value',
	'code',
	'amount_1000',
);

/** A value: its type, and the field that has the name of the type. */
const value = (type: string, content: Schema): Schema =>
	shape({ type: oneOfWords(type), [type]: content }, 'type', type);

const VALUES: Schema[] = [
	value('text', upTo(32_768)),
	value('currency', currency),
	value('date_time', shape({ fallback_value: text }, 'fallback_value')),
	...['document', 'image', 'video'].map((type) => value(type, file)),
];

const FURTHER_HEADER_VALUES: Schema[] = [
	value('gif', file),
	value(
		'location',
		exactly(
			{ latitude: text, longitude: text, name: text, address: text },
			'latitude',
			'longitude',
		),
	),
	value(
		'product',
		exactly({ product_retailer_id: text, catalog_id: text }, 'product_retailer_id', 'catalog_id'),
	),
];

const action = exactly({
	flow_token: text,
	flow_action_data: { type: 'object' },
	thumbnail_product_retailer_id: text,
	sections: listOf(
		exactly(
			{
				title: upTo(24),
				product_items: listOf(exactly({ product_retailer_id: text }, 'product_retailer_id'), 1, 30),
			},
			'title',
			'product_items',
		),
		1,
		10,
	),
});

const FURTHER_BUTTONS = ['copy_code', 'flow', 'mpm'];

/** A part of one kind, with values of some kinds. */
const part = (type: string, values: Schema[], least = 0): Schema =>
	shape({ type: oneOfWords(type), parameters: listOf({ oneOf: values }, least) }, 'type');

function describeButton(read: Read): Schema {
	const types = ['quick_reply', 'url', 'catalog', ...read('buttonTypes', [], FURTHER_BUTTONS)];
	const values = [
		value('payload', text),
		value('text', text),
		...read('buttonValues', [], [value('action', action), value('coupon_code', upTo(15))]),
	];
	return shape(
		{
			type: oneOfWords('button'),
			sub_type: oneOfWords(...types),
			index: {
				...text,
				pattern: read('buttonPlaces', '^[2-6, 11-14]$', '^[0-9]$'),
			},
			parameters: listOf({ oneOf: values }, 1),
		},
		'type',
		'sub_type',
		'index',
		'parameters',
	);
}

function describeParts(read: Read): Schema[] {
	const header = [...VALUES, ...read('headerValues', [], FURTHER_HEADER_VALUES)];
	return [part('header', header, 1), part('body', VALUES.slice(0, 3)), describeButton(read)];
}

/** A template as a message names it, with the values of its parts. */
export function describeTemplate(read: Read): Schema {
	const parts = describeParts(read);
	const offer = exactly({ expiration_time_ms: { type: 'integer' } }, 'expiration_time_ms');
	const cards = listOf(
		exactly(
			{ card_index: { type: 'integer', minimum: 0 }, components: listOf({ oneOf: parts }) },
			'card_index',
			'components',
		),
		1,
		10,
	);
	const further = [
		part('limited_time_offer', [value('limited_time_offer', offer)], 1),
		exactly({ type: oneOfWords('carousel'), cards }, 'type', 'cards'),
	];
	const policy = oneOfWords('deterministic');
	return shape(
		{
			name: text,
			language: shape({ policy, code: text }, 'code', ...read('languagePolicy', ['policy'], [])),
			components: listOf({ oneOf: [...parts, ...read('templateParts', [], further)] }),
		},
		'name',
		'language',
	);
}

const HEADERS = ['TEXT', 'IMAGE', 'DOCUMENT', 'LOCATION'];
const FURTHER_HEADERS = ['VIDEO', 'GIF', 'PRODUCT'];

const namedExamples = listOf(
	exactly({ param_name: text, example: text }, 'param_name', 'example'),
	1,
);

/** Examples of the variables; each list of the body is one of values. */
const examples = (read: Read) =>
	exactly({
		header_text: listOf(text, 1, 1),
		header_handle: listOf(text, 1),
		body_text: listOf(listOf(text, 1), 1, 1),
		...read<Fields>(
			'newTemplates',
			{},
			{ body_text_named_params: namedExamples, header_text_named_params: namedExamples },
		),
	});

/** Buttons of new templates, as the examples have them. */
const BUTTONS: Schema[] = [
	exactly({ type: oneOfWords('QUICK_REPLY', 'MPM'), text: upTo(25) }, 'type', 'text'),
	exactly(
		{ type: oneOfWords('URL'), text: upTo(25), url: upTo(2000), example: listOf(text, 1, 1) },
		'type',
		'text',
		'url',
	),
	exactly({ type: oneOfWords('PHONE_NUMBER'), text: upTo(25), phone_number: text }, 'type', 'text'),
	{
		...exactly(
			{
				type: oneOfWords('FLOW'),
				text: upTo(25),
				flow_id: text,
				flow_name: text,
				flow_json: text,
				flow_action: oneOfWords('navigate'),
				navigate_screen: text,
			},
			'type',
			'text',
		),
		oneOf: ['flow_id', 'flow_name', 'flow_json'].map((name) => ({ required: [name] })),
	},
	exactly(
		{
			type: oneOfWords('OTP'),
			otp_type: oneOfWords('COPY_CODE', 'ONE_TAP'),
			text: upTo(25),
			autofill_text: text,
			package_name: text,
			signature_hash: text,
		},
		'type',
		'otp_type',
	),
];

const FURTHER_BUTTONS_OF_NEW: Schema[] = [
	exactly({ type: oneOfWords('CATALOG', 'SPM', 'VOICE_CALL'), text: upTo(25) }, 'type', 'text'),
	exactly({ type: oneOfWords('COPY_CODE'), example: upTo(15) }, 'type', 'example'),
];

function describeNewParts(read: Read): Schema[] {
	const buttons = [...BUTTONS, ...read('newTemplates', [], FURTHER_BUTTONS_OF_NEW)];
	const formats = [...HEADERS, ...read('newTemplates', [], FURTHER_HEADERS)];
	return [
		exactly(
			{
				type: oneOfWords('HEADER'),
				format: oneOfWords(...formats),
				text: upTo(60),
				example: examples(read),
			},
			'type',
			'format',
		),
		exactly({
			type: oneOfWords('BODY'),
			text: upTo(1024),
			example: examples(read),
			add_security_recommendation: flag,
		}),
		exactly(
			{
				type: oneOfWords('FOOTER'),
				text: upTo(60),
				code_expiration_minutes: { type: 'integer', minimum: 1, maximum: 90 },
			},
			'type',
		),
		exactly(
			{ type: oneOfWords('BUTTONS'), buttons: listOf({ oneOf: buttons }, 1, 10) },
			'type',
			'buttons',
		),
	];
}

/** A template to create, or with `changed` what takes the place of its parts. */
export function describeNewTemplate(read: Read, isChange = false): Schema {
	const parts = describeNewParts(read);
	const offer = exactly({ text: upTo(16), has_expiration: flag }, 'text');
	const cards = listOf(exactly({ components: listOf({ oneOf: parts }, 1) }, 'components'), 2, 10);
	const further = [
		exactly({ type: oneOfWords('CAROUSEL'), cards }, 'type', 'cards'),
		exactly({ type: oneOfWords('LIMITED_TIME_OFFER'), limited_time_offer: offer }, 'type'),
		exactly({ type: oneOfWords('CALL_PERMISSION_REQUEST') }, 'type'),
	];
	const all = {
		category: oneOfWords('AUTHENTICATION', 'MARKETING', 'UTILITY'),
		components: listOf({ oneOf: [...parts, ...read('newTemplates', [], further)] }, 1),
		language: text,
		name: text,
		...read<Fields>(
			'newTemplates',
			{},
			{
				parameter_format: oneOfWords('NAMED', 'POSITIONAL'),
				allow_category_change: flag,
				message_send_ttl_seconds: { type: 'integer' },
			},
		),
	};
	return exactly(
		all,
		...(isChange ? ['components'] : ['name', 'language', 'category', 'components']),
	);
}
