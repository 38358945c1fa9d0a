import type { JsonObject } from '../../http/json';
import { countCharacters, missing, notValid, readList, requiredObject } from '../inputs';
import { checkChoice, checkDistinct } from './parts';

export function checkButtons(action: JsonObject): void {
	const buttons = readList(action.buttons);
	if (buttons.length < 1 || buttons.length > 3) {
		throw notValid('Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3');
	}
	const replies = buttons.map((button) => {
		if (button.type !== 'reply') throw notValid('Buttons must be of the type reply');
		return requiredObject(button, 'reply');
	});
	for (const { id, title } of replies) checkChoice(id, title, { id: 256, title: 20 });
	checkDistinct(
		replies.map(({ id }) => id),
		'button id',
	);
	checkDistinct(
		replies.map(({ title }) => title),
		'button title',
	);
}

/** Checks titles of sections, of rows and of products alike. */
export function checkSections(sections: JsonObject[]): void {
	if (sections.length < 1 || sections.length > 10) {
		throw notValid('Invalid sections count. Min allowed sections: 1, Max allowed sections: 10');
	}
	const titles = sections.map(({ title }) => (typeof title === 'string' ? title : ''));
	if (titles.some((title) => countCharacters(title) > 24)) {
		throw notValid('Section title length invalid. Max length: 24');
	}
	if (sections.length > 1 && titles.includes('')) {
		throw missing('Section titles are required when there is more than one section');
	}
}

export function checkList(action: JsonObject): void {
	const button = typeof action.button === 'string' ? countCharacters(action.button) : 0;
	if (button < 1 || button > 20) throw notValid('Button label length invalid. Max length: 20');
	const sections = readList(action.sections);
	checkSections(sections);
	const rows = sections.flatMap((section) => readList(section.rows));
	if (rows.length < 1 || rows.length > 10) {
		throw notValid('Total row count exceed max allowed count: 10');
	}
	for (const { id, title, description } of rows) {
		checkChoice(id, title, { id: 200, title: 24 });
		if (typeof description === 'string' && countCharacters(description) > 72) {
			throw notValid('Row description length invalid. Max length: 72');
		}
	}
	checkDistinct(
		rows.map(({ id }) => id),
		'row id',
	);
}
