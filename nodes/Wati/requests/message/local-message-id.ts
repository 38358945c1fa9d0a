import { InputError, countCharacters, readText } from '../../../shared/parameters/input';

/** WATI takes IDs of any length with a message, but finds it again only by these (docs.wati.io; measured live). */
const SHORTEST = 10;
const LONGEST = 64;

/**
 * The user's own ID of a message.
 *
 * @param label the field's label in the editor
 * @returns undefined where there is none
 * @throws InputError for one that WATI could not find again
 */
export function readLocalMessageId(value: unknown, label = 'Local Message ID'): string | undefined {
	const id = readText(value, label).trim();
	if (id === '') return undefined;
	const length = countCharacters(id);
	if (length >= SHORTEST && length <= LONGEST) return id;
	throw new InputError(
		`The field '${label}' has ${length} characters, but WATI finds only IDs of ${SHORTEST} to ${LONGEST}`,
		'Use a longer or shorter ID, or leave the field empty.',
	);
}

/** The ID of a further message of the same text: the user's own with its place behind. */
export function numberLocalMessageId(id: string, place: number): string {
	const end = `-${place}`;
	return `${[...id].slice(0, LONGEST - end.length).join('')}${end}`;
}
