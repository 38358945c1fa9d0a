import type { BusinessAccount } from '../state/business/account';
import type { MetaTemplate } from '../state/business/shapes';
import { isObject, type JsonObject } from '../http/json';
import { graphRefusal } from './errors';
import { listOf, missing, requiredObject } from './inputs';
import { checkMediaObject } from './media-rules';

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
	checkMediaObject(account, kind, requiredObject(given, kind));
}

const NEEDS: Record<string, { subType: string; type: string }> = {
	URL: { subType: 'url', type: 'text' },
	COPY_CODE: { subType: 'copy_code', type: 'coupon_code' },
	QUICK_REPLY: { subType: 'quick_reply', type: 'payload' },
};

function checkButtons(template: MetaTemplate, given: JsonObject[]): void {
	const buttons = template.components.find(({ type }) => type === 'BUTTONS')?.buttons ?? [];
	const byIndex = new Map(given.map((component) => [Number(component.index), component]));
	if ([...byIndex.keys()].some((index) => buttons[index] === undefined)) {
		throw mismatch('buttons: there is no button at this index');
	}
	for (const [index, button] of buttons.entries()) {
		const needs = NEEDS[button.type];
		const dynamic = button.type === 'COPY_CODE' || placeholdersIn(button.url).length > 0;
		const component = byIndex.get(index);
		if (!component) {
			if (!dynamic) continue;
			throw missing(
				`buttons: Button at index ${index} of type ${button.type} requires a parameter`,
			);
		}
		const [parameter] = listOf(component.parameters);
		const subType = String(component.sub_type).toLowerCase();
		if (!needs || subType !== needs.subType || parameter?.type !== needs.type) {
			throw mismatch(`buttons: Format mismatch at index ${index}, expected ${button.type}`);
		}
		const key = needs.type === 'text' ? 'text' : needs.type;
		const value = checkText(parameter[key]);
		if (button.type === 'COPY_CODE' && value.length > 15) {
			throw mismatch('buttons: a coupon code has at most 15 characters');
		}
	}
}

/** Checks a template against its components and gives the body as a reader sees it. */
export function templateText(account: BusinessAccount, content: JsonObject): string {
	const template = sentTemplate(account, content);
	const components = listOf(content.components);
	const of = (type: string) =>
		components.filter((component) => String(component.type).toLowerCase() === type);
	checkHeader(account, template, listOf(of('header')[0]?.parameters));
	const body = template.components.find(({ type }) => type === 'BODY')?.text ?? '';
	const values = valuesFor(template, 'body', body, listOf(of('body')[0]?.parameters));
	checkButtons(template, of('button').filter(isObject));
	return body.replace(PLACEHOLDER, (whole, name: string) => values.get(name) ?? whole);
}
