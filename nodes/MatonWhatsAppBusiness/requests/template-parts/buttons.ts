import type { IDataObject } from 'n8n-workflow';

import { checkWordsWithin, InputError } from '../../../shared/parameters/input';
import { isObject, parseJson } from '../../../shared/parameters/json';

const OWNER = 'Template Parameters';

/** Meta, "Coupon templates" and "Authentication templates". */
const LONGEST_CODE = 15;

/** Meta, "Multi-product message templates". */
const MOST_PRODUCTS = 30;

function notIn(name: string, words: string, advice: string): InputError {
	return new InputError(`The value of '${name}' in '${OWNER}' ${words}`, advice);
}

/** @throws InputError when a text cannot be the end of a web address */
function urlEnd(name: string, text: string): IDataObject {
	if (/\s/.test(text)) {
		const advice = 'It becomes the end of a web address. Replace spaces, e.g. by %20.';
		throw notIn(name, 'contains a space', advice);
	}
	return { type: 'text', text };
}

/** @throws InputError when a text is no code, or too long for one */
export function checkCode(name: string, code: string): string {
	if (!/^[A-Za-z0-9]+$/.test(code)) {
		const advice = 'A code to copy has only letters and digits.';
		throw notIn(name, `is no code: ${code.slice(0, 20)}`, advice);
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
		'is no JSON object',
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

/** A value of a button: a parameter, or a part of the one parameter `action`. */
interface ButtonValue {
	subType: string;
	parameter?(name: string, value: string): IDataObject;
	action?(name: string, value: string): IDataObject;
}

const thumbnail = (_name: string, id: string) => ({ thumbnail_product_retailer_id: id.trim() });

/** How each kind of button takes its values (Meta, "Template components", 2026). */
const BUTTONS: Record<string, ButtonValue> = {
	url: { subType: 'url', parameter: urlEnd },
	copy_code: {
		subType: 'copy_code',
		parameter: (name, code) => ({ type: 'coupon_code', coupon_code: checkCode(name, code) }),
	},
	quick_reply: {
		subType: 'quick_reply',
		parameter: (_name, payload) => ({ type: 'payload', payload }),
	},
	flow_token: { subType: 'flow', action: (_name, token) => ({ flow_token: token }) },
	flow_data: {
		subType: 'flow',
		action: (name, text) => ({ flow_action_data: flowData(name, text) }),
	},
	catalog_thumbnail: { subType: 'catalog', action: thumbnail },
	mpm_thumbnail: { subType: 'mpm', action: thumbnail },
	mpm_products: {
		subType: 'mpm',
		action: (name, text) => ({ sections: productSections(name, text) }),
	},
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
		const { subType, parameter, action } = BUTTONS[kind]!;
		const parameters = parameter
			? [parameter(name, value)]
			: [{ type: 'action', action: { ...this.actionAt(index), ...action?.(name, value) } }];
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
