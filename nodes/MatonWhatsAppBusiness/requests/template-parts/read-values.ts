import type { IDataObject } from 'n8n-workflow';

import { isObject, objectsIn } from '../../../shared/parameters/json';
import { pair, type Pair } from '../../../shared/parameters/key-values';
import { readButtonValues } from './buttons';
import { readHeaderValues } from './header';

function readCards(cards: unknown): Pair[] {
	return objectsIn(cards).flatMap(({ card_index, components }) =>
		objectsIn(components)
			.flatMap(readComponent)
			.map(({ name, value }) => pair(`card_${String(card_index)}_${name}`, value)),
	);
}

function readComponent(component: IDataObject): Pair[] {
	const { type, parameters, cards } = component;
	if (type === 'carousel') return readCards(cards);
	if (type === 'button') return readButtonValues(component);
	return objectsIn(parameters).flatMap((parameter, place) => {
		const { type: kind, text, parameter_name, limited_time_offer: offer } = parameter;
		if (isObject(offer)) return [pair('offer_ends', String(offer.expiration_time_ms))];
		if (kind !== 'text') return readHeaderValues(parameter);
		const where = type === 'body' ? 'body' : 'header_text';
		return [pair(`${where}_${String(parameter_name ?? place + 1)}`, String(text))];
	});
}

/** The values of a template message, under the names they have in forms: the inverse of `buildComponents`. */
export function readComponents(components: unknown): Pair[] {
	const pairs = objectsIn(components).flatMap(readComponent);
	const find = (wanted: string) => pairs.find(({ name }) => name === wanted)?.value;
	const code = find('body_1');
	// The code of an authentication template stands in its body and in its button.
	return code !== undefined && code === find('button_0_url')
		? [...pairs, pair('code', code)]
		: pairs;
}
