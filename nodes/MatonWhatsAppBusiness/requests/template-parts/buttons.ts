import type { IDataObject } from 'n8n-workflow';

import { checkWordsWithin, InputError } from '../../../shared/parameters/input';
import { isObject, objectsIn, parseJson } from '../../../shared/parameters/json';
import { pair, type Pair } from '../../../shared/parameters/key-values';

const OWNER = 'Template Parameters';

/** Meta, "Coupon templates" and "Authentication templates". */
const LONGEST_CODE = 15;

/** Meta, "Multi-product message templates". */
const MOST_PRODUCTS = 30;

function notIn(name: string, words: string, advice: string): InputError {
	return new InputError(`The value of '${name}' in '${OWNER}' ${words}`, advice);
}

/** @throws InputError when a text cannot be the end of a web address */
function urlEnd(name: string, text: string): string {
	if (!/\s/.test(text)) return text;
	const advice = 'It becomes the end of a web address. Replace spaces, e.g. by %20.';
	throw notIn(name, 'contains a space', advice);
}

/** @throws InputError when a text is no code, or too long for one */
export function checkCode(name: string, code: string): string {
	if (!/^[A-Za-z0-9]+$/.test(code)) {
		const advice = 'A code to copy has only letters and digits.';
		throw notIn(name, `is not a code: ${code.slice(0, 20)}`, advice);
	}
	if (code.length > LONGEST_CODE) {
		throw new InputError(
			`The value of '${name}' in '${OWNER}' has ${code.length} characters, but WhatsApp allows ${LONGEST_CODE}`,
		);
	}
	return code;
}

/** What a Flow is opened with. @throws InputError when it is no JSON object */
function flowData(name: string, text: string): IDataObject {
	const data = parseJson(text);
	if (isObject(data)) {
		checkWordsWithin(`variable '${name}' in '${OWNER}'`, data);
		return data;
	}
	throw notIn(
		name,
		'is not a JSON object',
		'Enter what the first screen takes, e.g. {"name": "Ada"}.',
	);
}

/**
 * Sections of products from `Title: id, id; Title: id`; a list without titles is one section.
 *
 * @throws InputError when there is no product, or more than Meta takes
 */
function productSections(name: string, text: string): IDataObject[] {
	const sections = text
		.split(';')
		.map((part) => /^(?:([^:]*):)?(.*)$/s.exec(part.trim()) ?? [])
		.map(([, title = 'Products', ids = '']) => ({
			title: title.trim(),
			product_items: ids
				.split(',')
				.map((id) => ({ product_retailer_id: id.trim() }))
				.filter((item) => item.product_retailer_id !== ''),
		}))
		.filter((section) => section.product_items.length > 0);
	const count = sections.flatMap((section) => section.product_items).length;
	if (count > 0 && count <= MOST_PRODUCTS) return sections;
	const words = count === 0 ? 'names no product' : `names ${count} products`;
	const advice = `Enter 1 to ${MOST_PRODUCTS} product IDs, e.g. sku-1, sku-2, or with titles: Drinks: sku-1; Food: sku-2.`;
	throw notIn(name, words, advice);
}

/** A value of a button: a parameter of its own, or a part of the one parameter `action`. */
interface ButtonValue {
	subType: string;
	/** Of the parameter that has the value; missing for a part of the action. */
	type?: string;
	/** What Meta calls the value. */
	field: string;
	/** @throws InputError when the value does not fit */
	read?(name: string, value: string): string | IDataObject | IDataObject[];
}

const PRODUCT = {
	field: 'thumbnail_product_retailer_id',
	read: (_name: string, id: string) => id.trim(),
};

/** How each kind of button takes its values (Meta, "Template components", 2026). */
const BUTTONS: Record<string, ButtonValue> = {
	url: { subType: 'url', type: 'text', field: 'text', read: urlEnd },
	copy_code: {
		subType: 'copy_code',
		type: 'coupon_code',
		field: 'coupon_code',
		read: checkCode,
	},
	quick_reply: { subType: 'quick_reply', type: 'payload', field: 'payload' },
	flow_token: { subType: 'flow', field: 'flow_token' },
	flow_data: { subType: 'flow', field: 'flow_action_data', read: flowData },
	catalog_thumbnail: { subType: 'catalog', ...PRODUCT },
	mpm_thumbnail: { subType: 'mpm', ...PRODUCT },
	mpm_products: { subType: 'mpm', field: 'sections', read: productSections },
};

/** Whether a template has buttons that take values of this kind, e.g. `url` or `flow_token`. */
export function isButtonValue(kind: string): boolean {
	return Object.hasOwn(BUTTONS, kind);
}

/** The button components of a template, by the index of their button. */
export class TemplateButtons {
	private readonly byIndex = new Map<string, IDataObject>();

	/** @throws InputError when the value fits no such button */
	add(index: string, kind: string, name: string, value: string): void {
		const { subType, type, field, read } = BUTTONS[kind]!;
		const filled = { [field]: read ? read(name, value) : value };
		const parameter =
			type === undefined
				? { type: 'action', action: { ...this.actionAt(index), ...filled } }
				: { type, ...filled };
		const parameters = [parameter];
		this.byIndex.set(index, { type: 'button', sub_type: subType, index, parameters });
	}

	private actionAt(index: string): IDataObject {
		const parameters = this.byIndex.get(index)?.parameters as IDataObject[] | undefined;
		return (parameters?.[0]?.action as IDataObject | undefined) ?? {};
	}

	components(): IDataObject[] {
		const inOrder = [...this.byIndex].sort(([one], [other]) => Number(one) - Number(other));
		return inOrder.map(([, component]) => component);
	}
}

/** The values of a button component, under the names they have in forms. */
export function readButtonValues({ sub_type, index, parameters }: IDataObject): Pair[] {
	const [parameter = {}] = objectsIn(parameters);
	const holder = isObject(parameter.action) ? parameter.action : parameter;
	return Object.entries(BUTTONS)
		.filter(([, { subType, field }]) => subType === sub_type && holder[field] !== undefined)
		.map(([kind, { field }]) => pair(`button_${String(index)}_${kind}`, toWords(holder[field])));
}

function toWords(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}
