import type { IDataObject } from 'n8n-workflow';

import { parseMoment, type ZonedSource } from '../../shared/parameters/date-time';
import { InputError } from '../../shared/parameters/input';
import { pair, type Pair } from '../../shared/parameters/key-values';
import { readTemplateValues } from '../../shared/templates/template-values';
import { checkCode, isButtonValue, TemplateButtons } from './template-parts/buttons';
import { TemplateHeader, type UploadedHeader } from './template-parts/header';
import { textParameters } from './template-parts/texts';
import { toVariableLabel, toVariableName } from './template-parts/variable-labels';

const OWNER = 'Template Parameters';
const OFFER = toVariableLabel('offer_ends');

function unknownName(name: string): InputError {
	return new InputError(
		`'${name}' in '${OWNER}' names no part of a template`,
		"Use a label of the form, e.g. Body 1 or Button 1 link ending, or a name such as body_1, header_text_1, header_image, offer_ends or button_0_url, where 0 is the first button. Put card_0_ before those of a carousel's first card.",
	);
}

/** When an offer ends, in milliseconds since 1970 (Meta, "Limited-time offer templates"), or with a date. */
function offerParameter(given: string, zone: string): IDataObject {
	const value = given.trim();
	const time = /^\d{13}$/.test(value) ? Number(value) : parseMoment(value, zone);
	if (time === undefined) {
		throw new InputError(
			`The value of '${OFFER}' in '${OWNER}' is not a time: ${value.slice(0, 30)}`,
			'Enter a time with its zone, e.g. 2027-01-31T18:00:00+01:00.',
		);
	}
	if (time <= Date.now()) {
		throw new InputError(
			`The time in '${OFFER}' in '${OWNER}' is in the past: ${value.slice(0, 30)}`,
			'Enter a time in the future.',
		);
	}
	return { type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: time } };
}

/** The values of a template, or of one card of it, by the part they go to. */
class Parts {
	private readonly header = new TemplateHeader(this.uploaded);

	private readonly headerTexts = new Map<string, string>();

	private readonly body = new Map<string, string>();

	private readonly buttons = new TemplateButtons();

	private readonly cards = new Map<number, Parts>();

	private offer: IDataObject[] = [];

	/**
	 * @param zone of the workflow
	 * @param prefix of the names, as `card_0_`
	 * @param uploaded see {@link buildComponents}
	 */
	constructor(
		private readonly zone: string,
		private readonly prefix = '',
		private readonly uploaded?: UploadedHeader,
	) {}

	/** @param name without the prefix */
	add(name: string, value: string): void {
		const [, headerText] = /^header_text_(.+)$/.exec(name) ?? [];
		const [, bodyText] = /^body_(.+)$/.exec(name) ?? [];
		const [, index, kind] = /^button_(\d)_([a-z_]+)$/.exec(name) ?? [];
		const [, card, ofCard] = /^card_(\d)_(.+)$/.exec(name) ?? [];
		if (name === 'code') this.addCode(value);
		else if (name === 'offer_ends') this.offer = [offerParameter(value, this.zone)];
		else if (bodyText !== undefined) this.body.set(bodyText, value);
		else if (headerText !== undefined) this.headerTexts.set(headerText, value);
		else if (this.header.add(name, value)) return;
		else if (index !== undefined && isButtonValue(kind!)) {
			this.buttons.add(index, kind!, toVariableLabel(`${this.prefix}${name}`), value);
		} else if (card !== undefined && this.prefix === '')
			this.card(Number(card)).add(ofCard!, value);
		else throw unknownName(`${this.prefix}${name}`);
	}

	/** The code stands in the body and in the button (Meta, "Authentication templates"). */
	private addCode(value: string): void {
		const code = checkCode(toVariableLabel('code'), value.trim());
		this.body.set('1', code);
		this.buttons.add('0', 'url', toVariableLabel('code'), code);
	}

	private card(index: number): Parts {
		const card = this.cards.get(index) ?? new Parts(this.zone, `card_${index}_`);
		this.cards.set(index, card);
		return card;
	}

	private carousel(): IDataObject[] {
		const inOrder = [...this.cards].sort(([one], [other]) => one - other);
		const cards = inOrder.map(([index, card]) => ({
			card_index: index,
			components: card.components(),
		}));
		return cards.length > 0 ? [{ type: 'carousel', cards }] : [];
	}

	components(): IDataObject[] {
		const header = [
			...this.header.parameters(),
			...textParameters(this.headerTexts, `${this.prefix}header_text`),
		];
		const body = textParameters(this.body, `${this.prefix}body`);
		const { offer } = this;
		return [
			...(header.length > 0 ? [{ type: 'header', parameters: header }] : []),
			...(body.length > 0 ? [{ type: 'body', parameters: body }] : []),
			...(offer.length > 0 ? [{ type: 'limited_time_offer', parameters: offer }] : []),
			...this.carousel(),
			...this.buttons.components(),
		];
	}
}

/**
 * The components of a template message from values by name, e.g. `body_1`, `button_0_url` or `card_0_body_1`.
 *
 * @param uploaded the file of the header, where it comes from a binary field
 * @throws InputError for a name or value that fits no part
 */
export function buildComponents(
	context: ZonedSource,
	pairs: Pair[],
	uploaded?: UploadedHeader,
): IDataObject[] {
	const parts = new Parts(context.getTimezone(), '', uploaded);
	const labelled = pairs.map(({ name, value }) => pair(toVariableLabel(name), value));
	for (const { name, value } of readTemplateValues(context, labelled, OWNER)) {
		parts.add(toVariableName(name), value);
	}
	return parts.components();
}
