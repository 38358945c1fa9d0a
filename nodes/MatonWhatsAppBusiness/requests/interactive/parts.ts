import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import {
	checkedText,
	LONGEST,
	readFooter,
	readHeader,
} from '../../../shared/sending/interactive-messages';

/** The chosen header: a text, or a file by its link. */
export function buildHeader(context: IExecuteSingleFunctions): IDataObject {
	const header = readHeader(context);
	if (!header) return {};
	if (header.type === 'text') return { header };
	const { type, url, fileName } = header;
	const file = { link: url, ...(fileName ? { filename: fileName } : {}) };
	return { header: { type, [type]: file } };
}

/** A header of messages that take no file above the body. */
export function buildTextHeader(context: IExecuteSingleFunctions, needed = false): IDataObject {
	const text = checkedText(context, 'headerText', 'Header Text', LONGEST.header, needed);
	return text ? { header: { type: 'text', text } } : {};
}

/** @param needed whether the message cannot do without */
export function buildBody(
	context: IExecuteSingleFunctions,
	longest = LONGEST.body,
	needed = true,
): IDataObject {
	const text = checkedText(context, 'bodyText', 'Body', longest, needed);
	return text ? { body: { text } } : {};
}

export function buildFooter(context: IExecuteSingleFunctions): IDataObject {
	const text = readFooter(context);
	return text ? { footer: { text } } : {};
}
