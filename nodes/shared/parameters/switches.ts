import { InputError, type ParameterSource } from './input';

const ON: readonly unknown[] = [true, 1, 'true', '1', 'yes', 'on'];
const OFF: readonly unknown[] = [false, 0, 'false', '0', 'no', 'off'];

/**
 * What a switch says whose expression gave anything: variables of n8n (`$vars`, `$env`) are always texts, sheets give
 * `TRUE`. Undefined where that is neither yes nor no.
 */
function readChoice(value: unknown): boolean | undefined {
	const plain = typeof value === 'string' ? value.trim().toLowerCase() : value;
	if (ON.includes(plain)) return true;
	return OFF.includes(plain) ? false : undefined;
}

/** Whether a switch is on that protects nobody: anything unclear is off. */
export function isSwitchedOn(value: unknown): boolean {
	return readChoice(value) === true;
}

/** As {@link isSwitchedOn}, of a parameter that is off unless somebody switched it on. */
export function readSwitch(context: ParameterSource, name: string): boolean {
	return isSwitchedOn(context.getNodeParameter(name, false));
}

/**
 * Reads a switch of which neither yes nor no may be guessed.
 *
 * @param label of the field in the editor
 * @throws InputError for anything unclear, also for nothing
 */
export function requireSwitch(value: unknown, label: string): boolean {
	const choice = readChoice(value);
	if (choice !== undefined) return choice;
	const isEmpty = value === undefined || value === null || value === '';
	const given = isEmpty ? 'is empty' : 'contains neither yes nor no';
	throw new InputError(
		`The field '${label}' ${given}`,
		'Nothing was sent or changed. Let its expression give true or false, or remove the field.',
	);
}
