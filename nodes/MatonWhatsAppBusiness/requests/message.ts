import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import {
	choiceParameter,
	checkText,
	checkWords,
	InputError,
	textParameter,
	type ParameterSource,
} from '../../shared/parameters/input';
import { readTexts } from '../../shared/formatting/read-texts';
import { setFollowing } from '../../shared/http/lazy-body';
import type { Step } from '../../shared/parameters/pre-send';
import { buildAddress } from './recipient';
import { readSwitch } from '../../shared/parameters/switches';

/** Every write names the product (spec D, "Notes"). */
export const PRODUCT = { messaging_product: 'whatsapp' } as const;

/** Meta, "Messages API": `biz_opaque_callback_data`. */
const LONGEST_CALLBACK_DATA = 512;

/** Meta, "Text messages". */
const LONGEST_TEXT = 4_096;

/** A WhatsApp message ID. @throws InputError when the field is empty or holds another thing */
export function readMessageId(context: ParameterSource, name: string, label: string): string {
	const id = textParameter(context, name, label).trim();
	if (id === '') throw new InputError(`The field '${label}' is empty`);
	if (/^wamid\.\S+$/.test(id)) return id;
	throw new InputError(
		`The field '${label}' contains no message ID: ${id.slice(0, 60)}`,
		'Enter the WhatsApp ID of the message, which begins with wamid.',
	);
}

/** The message that this one answers, from the options. */
function buildContext(context: ParameterSource): IDataObject {
	const name = 'options.replyToMessageId';
	const label = 'Reply To Message ID';
	if (choiceParameter(context, name, label) === '') return {};
	return { context: { message_id: readMessageId(context, name, label) } };
}

/** What Meta sends back with each status of the message, from the options. @throws InputError when it is too long */
function readCallback(context: ParameterSource): IDataObject {
	const data = textParameter(context, 'options.callbackData');
	checkText('Callback Data', data, LONGEST_CALLBACK_DATA, false);
	return data === '' ? {} : { biz_opaque_callback_data: data };
}

/**
 * Makes the body of a message: who gets it, what it answers, and its content under the name of its type
 * (spec D, "Messages").
 *
 * @param read reads and checks the content
 */
export function buildMessage(
	type: string,
	read: (context: IExecuteSingleFunctions) => unknown,
	more: IDataObject = {},
): Step {
	return function (options) {
		const address = buildAddress(this, type);
		const content = read(this) as IDataObject;
		const beside = { ...buildContext(this), ...readCallback(this) };
		options.body = { ...PRODUCT, ...more, ...address, type, [type]: content, ...beside };
		return options;
	};
}

/**
 * A text, with a preview of its first link where that is wanted: as one message, or as several of which only the first
 * one quotes the message that it answers.
 */
export const textMessage: Step = async function (options) {
	const previewed = readSwitch(this, 'options.previewUrl');
	const toContent = (body: string) => ({ ...(previewed ? { preview_url: true } : {}), body });
	let following: string[] = [];
	const firstText = buildMessage(
		'text',
		(context) => {
			const [first, ...others] = readTexts(context, LONGEST_TEXT);
			following = others;
			return toContent(first);
		},
		{ recipient_type: 'individual' },
	);
	const first = await firstText.call(this, options);
	const body = { ...(first.body as IDataObject), context: undefined };
	setFollowing(
		first,
		following.map((text) => ({ body: { ...body, text: toContent(text) } })),
	);
	return first;
};

const ONE_EMOJI = /^\p{Extended_Pictographic}|^\p{Regional_Indicator}|^[\d#*]\ufe0f?\u20e3/u;

/** A reaction to a message; without an emoji the reaction is taken back. */
export const reactionMessage = buildMessage('reaction', (context) => {
	const emoji = choiceParameter(context, 'emoji');
	if (emoji !== '' && !ONE_EMOJI.test(emoji)) {
		throw new InputError(
			`The field 'Emoji' contains no emoji: ${emoji.slice(0, 20)}`,
			'Enter one emoji, or leave the field empty to remove the reaction.',
		);
	}
	return { message_id: readMessageId(context, 'messageId', 'Message ID'), emoji };
});

function degrees(context: ParameterSource, name: string, label: string, most: number): number {
	const text = textParameter(context, name, label).trim();
	const value = Number(text);
	if (text !== '' && Number.isFinite(value) && Math.abs(value) <= most) return value;
	throw new InputError(
		`The field '${label}' contains no ${label.toLowerCase()}: ${text.slice(0, 20) || '(empty)'}`,
		`Enter degrees from -${most} to ${most}, e.g. 37.7749.`,
	);
}

/** A place on the map. */
export const locationMessage = buildMessage('location', (context) => {
	const name = textParameter(context, 'name').trim();
	const address = textParameter(context, 'address').trim();
	checkWords("field 'Name'", name);
	checkWords("field 'Address'", address);
	return {
		latitude: degrees(context, 'latitude', 'Latitude', 90),
		longitude: degrees(context, 'longitude', 'Longitude', 180),
		...(name ? { name } : {}),
		...(address ? { address } : {}),
	};
});

/** Marks a customer's message as read, and says that an answer is being written where that is wanted. */
export const readReceipt: Step = function (options) {
	const typing = readSwitch(this, 'typingIndicator');
	options.body = {
		...PRODUCT,
		status: 'read',
		message_id: readMessageId(this, 'messageId', 'Message ID'),
		...(typing ? { typing_indicator: { type: 'text' } } : {}),
	};
	return options;
};
