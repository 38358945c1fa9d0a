import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { isObject, objectsIn } from '../../shared/parameters/json';

function objectIn(value: unknown): IDataObject {
	return isObject(value) ? value : {};
}

function interactiveLines({ header, body, footer, action }: IDataObject): unknown[] {
	const { buttons, sections, button, parameters } = objectIn(action);
	const rows = objectsIn(sections).flatMap((section) => [section, ...objectsIn(section.rows)]);
	const choices = [...objectsIn(buttons).map(({ reply }) => objectIn(reply)), ...rows];
	const link = objectIn(parameters);
	return [
		objectIn(header).text,
		objectIn(body).text,
		objectIn(footer).text,
		button,
		link.display_text && `[${String(link.display_text)}] ${String(link.url)}`,
		...choices.map(({ title }) => title && `[${String(title)}]`),
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
