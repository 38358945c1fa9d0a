import type { BusinessAccount } from '../../state/business/account';
import { isObject, type JsonObject } from '../../http/json';
import { notValid, readList, requiredObject, textWithin } from '../inputs';
import { checkChoice, checkHeader, checkLink } from './parts';

/** What kind of buttons a card has, and how many: all cards of a message agree in it. */
function readShape({ action }: JsonObject): string {
	const buttons = isObject(action) ? readList(action.buttons) : [];
	return buttons.length > 0 ? `${buttons.length} quick_reply` : 'cta_url';
}

function checkAction(card: JsonObject): void {
	const action = requiredObject(card, 'action');
	const buttons = readList(action.buttons);
	if (buttons.length === 0) {
		if (card.type !== 'cta_url') throw notValid("Param cards['type'] must be 'cta_url'");
		checkLink(action, "cards['action']");
		return;
	}
	for (const button of buttons) {
		const { id, title } = requiredObject(button, 'quick_reply');
		checkChoice(id, title, { id: 256, title: 20 });
	}
}

/**
 * Two to ten cards, each with a picture or a video, and either a link or quick replies (Meta, "Interactive media carousel
 * messages", 2025-12-22).
 */
export function checkCarousel(account: BusinessAccount, action: JsonObject): void {
	const cards = readList(action.cards);
	if (cards.length < 2 || cards.length > 10) {
		throw notValid('Invalid cards count. Min allowed cards: 2, Max allowed cards: 10');
	}
	for (const [place, card] of cards.entries()) {
		if (card.card_index !== place) throw notValid("Param cards['card_index'] must be in order");
		checkHeader(account, requiredObject(card, 'header'), ['image', 'video']);
		if (isObject(card.body)) checkBody(card.body);
		checkAction(card);
	}
	const kinds = new Set(cards.map(({ header }) => (isObject(header) ? header.type : '')));
	if (kinds.size > 1) throw notValid('All cards must have a header of the same type');
	if (new Set(cards.map(readShape)).size > 1) {
		throw notValid('All cards must have buttons of the same type and number');
	}
}

function checkBody({ text }: JsonObject): void {
	const words = textWithin(text, "cards['body']['text']", 160);
	if (words.split('\n').length > 3) throw notValid('Card body takes 2 line breaks at most');
}
