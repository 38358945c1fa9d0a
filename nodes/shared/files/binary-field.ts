import type { IBinaryData, IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { isObject } from '../parameters/json';
import { InputError, textParameter } from '../parameters/input';

/** The label of the field that names the file. */
export const BINARY_LABEL = 'Input Binary Field';

/** What the field holds on an untouched form. */
const DEFAULT_FIELD = 'data';

/** A field of the form that names a binary field, by its parameter and its label in the editor. */
export interface BinaryInput {
	name: string;
	label: string;
}

/** The field of operations that send a file. */
export const USUAL_INPUT: BinaryInput = { name: 'binaryPropertyName', label: BINARY_LABEL };

/** A file of an item, and the binary field it is in. */
export interface BinaryField {
	property: string;
	file: IBinaryData;
}

/** @param json with `media` in an event of a message with a file */
function adviseWithoutFile({ media }: IDataObject): string {
	if (!isObject(media)) {
		return 'The item has no file at all. Connect a node that outputs one, e.g. HTTP Request with Response Format set to File.';
	}
	const { notFetched } = media;
	return typeof notFetched === 'string'
		? `The trigger could not download the file: ${notFetched}`
		: "Switch on 'Download Media' under Options of the trigger.";
}

/**
 * The file that `Input Binary Field`, or another field for files, names. Where the field was left at its default and the item has exactly one
 * file, that one is meant.
 *
 * @throws InputError that names the binary fields of the item, where it has no such one
 */
export function readBinaryField(
	context: IExecuteSingleFunctions,
	{ name, label }: BinaryInput = USUAL_INPUT,
): BinaryField {
	const wanted = textParameter(context, name, label);
	const names = Object.keys(context.getInputData().binary ?? {});
	const [only] = names;
	const isOnly = wanted === DEFAULT_FIELD && names.length === 1;
	const property = isOnly && only !== undefined ? only : wanted;
	if (names.includes(property)) {
		return { property, file: context.helpers.assertBinaryData(property) };
	}
	throw new InputError(
		`The item has no binary field '${wanted}' (${label})`,
		names.length === 0
			? adviseWithoutFile(context.getInputData().json)
			: `Choose one of its binary fields: ${names.join(', ')}.`,
	);
}
