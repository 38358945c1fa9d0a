import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../shared/parameters/json';

function textIn(value: unknown): string | undefined {
	if (isObject(value)) return textIn(value.text ?? value.title);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

function listIn(value: unknown): IDataObject[] {
	return Array.isArray(value) ? value.filter(isObject) : [];
}

function interactiveText(body: IDataObject): string {
	const rows = listIn(body.sections).flatMap((section) => [section, ...listIn(section.rows)]);
	const choices = [...listIn(body.buttons), ...rows].map((choice) => `[${textIn(choice) ?? ''}]`);
	const lines = [body.header, body.body, body.footer, body.buttonText].map(textIn);
	return [...lines.filter((line) => line !== undefined), ...choices]
		.filter((line) => line !== '[]')
		.join('\n');
}

/**
 * The text of a message without a template, as its request holds it: what a customer reads, line by line,
 * with the choices of an interactive message in brackets.
 */
export function messageText(query: IDataObject, body: unknown): string {
	if (isObject(body) && 'body' in body) return interactiveText(body);
	const inBody = isObject(body) ? body.caption : undefined;
	return textIn(query.messageText) ?? textIn(query.caption) ?? textIn(inBody) ?? '';
}
