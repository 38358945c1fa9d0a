import type { BusinessAccount } from '../state/business/account';
import type { MetaComponent, MetaTemplate } from '../state/business/shapes';
import { isObject, type JsonObject } from '../http/json';
import { graphRefusal } from './errors';
import { readList, missing, requiredObject } from './inputs';
import { checkMediaObject } from './media/media-rules';

const PLACEHOLDER = /\{\{\s*([^{}]+?)\s*\}\}/g;

export function placeholdersIn(text: string | undefined): string[] {
	return [...new Set([...(text ?? '').matchAll(PLACEHOLDER)].map(([, name]) => name as string))];
}

function sentTemplate(account: BusinessAccount, content: JsonObject): MetaTemplate {
	const name = String(content.name ?? '');
	const { code } = requiredObject(content, 'language');
	const found = account.templates.find((one) => one.name === name && one.language === code);
	if (!found || found.status === 'PENDING' || found.status === 'REJECTED') {
		throw graphRefusal({
			status: 404,
			code: 132001,
			title: 'Template name does not exist in the translation',
			details: `template name (${name}) does not exist in ${String(code)}`,
		});
	}
	if (found.status !== 'APPROVED') {
		throw graphRefusal({
			code: 132015,
			title: 'Template is Paused',
			details: `Template ${name} is paused due to low quality`,
		});
	}
	return found;
}

function checkText(text: unknown): string {
	if (typeof text !== 'string' || text.trim() === '') {
		throw missing('Parameter of type text is missing text value');
	}
	if (/[\r\n\t]| {5,}/.test(text)) {
		throw graphRefusal({
			code: 132018,
			title: 'There is an issue with the parameters in your template',
			details: 'Param text cannot have new-line/tab characters or more than 4 consecutive spaces',
		});
	}
	return text;
}

/** The values for the placeholders of a text, by their names. */
function valuesFor(
	template: MetaTemplate,
	where: string,
	text: string | undefined,
	parameters: JsonObject[],
): Map<string, string> {
	const names = placeholdersIn(text);
	if (parameters.length !== names.length) {
		throw graphRefusal({
			code: 132000,
			title: 'Number of parameters does not match the expected number of params',
			details: `${where}: number of localizable_params (${parameters.length}) does not match the expected number of params (${names.length})`,
		});
	}
	return new Map(
		parameters.map((parameter, place) => {
			const named = template.parameter_format === 'NAMED';
			const name = named ? String(parameter.parameter_name) : (names[place] as string);
			if (named && !names.includes(name)) {
				throw missing(`${where}: Parameter name is missing or empty`);
			}
			return [name, checkText(parameter.text)] as const;
		}),
	);
}

function mismatch(details: string) {
	return graphRefusal({
		code: 132012,
		title: 'Parameter format does not match format in the created template',
		details,
	});
}

function checkHeader(
	account: BusinessAccount,
	template: MetaTemplate,
	parameters: JsonObject[],
): void {
	const header = template.components.find(({ type }) => type === 'HEADER');
	if (!header || header.format === 'TEXT') {
		valuesFor(template, 'header', header?.text, parameters);
		return;
	}
	const kind = String(header.format).toLowerCase();
	const [given] = parameters;
	if (given?.type !== kind) {
		const received = given ? String(given.type).toUpperCase() : 'UNKNOWN';
		throw mismatch(
			`header: Format mismatch, expected ${String(header.format)}, received ${received}`,
		);
	}
	const content = requiredObject(given, kind);
	if (kind === 'location') checkFilled(content, ['latitude', 'longitude', 'name', 'address'], kind);
	else if (kind === 'product') checkFilled(content, ['product_retailer_id', 'catalog_id'], kind);
	else checkMediaObject(account, kind === 'gif' ? 'video' : kind, content);
}

/** Meta, "Location headers" and "Single-product message templates": all of these are needed. */
function checkFilled(content: JsonObject, names: string[], where: string): void {
	const lacking = names.find((name) => typeof content[name] !== 'string' || content[name] === '');
	if (lacking !== undefined) throw missing(`header: ${where} lacks ${lacking}`);
}

const NEEDS: Record<string, { subType: string; type: string }> = {
	URL: { subType: 'url', type: 'text' },
	COPY_CODE: { subType: 'copy_code', type: 'coupon_code' },
	QUICK_REPLY: { subType: 'quick_reply', type: 'payload' },
	FLOW: { subType: 'flow', type: 'action' },
	CATALOG: { subType: 'catalog', type: 'action' },
	MPM: { subType: 'mpm', type: 'action' },
};

