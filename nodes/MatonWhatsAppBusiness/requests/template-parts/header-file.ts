import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { META_FILES } from '../../../services/meta/file-limits';
import { fromBinary } from '../../../shared/files/binary-file';
import { textParameter, type ParameterSource } from '../../../shared/parameters/input';
import { isObject, objectsIn } from '../../../shared/parameters/json';
import type { LazyBody } from '../../../shared/http/lazy-body';
import { HEADER_KINDS, type HeaderKind, type UploadedHeader } from './header';
import { uploadForm } from '../uploads';
import { toVariableName } from './variable-labels';

/** In place of the ID, as long as the file is not uploaded: previews show it. */
export const NOT_UPLOADED = 'uploaded on the way';

/** The option that names the binary field. */
const INPUT = { name: 'options.headerFile', label: 'Header File' };

/** The file of a template's header, from a binary field. */
export interface HeaderFile {
	place: Omit<UploadedHeader, 'id'>;
	late: LazyBody;
}

/** The kind of file in the header, by the names of a template's values. */
export function findHeaderKind(names: readonly string[]): HeaderKind | undefined {
	return HEADER_KINDS.find((kind) => names.includes(`header_${kind}`));
}

/** The kind of file that the chosen template has in its header, as its form remembers it. */
function readHeaderKind(context: ParameterSource): HeaderKind | undefined {
	const mapper = context.getNodeParameter('templateParameters', {});
	const schema = isObject(mapper) ? objectsIn(mapper.schema) : [];
	const shown = schema.filter(({ removed }) => removed !== true);
	return findHeaderKind(shown.map(({ id }) => toVariableName(String(id))));
}

function kindOfType(mimeType: string): HeaderKind {
	const [start] = mimeType.split('/');
	return HEADER_KINDS.find((kind) => kind === start) ?? 'document';
}

/**
 * The file in the binary field that `Header File` names.
 *
 * @returns undefined where the option was not added
 * @throws InputError for a field that is not there, and for a file that the header does not take
 */
export async function readHeaderFile(
	context: IExecuteSingleFunctions,
): Promise<HeaderFile | undefined> {
	if (textParameter(context, INPUT.name, INPUT.label).trim() === '') return undefined;
	const given = await fromBinary(context, META_FILES, undefined, INPUT);
	const kind = readHeaderKind(context) ?? kindOfType(given.type.mimeType);
	// A moving picture is a video to WhatsApp (Meta, "Template components").
	const sentAs = kind === 'gif' ? 'video' : kind;
	const chosen = await fromBinary(context, META_FILES, sentAs, INPUT);
	const { fileName } = chosen;
	return { place: { kind, fileName }, late: uploadForm(chosen, fileName) };
}

/** What to do about a header without a file, where that is among the values that are missing. */
export function adviseOnHeader(missing: string[]): string {
	const kind = findHeaderKind(missing);
	return kind ? ` For the ${kind} of the header, you can add 'Header File' under Options.` : '';
}
