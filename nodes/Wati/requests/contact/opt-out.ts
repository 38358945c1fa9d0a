import { pair } from '../../../shared/parameters/key-values';
import { InputError, textParameter, type ParameterSource } from '../../../shared/parameters/input';
import type { Step } from '../../../shared/parameters/pre-send';
import { ATTRIBUTE_VALUES, readOptOutAttribute } from './opt-out-attribute';

/** Whether the contact opts out or in. @throws InputError when the field says neither */
export function readOptOutChange(context: ParameterSource): keyof typeof ATTRIBUTE_VALUES {
	const chosen = textParameter(context, 'optOutChange', 'Change').trim().toLowerCase();
	if (chosen === 'out' || chosen === 'in') return chosen;
	throw new InputError(
		`The field 'Change' contains neither in nor out: ${chosen.slice(0, 20)}`,
		'Choose Opt In or Opt Out, or As the Customer Wrote after a trigger.',
	);
}

/** Sets the attribute of the contact that says that it opted out. */
export const optOutInBody: Step = function (options) {
	const value = ATTRIBUTE_VALUES[readOptOutChange(this)];
	options.body = { customParams: [pair(readOptOutAttribute(this), value)] };
	return options;
};
