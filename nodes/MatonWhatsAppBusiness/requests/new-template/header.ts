import type { IDataObject } from 'n8n-workflow';

import { InputError, textParameter, type ParameterSource } from '../../../shared/parameters/input';
import { buildTextHeader } from './texts';

/** Headers that are given with each message and need no example (Meta, "Template components", 2026). */
const WITHOUT_EXAMPLE = ['LOCATION', 'PRODUCT'];

/** A header with a file. @throws InputError without its example */
export function buildFileHeader(format: string, handle: string, label: string): IDataObject {
	if (handle === '') {
		throw new InputError(
			`The field '${label}' is empty`,
			'Meta reviews the header with an example, uploaded with its Resumable Upload API.',
		);
	}
	return { type: 'HEADER', format, example: { header_handle: [handle] } };
}

export function buildHeader(context: ParameterSource): IDataObject[] {
	const format = textParameter(context, 'templateHeader') || 'none';
	if (format === 'none') return [];
	if (format === 'TEXT') return [buildTextHeader(context)];
	if (WITHOUT_EXAMPLE.includes(format)) return [{ type: 'HEADER', format }];
	const label = 'Header Example Handle';
	return [buildFileHeader(format, textParameter(context, 'headerHandle', label).trim(), label)];
}