/** Buttons without a component are refused: a Flow even where it has no values (131009, seen live). */
const NAMED = ['COPY_CODE', 'FLOW', 'MPM'];

function checkAction(type: string, action: JsonObject): void {
	if (type !== 'MPM') return;
	const sections = readList(action.sections);
	if (sections.length === 0 || sections.some((one) => readList(one.product_items).length === 0)) {
		throw mismatch('buttons: an MPM button needs sections with products');
	}
	if (typeof action.thumbnail_product_retailer_id !== 'string') {
		throw mismatch('buttons: an MPM button needs thumbnail_product_retailer_id');
	}
}

function checkButtons(components: MetaComponent[], given: JsonObject[]): void {
	const buttons = components.find(({ type }) => type === 'BUTTONS')?.buttons ?? [];
	const byIndex = new Map(given.map((component) => [Number(component.index), component]));
	if ([...byIndex.keys()].some((index) => buttons[index] === undefined)) {
		throw mismatch('buttons: there is no button at this index');
	}
	for (const [index, button] of buttons.entries()) {
		const needs = NEEDS[button.type];
		const dynamic = NAMED.includes(button.type) || placeholdersIn(button.url).length > 0;
		const component = byIndex.get(index);
		if (!component) {
			if (!dynamic) continue;
			throw missing(
				`buttons: Button at index ${index} of type ${button.type} requires a parameter`,
			);
		}
		const [parameter] = readList(component.parameters);
		const subType = String(component.sub_type).toLowerCase();
		if (!needs || subType !== needs.subType || parameter?.type !== needs.type) {
			throw mismatch(`buttons: Format mismatch at index ${index}, expected ${button.type}`);
		}
		if (needs.type === 'action') {
			checkAction(button.type, requiredObject(parameter, 'action'));
			continue;
		}
		const key = needs.type === 'text' ? 'text' : needs.type;
		const value = checkText(parameter[key]);
		if (button.type === 'COPY_CODE' && value.length > 15) {
			throw mismatch('buttons: a coupon code has at most 15 characters');
		}
	}
}

/** Meta, "Limited-time offer templates": an offer that ends needs its end, in milliseconds. */
function checkOffer(template: MetaTemplate, [given]: JsonObject[]): void {
	const offer = template.components.find(({ type }) => type === 'LIMITED_TIME_OFFER');
	if (offer?.limited_time_offer?.has_expiration !== true) return;
	const [parameter] = readList(given?.parameters);
	const { expiration_time_ms: end } = requiredObject(parameter ?? {}, 'limited_time_offer');
	if (typeof end !== 'number') throw mismatch('limited_time_offer: expiration_time_ms is missing');
}

/** Meta, "Media card carousel templates": each card by its place, with what it takes. */
function checkCards(account: BusinessAccount, template: MetaTemplate, [given]: JsonObject[]): void {
	const cards = template.components.find(({ type }) => type === 'CAROUSEL')?.cards ?? [];
	const sent = readList(given?.cards);
	if (sent.length !== cards.length) throw mismatch(`carousel: expected ${cards.length} cards`);
	for (const [index, { components }] of cards.entries()) {
		const card = sent.find((one) => one.card_index === index);
		if (!card) throw mismatch(`carousel: card ${index} is missing`);
		checkParts(account, { ...template, components }, readList(card.components));
	}
}

const ofType = (components: JsonObject[], type: string) =>
	components.filter((component) => String(component.type).toLowerCase() === type);

/** Checks header, body and buttons, and gives the body as a reader sees it. */
function checkParts(account: BusinessAccount, template: MetaTemplate, given: JsonObject[]): string {
	checkHeader(account, template, readList(ofType(given, 'header')[0]?.parameters));
	const body = template.components.find(({ type }) => type === 'BODY')?.text ?? '';
	const values = valuesFor(template, 'body', body, readList(ofType(given, 'body')[0]?.parameters));
	checkButtons(template.components, ofType(given, 'button').filter(isObject));
	return body.replace(PLACEHOLDER, (whole, name: string) => values.get(name) ?? whole);
}

/** Checks a template against its components and gives the body as a reader sees it. */
export function templateText(account: BusinessAccount, content: JsonObject): string {
	const template = sentTemplate(account, content);
	const components = readList(content.components);
	checkOffer(template, ofType(components, 'limited_time_offer'));
	checkCards(account, template, ofType(components, 'carousel'));
	return checkParts(account, template, components);
}
