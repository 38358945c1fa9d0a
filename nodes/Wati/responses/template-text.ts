import type { IDataObject } from 'n8n-workflow';

import { isObject, objectsIn, textsIn } from '../../shared/parameters/json';
import { showButton, type TemplateText } from '../../shared/templates/template-text';
import { renderedBody } from './template-variables';

function readHeader({ header }: IDataObject): string | undefined {
	if (!isObject(header)) return undefined;
	const [text] = textsIn([header.text]);
	const kind = String(header.headerTypeString ?? '');
	return text ?? (kind === '' ? undefined : `[${kind}]`);
}

/** `urlOriginal` has the names of variables where `url` has their places. */
function readButton({ parameter }: IDataObject): string[] {
	if (!isObject(parameter)) return [];
	const [target] = textsIn([parameter.urlOriginal, parameter.url, parameter.phoneNumber]);
	return [showButton(parameter.text, target)];
}

/** What a customer sees of a template, with its placeholders. */
export function readTemplateText(template: IDataObject): TemplateText {
	return {
		header: readHeader(template),
		body: renderedBody(template, new Map()),
		footer: textsIn([template.footer])[0],
		buttons: objectsIn(template.buttons).flatMap(readButton),
	};
}
