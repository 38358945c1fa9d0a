import { choiceParameter, InputError, type ParameterSource } from '../../shared/parameters/input';
import { isGraphId } from '../../services/meta/graph/graph-id';
import { getDefaultGraphVersion } from '../../services/meta/graph/graph-versions';

/** Places in a path, with the parameter each is filled from and its label in the editor. */
const PLACES = {
	phoneNumberId: 'Business Phone Number',
	businessAccountId: 'Business Account',
	mediaId: 'Media ID',
	templateId: 'Template ID',
	catalogId: 'Catalog ID',
} as const;

/** A place in a path that an ID goes to. */
export type Place = keyof typeof PLACES;

/** The WhatsApp Manager names the account in the addresses of its pages. */
const IN_ADDRESS = /^https:\/\/business\.facebook\.com\/\S*[?&](?:waba_id|asset_id)=(\d{5,30})/;

/** A source of parameters that knows its node. */
interface NodeSource extends ParameterSource {
	getNode?(): { typeVersion?: number };
}

/** The version of the Graph API, e.g. `v26.0`. @throws InputError when it is not one */
export function readGraphVersion(context: NodeSource): string {
	const given =
		choiceParameter(context, 'options.graphVersion', 'Graph API Version') ||
		getDefaultGraphVersion(context.getNode?.().typeVersion ?? 2);
	const version = given.startsWith('v') ? given : `v${given}`;
	if (/^v\d{1,3}\.\d$/.test(version)) return version;
	throw new InputError(
		`The option 'Graph API Version' contains no version: ${given.slice(0, 20)}`,
		'Enter a version as Meta writes it, e.g. v26.0.',
	);
}

/** An ID of Meta, which has only digits. @throws InputError when the field holds another thing */
export function findGraphId(context: ParameterSource, place: Place): string | undefined {
	const label = PLACES[place];
	const inOptions = place === 'businessAccountId' ? `options.${place}` : place;
	const id = choiceParameter(context, place, label) || choiceParameter(context, inOptions, label);
	if (id === '') return undefined;
	if (isGraphId(id)) return id;
	const inAddress = place === 'businessAccountId' ? IN_ADDRESS.exec(id)?.[1] : undefined;
	if (inAddress !== undefined) return inAddress;
	const advice =
		place === 'phoneNumberId'
			? 'Enter the ID of the number, not the number itself. Phone Number: Get Many lists both.'
			: 'Enter the ID as Meta shows it, which has only digits.';
	throw new InputError(`The field '${label}' contains no ID: ${id.slice(0, 40)}`, advice);
}

/** As {@link findGraphId}. @throws InputError also when the field is empty */
export function graphId(context: ParameterSource, place: Place): string {
	const id = findGraphId(context, place);
	if (id !== undefined) return id;
	throw new InputError(
		`The field '${PLACES[place]}' is empty`,
		`Enter the ID. Where the form has no field '${PLACES[place]}', add it under Options.`,
	);
}

/**
 * A path with the version and IDs in its places.
 *
 * @param find gives the ID of a place
 */
export async function fillPath(
	context: ParameterSource,
	path: string,
	find: (place: Place) => Promise<string>,
): Promise<string> {
	let filled = path.replace('{version}', () => readGraphVersion(context));
	for (const place of Object.keys(PLACES) as Place[]) {
		if (!filled.includes(`{${place}}`)) continue;
		const id = await find(place);
		filled = filled.replace(`{${place}}`, () => id);
	}
	return filled;
}
