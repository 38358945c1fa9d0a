import type { BusinessAccount } from '../../state/business/account';
import { isObject, type JsonObject } from '../../http/json';
import { invalidParameter } from '../errors';
import { countCharacters, notValid, requiredObject, textWithin } from '../inputs';
import { checkMediaObject } from '../media/media-rules';

/** @throws Refusal for a header of a kind that the message does not take */
export function checkHeader(
	account: BusinessAccount,
	header: JsonObject,
	kinds: readonly string[],
): void {
	const type = String(header.type);
	if (type !== 'text' && !['image', 'video', 'document'].includes(type)) {
		throw invalidParameter(`Param interactive['header']['type'] must not be '${type}'`);
	}
	if (!kinds.includes(type)) {
		throw notValid(`This message takes a header of the type ${kinds.join(', ') || 'none'} only`);
	}
	if (type === 'text') textWithin(header.text, "interactive['header']['text']", 60);
	else checkMediaObject(account, type, requiredObject(header, type));
}

export function checkChoice(
	id: unknown,
	title: unknown,
	longest: { id: number; title: number },
): void {
	const ofTitle = typeof title === 'string' ? countCharacters(title) : 0;
	if (ofTitle < 1 || ofTitle > longest.title) {
		throw notValid(`Title length invalid. Min length: 1, Max length: ${longest.title}`);
	}
	const ofId = typeof id === 'string' ? countCharacters(id) : 0;
	if (ofId < 1 || ofId > longest.id) {
		throw notValid(`ID length invalid. Min length: 1, Max length: ${longest.id}`);
	}
}

export function checkDistinct(values: unknown[], what: string): void {
	if (new Set(values).size < values.length) throw notValid(`Duplicated ${what} in the message`);
}

/** Checks what a link button opens. @param path as Meta names it */
export function checkLink(action: JsonObject, path = "interactive['action']"): void {
	if (action.name !== 'cta_url') throw notValid(`Param ${path}['name'] must be 'cta_url'`);
	const { display_text: text, url } = requiredObject(action, 'parameters');
	textWithin(text, `${path}['parameters']['display_text']`, 20);
	if (typeof url !== 'string' || !URL.canParse(url)) throw notValid('Button URL is not valid');
}

/** Checks that an action has its name. @throws Refusal 131009 */
export function checkName(action: JsonObject, name: string): void {
	if (action.name !== name) throw notValid(`Param action['name'] must be '${name}'`);
}

/** The parameters of an action, which may be left out. */
export function readParameters({ parameters }: JsonObject): JsonObject {
	return isObject(parameters) ? parameters : {};
}
