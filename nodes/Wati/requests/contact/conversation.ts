import {
	InputError,
	pathStep,
	textParameter,
	type ParameterSource,
} from '../../../shared/parameters/input';
import type { Step } from '../../../shared/parameters/pre-send';

/** PUT /conversations/{target}/status (official OpenAPI). */
export const statusInBody: Step = function (options) {
	options.body = { new_status: textParameter(this, 'chatStatus', 'New Status') };
	return options;
};

/** The tag to add or remove. @throws InputError when the field is empty */
export function readTag(context: ParameterSource): string {
	const tag = textParameter(context, 'tag').trim();
	if (tag === '')
		throw new InputError("The field 'Tag' is empty", 'Enter the name of a tag in WATI.');
	return tag;
}

/** A tag to add, by its name. */
export const tagInBody: Step = function (options) {
	options.body = { tag_name: readTag(this) };
	return options;
};

/** Fills `{tag}` in the path. */
export const tagInPath: Step = function (options) {
	options.url = options.url.replace('{tag}', pathStep('Tag', readTag(this)));
	return options;
};
