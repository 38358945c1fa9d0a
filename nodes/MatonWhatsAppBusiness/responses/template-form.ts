import type { IDataObject } from 'n8n-workflow';

import { toVariableLabel } from '../requests/template-parts/variable-labels';
import { isObject, objectsIn } from '../../shared/parameters/json';
import { filledIn, placeholdersIn } from '../../shared/templates/placeholders';
import { LONGEST_LABEL } from '../../shared/templates/template-text';

/** One value that a template takes, under the name it has in forms. */
export interface TemplateVariable {
	/** E.g. `body_1`, `header_document` or `button_0_url`. */
	name: string;
	label: string;
	required: boolean;
}

/** One part of a template by its type, e.g. `BODY`; empty where it has none. */
export function getComponent(template: IDataObject, type: string): IDataObject {
	return objectsIn(template.components).find((one) => one.type === type) ?? {};
}

/** Meta keeps examples by place (`body_text: [[..]]`, `header_text: [..]`) or by name. */
function getExample({ example }: IDataObject, name: string, place: number): string | undefined {
	if (!isObject(example)) return undefined;
	const named = [example.body_text_named_params, example.header_text_named_params]
		.flatMap(objectsIn)
		.find((one) => one.param_name === name)?.example;
	const lists = [example.body_text, example.header_text].filter(Array.isArray) as unknown[][];
	const byPlace = lists.map((list) => (Array.isArray(list[0]) ? (list[0] as unknown[]) : list));
	const value = named ?? byPlace[0]?.[place];
	return typeof value === 'string' ? value : undefined;
}

/** A variable with its label, which shows the example where the editor has room for both. */
function variable(name: string, required = true, example?: string): TemplateVariable {
	const label = toVariableLabel(name);
	const whole = `${label}, e.g. ${example ?? ''}`;
	return { name, label: example && whole.length <= LONGEST_LABEL ? whole : label, required };
}

function textVariables(component: IDataObject, prefix: string): TemplateVariable[] {
	return placeholdersIn(component.text).map((name, place) =>
		variable(`${prefix}_${name}`, true, getExample(component, name, place)),
	);
}

/** What headers ask for that are no text (Meta, "Template components", 2026). */
const HEADERS: Record<string, TemplateVariable[]> = {
	image: [variable('header_image')],
	video: [variable('header_video')],
	gif: [variable('header_gif')],
	document: [variable('header_document'), variable('header_document_name', false)],
	location: [
		variable('header_latitude'),
		variable('header_longitude'),
		variable('header_location_name'),
		variable('header_location_address'),
	],
	product: [variable('header_product'), variable('header_catalog')],
};

function headerVariables(template: IDataObject): TemplateVariable[] {
	const header = getComponent(template, 'HEADER');
	const kind = String(header.format ?? '').toLowerCase();
	return kind === 'text' ? textVariables(header, 'header_text') : (HEADERS[kind] ?? []);
}

/** What buttons ask for, next to addresses, by their type. A Flow has to be named even where it takes no value. */
const BUTTON_VALUES: Record<string, Array<[value: string, required: boolean]>> = {
	COPY_CODE: [['copy_code', true]],
	QUICK_REPLY: [['quick_reply', false]],
	FLOW: [
		['flow_token', true],
		['flow_data', false],
	],
	CATALOG: [['catalog_thumbnail', false]],
	MPM: [
		['mpm_thumbnail', true],
		['mpm_products', true],
	],
};

/** Buttons that take nothing, or only what they have. */
const WITHOUT_VALUES = ['PHONE_NUMBER', 'SPM', 'VOICE_CALL'];

/** The text of the template, which the form shows above, lists its buttons in this order. */
function buttonVariable(button: IDataObject, index: number): TemplateVariable[] {
	const [example] = Array.isArray(button.example) ? (button.example as unknown[]) : [];
	if (button.type === 'URL') {
		if (placeholdersIn(button.url).length === 0) return [];
		return [variable(`button_${index}_url`)];
	}
	return (BUTTON_VALUES[String(button.type)] ?? []).map(([value, required]) => {
		const shown = value === 'copy_code' && example ? String(example) : undefined;
		return variable(`button_${index}_${value}`, required, shown);
	});
}

function offerVariables(template: IDataObject): TemplateVariable[] {
	const { limited_time_offer: offer } = getComponent(template, 'LIMITED_TIME_OFFER');
	const hasEnd = isObject(offer) && offer.has_expiration === true;
	return hasEnd ? [variable('offer_ends')] : [];
}

function cardVariables(template: IDataObject): TemplateVariable[] {
	const cards = objectsIn(getComponent(template, 'CAROUSEL').cards);
	return cards.flatMap((card, index) =>
		readTemplateVariables(card).map(({ name, label, required }) => ({
			name: `card_${index}_${name}`,
			label: `Card ${index + 1}: ${label}`,
			required,
		})),
	);
}

/** All values a template takes: header, body, offer, cards and buttons, in this order. */
export function readTemplateVariables(template: IDataObject): TemplateVariable[] {
	if (template.category === 'AUTHENTICATION') return [variable('code')];
	return [
		...headerVariables(template),
		...textVariables(getComponent(template, 'BODY'), 'body'),
		...offerVariables(template),
		...cardVariables(template),
		...objectsIn(getComponent(template, 'BUTTONS').buttons).flatMap(buttonVariable),
	];
}

const KNOWN_HEADERS = ['', 'text', ...Object.keys(HEADERS)];
const KNOWN_BUTTONS = ['URL', ...Object.keys(BUTTON_VALUES), ...WITHOUT_VALUES];

/** Parts of a template that take values which the form cannot give, in Meta's words, e.g. `ORDER_DETAILS`. */
export function findUnfilledParts(template: IDataObject): string[] {
	if (template.category === 'AUTHENTICATION') return [];
	const format = String(getComponent(template, 'HEADER').format ?? '');
	const buttons = objectsIn(getComponent(template, 'BUTTONS').buttons);
	const types = buttons.map(({ type }) => String(type));
	return [
		...(KNOWN_HEADERS.includes(format.toLowerCase()) ? [] : [format]),
		...types.filter((type) => !KNOWN_BUTTONS.includes(type)),
		...objectsIn(getComponent(template, 'CAROUSEL').cards).flatMap(findUnfilledParts),
	];
}

/** The body of a template as it was written. */
export function getBodyText(template: IDataObject): string {
	const { text } = getComponent(template, 'BODY');
	return typeof text === 'string' ? text : '';
}

/** The body a customer reads; variables without a value stay as they are. */
export function renderedTemplate(
	template: IDataObject,
	values: ReadonlyMap<string, string>,
): string {
	const code = values.get('code');
	return filledIn(getBodyText(template), (name) => values.get(`body_${name}`) ?? code);
}
