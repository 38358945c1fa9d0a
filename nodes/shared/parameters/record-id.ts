import { InputError, pathStep, textParameter, type ParameterSource } from './input';
import type { Step } from './pre-send';

/**
 * The ID of the record that a field holds.
 *
 * @param label of the field in the editor
 * @throws InputError when the field is empty
 */
export function recordId(context: ParameterSource, name: string, label: string): string {
	const id = textParameter(context, name, label).trim();
	if (id !== '') return id;
	throw new InputError(`The field '${label}' is empty`, 'Choose from the list or enter an ID.');
}

/** Fills `{name}` in the path with the record that the field of that name holds. */
export function idInPath(name: string, label: string): Step {
	return function (options) {
		const segment = pathStep(label, recordId(this, name, label));
		options.url = options.url.replace(`{${name}}`, segment);
		return options;
	};
}
