import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { isObject, objectsIn } from '../../shared/parameters/json';

function objectIn(value: unknown): IDataObject {
	return isObject(value) ? value : {};
}

/** Texts of buttons: of one that opens something, of replies, and of those that Meta names itself have none. */
function buttonLines({ buttons, parameters }: IDataObject): unknown[] {
	const { display_text: link, url, flow_cta: flow } = objectIn(parameters);
	const replies = objectsIn(buttons).map((button) => objectIn(button.reply ?? button.quick_reply));
	return [
		link && `[${String(link)}] ${String(url)}`,
		flow && `[${String(flow)}]`,
		...replies.map(({ title }) => title && `[${String(title)}]`),
	];
}

function cardLines({ body, action }: IDataObject): unknown[] {
	return [objectIn(body).text, ...buttonLines(objectIn(action))];
}

function sectionLines(section: IDataObject): unknown[] {
	const choices = [section, ...objectsIn(section.rows)].map(({ title }) => title);
	const products = objectsIn(section.product_items).map((item) => item.product_retailer_id);
	return [...choices, ...products].map((line) => line && `[${String(line)}]`);
}

function interactiveLines({ header, body, footer, action: given }: IDataObject): unknown[] {
	const action = objectIn(given);
	const { product_retailer_id: product } = action;
	return [
		objectIn(header).text,
		objectIn(body).text,
		objectIn(footer).text,
		action.button,
		...buttonLines(action),
		product && `[${String(product)}]`,
		...objectsIn(action.sections).flatMap(sectionLines),
		...objectsIn(action.cards).flatMap(cardLines),
	];
}

/** Lines a customer reads, by the type of message (Meta, "Messages"). */
const LINES: Record<string, (content: IDataObject) => unknown[]> = {
	text: ({ body }) => [body],
	location: ({ name, address }) => [name, address],
	reaction: ({ emoji }) => [emoji],
	interactive: interactiveLines,
};

/** The text of a message without a template, line by line, with its choices in brackets. */
export function metaMessageText({ body }: IHttpRequestOptions): string {
	const message = objectIn(body);
	const type = String(message.type ?? '');
	const lines =
		type === 'contacts'
			? objectsIn(message.contacts).map(({ name }) => objectIn(name).formatted_name)
			: (LINES[type] ?? (({ caption }: IDataObject) => [caption]))(objectIn(message[type]));
	return lines.filter((line) => typeof line === 'string' && line !== '').join('\n');
}
