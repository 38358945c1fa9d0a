import type { BusinessAccount } from '../state/business/account';
import { isObject, type JsonObject } from '../http/json';
import { invalidParameter } from './errors';
import { getLength, readList, missing, notValid, requiredObject, textWithin } from './inputs';
import { checkMediaObject } from './media-rules';

/** Meta, "Interactive list messages": lists take a longer body than buttons. */
const LONGEST_BODY: Record<string, number> = { button: 1_024, list: 4_096, cta_url: 1_024 };

function checkHeader(account: BusinessAccount, header: JsonObject, kind: string): void {
	const type = String(header.type);
	if (type === 'text') {
		textWithin(header.text, "interactive['header']['text']", 60);
		return;
	}
	if (kind === 'list') throw notValid('List messages take a header of the type text only');
	if (!['image', 'video', 'document'].includes(type)) {
		throw invalidParameter(`Param interactive['header']['type'] must not be '${type}'`);
	}
	checkMediaObject(account, type, requiredObject(header, type));
}

function checkChoice(id: unknown, title: unknown, longest: { id: number; title: number }): void {
	const ofTitle = typeof title === 'string' ? getLength(title) : 0;
	if (ofTitle < 1 || ofTitle > longest.title) {
		throw notValid(`Title length invalid. Min length: 1, Max length: ${longest.title}`);
	}
	const ofId = typeof id === 'string' ? getLength(id) : 0;
	if (ofId < 1 || ofId > longest.id) {
		throw notValid(`ID length invalid. Min length: 1, Max length: ${longest.id}`);
	}
}

function checkDistinct(values: unknown[], what: string): void {
	if (new Set(values).size < values.length) throw notValid(`Duplicated ${what} in the message`);
}

function checkButtons(action: JsonObject): void {
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

function checkList(action: JsonObject): void {
	const button = typeof action.button === 'string' ? getLength(action.button) : 0;
	if (button < 1 || button > 20) throw notValid('Button label length invalid. Max length: 20');
	const sections = readList(action.sections);
	if (sections.length < 1 || sections.length > 10) {
		throw notValid('Invalid sections count. Min allowed sections: 1, Max allowed sections: 10');
	}
	const titles = sections.map(({ title }) => (typeof title === 'string' ? title : ''));
	if (titles.some((title) => getLength(title) > 24)) {
		throw notValid('Section title length invalid. Max length: 24');
	}
	if (sections.length > 1 && titles.includes('')) {
		throw missing('Section titles are required when there is more than one section');
	}
	const rows = sections.flatMap((section) => readList(section.rows));
	if (rows.length < 1 || rows.length > 10) {
		throw notValid('Total row count exceed max allowed count: 10');
	}
	for (const { id, title, description } of rows) {
		checkChoice(id, title, { id: 200, title: 24 });
		if (typeof description === 'string' && getLength(description) > 72) {
			throw notValid('Row description length invalid. Max length: 72');
		}
	}
	checkDistinct(
		rows.map(({ id }) => id),
		'row id',
	);
}

function checkLink(action: JsonObject): void {
	if (action.name !== 'cta_url') throw notValid("Param action['name'] must be 'cta_url'");
	const { display_text: text, url } = requiredObject(action, 'parameters');
	textWithin(text, "interactive['action']['parameters']['display_text']", 20);
	if (typeof url !== 'string' || !URL.canParse(url)) throw notValid('Button URL is not valid');
}

/** Checks an interactive message and gives the text a reader sees (Meta, "Interactive messages"). */
export function interactiveText(account: BusinessAccount, content: JsonObject): string {
	const type = String(content.type);
	const longest = LONGEST_BODY[type];
	if (longest === undefined) {
		throw invalidParameter(`Param interactive['type'] must not be '${type}'`);
	}
	if (isObject(content.header)) checkHeader(account, content.header, type);
	const { text } = requiredObject(content, 'body');
	const body = textWithin(text, "interactive['body']['text']", longest);
	if (isObject(content.footer)) {
		textWithin(content.footer.text, "interactive['footer']['text']", 60);
	}
	const action = requiredObject(content, 'action');
	if (type === 'button') checkButtons(action);
	else if (type === 'list') checkList(action);
	else checkLink(action);
	return body;
}
