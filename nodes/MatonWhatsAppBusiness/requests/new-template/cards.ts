import type { IDataObject } from 'n8n-workflow';

import {
	checkCount,
	InputError,
	listParameter,
	type ParameterSource,
	readEntries,
	readText,
} from '../../../shared/parameters/input';
import { isObject, objectsIn } from '../../../shared/parameters/json';
import { buildButtons } from './buttons';
import { buildFileHeader } from './header';
import { buildCardBody } from './texts';

/** Meta, "Media card carousel templates" (2026). */
const FEWEST_CARDS = 2;
const MOST_CARDS = 10;
const MOST_BUTTONS = 2;

function buildCard(card: IDataObject, owner: string): IDataObject[] {
	const format = String(card.format ?? 'IMAGE');
	const handle = readText(card.handle ?? '', `${owner}, Example Handle`).trim();
	const text = readText(card.bodyText ?? '', `${owner}, Body`);
	const examples = readEntries(card.examples ?? '', `${owner}, Examples`);
	const rows = isObject(card.buttons) ? objectsIn(card.buttons.button) : [];
	checkCount(`field '${owner}, Buttons'`, rows.length, [1, MOST_BUTTONS]);
	return [
		buildFileHeader(format, handle, `${owner}, Example Handle`),
		...buildCardBody(text, examples, owner),
		...buildButtons(rows, `${owner}, Buttons`),
	];
}

/** What all cards of a template must have in common: kind of header, a body or none, and the kinds of their buttons. */
function readShape(components: IDataObject[]): string {
	return JSON.stringify(
		components.map(({ type, format, buttons }) => [
			type,
			format,
			objectsIn(buttons).map((button) => button.type),
		]),
	);
}

/** The cards of a carousel; nothing where there are none. @throws InputError */
export function buildCarousel(context: ParameterSource): IDataObject[] {
	const given = listParameter(context, 'options.templateCards.card');
	if (given.length === 0) return [];
	checkCount("option 'Carousel Cards'", given.length, [FEWEST_CARDS, MOST_CARDS]);
	const cards = given.map((card, place) => buildCard(card, `Carousel Cards ${place + 1}`));
	const other = cards.findIndex((card) => readShape(card) !== readShape(cards[0]!));
	if (other > 0) {
		throw new InputError(
			`The entry 'Carousel Cards ${other + 1}' has other parts than the first card`,
			'Give all cards the same kind of header, a body or none, and the same kinds of buttons.',
		);
	}
	return [{ type: 'CAROUSEL', cards: cards.map((components) => ({ components })) }];
}
