import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../shared/parameters/input';
import { toVariableLabel } from './variable-labels';

const OWNER = 'Template Parameters';

/**
 * Variables of a text: in the order of their numbers, or by their names.
 *
 * @param where the beginning of their names, e.g. `body`
 * @throws InputError when a number in between has no value
 */
export function textParameters(values: Map<string, string>, where: string): IDataObject[] {
	const names = [...values.keys()];
	if (names.some((name) => !/^\d+$/.test(name))) {
		return [...values].map(([name, text]) => ({ type: 'text', parameter_name: name, text }));
	}
	const inOrder = names.sort((one, other) => Number(one) - Number(other));
	const gap = inOrder.findIndex((name, place) => Number(name) !== place + 1);
	if (gap >= 0) {
		throw new InputError(
			`'${OWNER}' lacks a value for '${toVariableLabel(`${where}_${gap + 1}`)}'`,
			'WhatsApp reads numbered variables in order, so fill in all of them.',
		);
	}
	return inOrder.map((name) => ({ type: 'text', text: values.get(name) }));
}
