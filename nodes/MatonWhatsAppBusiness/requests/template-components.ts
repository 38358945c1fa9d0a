import type { IDataObject } from 'n8n-workflow';

import { findNameInAddress } from '../../shared/files/file-name';
import { checkUrl, InputError, type ParameterSource } from '../../shared/parameters/input';
import type { Pair } from '../../shared/parameters/key-values';
import { readTemplateValues } from '../../shared/templates/template-values';

const OWNER = 'Template Parameters';

/** Meta, "Coupon templates". */
const LONGEST_CODE = 15;

const FILES = ['image', 'video', 'document'];

/** How each kind of button takes its value (Meta, "Template components"). */
const BUTTONS: Record<string, (value: string) => IDataObject> = {
	url: (text) => ({ type: 'text', text }),
	copy_code: (coupon_code) => ({ type: 'coupon_code', coupon_code }),
	quick_reply: (payload) => ({ type: 'payload', payload }),
};

function unknownName(name: string): InputError {
	return new InputError(
		`'${name}' in '${OWNER}' names no part of a template`,
		'Names are body_1 (or body_ and the name of the variable), header_text_1, header_image, header_video, header_document, header_document_name, and button_0_url, button_0_copy_code or button_0_quick_reply, where 0 is the first button.',
	);
}

/** Variables of a text: in the order of their numbers, or by their names. */
function textParameters(values: Map<string, string>, where: string): IDataObject[] {
	const names = [...values.keys()];
	if (names.some((name) => !/^\d+$/.test(name))) {
		return [...values].map(([name, text]) => ({ type: 'text', parameter_name: name, text }));
	}
	const inOrder = names.sort((one, other) => Number(one) - Number(other));
	const gap = inOrder.findIndex((name, place) => Number(name) !== place + 1);
	if (gap >= 0) {
		throw new InputError(
			`'${OWNER}' lacks a value for ${where}_${gap + 1}`,
			'WhatsApp reads numbered variables in order, so fill in all of them.',
		);
	}
	return inOrder.map((name) => ({ type: 'text', text: values.get(name) }));
}

function fileParameter(kind: string, value: string, fileName: string | undefined): IDataObject {
	const isId = /^\d{5,30}$/.test(value.trim());
	const place: { id?: string; link?: string } = isId
		? { id: value.trim() }
		: { link: checkUrl(`Header ${kind}`, value).href };
	const filename =
		fileName || (place.link === undefined ? undefined : findNameInAddress(place.link));
	const name = kind === 'document' && filename ? { filename } : {};
	return { type: kind, [kind]: { ...place, ...name } };
}

function checkButton(name: string, kind: string, value: string): void {
	if (kind === 'url' && /\s/.test(value)) {
		throw new InputError(
			`The value of '${name}' in '${OWNER}' contains a space`,
			'It becomes the end of a web address. Replace spaces, e.g. by %20.',
		);
	}
	if (kind === 'copy_code' && !/^[A-Za-z0-9]+$/.test(value)) {
		throw new InputError(
			`The value of '${name}' in '${OWNER}' is no code: ${value.slice(0, 20)}`,
			'A code to copy has only letters and digits.',
		);
	}
	if (kind === 'copy_code' && value.length > LONGEST_CODE) {
		throw new InputError(
			`The value of '${name}' in '${OWNER}' has ${value.length} characters, but WhatsApp allows ${LONGEST_CODE}`,
		);
	}
}

/** The values of a template by the part they go to. */
class Parts {
	private readonly header = new Map<string, string>();

	private readonly body = new Map<string, string>();

	private readonly files = new Map<string, string>();

	private readonly buttons: IDataObject[] = [];

	private fileName?: string;

	add({ name, value }: Pair): void {
		const [, headerText] = /^header_text_(.+)$/.exec(name) ?? [];
		const [, bodyText] = /^body_(.+)$/.exec(name) ?? [];
		const [, file] = /^header_([a-z]+)$/.exec(name) ?? [];
		const [, index, kind] = /^button_(\d)_([a-z_]+)$/.exec(name) ?? [];
		if (bodyText !== undefined) this.body.set(bodyText, value);
		else if (headerText !== undefined) this.header.set(headerText, value);
		else if (name === 'header_document_name') this.fileName = value;
		else if (file !== undefined && FILES.includes(file)) this.files.set(file, value);
		else if (index !== undefined && BUTTONS[kind!]) this.addButton(name, index, kind!, value);
		else throw unknownName(name);
	}

	private addButton(name: string, index: string, kind: string, value: string): void {
		checkButton(name, kind, value);
		const parameters = [BUTTONS[kind]!(value)];
		this.buttons.push({ type: 'button', sub_type: kind, index, parameters });
	}

	components(): IDataObject[] {
		const header = [
			...[...this.files].map(([kind, value]) => fileParameter(kind, value, this.fileName)),
			...textParameters(this.header, 'header_text'),
		];
		const body = textParameters(this.body, 'body');
		return [
			...(header.length > 0 ? [{ type: 'header', parameters: header }] : []),
			...(body.length > 0 ? [{ type: 'body', parameters: body }] : []),
			...this.buttons.sort((one, other) => Number(one.index) - Number(other.index)),
		];
	}
}

/**
 * The components of a template message from values by name, e.g. `body_1` or `button_0_url`.
 *
 * @throws InputError for a name or value that fits no part
 */
export function buildComponents(context: ParameterSource, pairs: Pair[]): IDataObject[] {
	const parts = new Parts();
	for (const pair of readTemplateValues(context, pairs, OWNER)) parts.add(pair);
	return parts.components();
}
