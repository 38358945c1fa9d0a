import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import {
	checkCount,
	checkText,
	checkUrl,
	InputError,
	listParameter,
	readEntries,
	readText,
	textParameter,
} from '../../../shared/parameters/input';
import { checkDistinct, LONGEST } from '../../../shared/sending/interactive-messages';
import { buildMessage } from '../message';
import { buildBody } from './parts';

/** Meta, "Interactive media carousel messages" (2025-12-22). */
const FEWEST_CARDS = 2;
const MOST_CARDS = 10;
const LONGEST_TEXT = 160;
const MOST_LINES = 3;
/** Meta names no highest number; messages with buttons take three. */
const MOST_REPLIES = 3;

function readCardText({ text }: IDataObject, owner: string): IDataObject {
	const words = readText(text, `${owner}, Text`);
	checkText(`${owner}, Text`, words, LONGEST_TEXT, false);
	if (words.split('\n').length > MOST_LINES) {
		throw new InputError(
			`The field '${owner}, Text' has more than ${MOST_LINES - 1} line breaks, which WhatsApp does not accept`,
			`Shorten the text in '${owner}, Text'.`,
		);
	}
	return words === '' ? {} : { body: { text: words } };
}

function buildLink({ buttonText, buttonUrl }: IDataObject, owner: string): IDataObject {
	const text = readText(buttonText, `${owner}, Button Text`);
	checkText(`${owner}, Button Text`, text, LONGEST.button);
	const label = `${owner}, Button URL`;
	const { href: url } = checkUrl(label, readText(buttonUrl, label));
	return {
		type: 'cta_url',
		action: { name: 'cta_url', parameters: { display_text: text, url } },
	};
}

/** Quick replies of one card. Their IDs tell the cards apart in the answer. */
function buildReplies({ replies }: IDataObject, owner: string, place: number): IDataObject {
	const label = `${owner}, Replies`;
	const titles = readEntries(replies ?? '', label);
	checkCount(`field '${label}'`, titles.length, [1, MOST_REPLIES]);
	checkDistinct(label, titles);
	const buttons = titles.map((title) => {
		checkText(label, title, LONGEST.button);
		return { type: 'quick_reply', quick_reply: { id: `card_${place}_${title}`, title } };
	});
	return { action: { buttons } };
}

function readCards(context: IExecuteSingleFunctions): IDataObject[] {
	const given = listParameter(context, 'cards.card');
	checkCount("field 'Cards'", given.length, [FEWEST_CARDS, MOST_CARDS]);
	const kind = textParameter(context, 'cardMedia') || 'image';
	const hasReplies = textParameter(context, 'cardButtons') === 'replies';
	const cards = given.map((card, place) => {
		const owner = `Cards ${place + 1}`;
		const label = `${owner}, Media URL`;
		const { href: link } = checkUrl(label, readText(card.mediaUrl, label));
		return {
			card_index: place,
			header: { type: kind, [kind]: { link } },
			...readCardText(card, owner),
			...(hasReplies ? buildReplies(card, owner, place) : buildLink(card, owner)),
		};
	});
	if (hasReplies) checkSameCount(cards);
	return cards;
}

/** @throws InputError when cards have different numbers of replies */
function checkSameCount(cards: IDataObject[]): void {
	const counts = cards.map(({ action }) => ((action as IDataObject).buttons as unknown[]).length);
	const other = counts.findIndex((count) => count !== counts[0]);
	if (other < 0) return;
	throw new InputError(
		`The field 'Cards ${other + 1}, Replies' has ${counts[other]} entries, but the first card has ${counts[0]}`,
		'All cards need the same number of entries.',
	);
}

/** Cards to swipe through, each with a picture or a video (Meta, "Interactive media carousel messages", 2025-12-22). */
export const carouselMessage = buildMessage('interactive', (context) => ({
	type: 'carousel',
	...buildBody(context),
	action: { cards: readCards(context) },
}));
