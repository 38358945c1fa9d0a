import type { IDataObject } from 'n8n-workflow';

import { isObject, objectsIn, textsIn } from '../../shared/parameters/json';
import { showButton, type TemplateText } from '../../shared/templates/template-text';
import { getBodyText, getComponent } from './template-form';

function readHeader(template: IDataObject): string | undefined {
	const { text, format } = getComponent(template, 'HEADER');
	if (typeof text === 'string' && text !== '') return text;
	return typeof format === 'string' ? `[${format.toLowerCase()}]` : undefined;
}

/** The texts of a carousel's cards and of a limited-time offer, which come below the body. */
function readMore(template: IDataObject): string[] {
	const { limited_time_offer: offer } = getComponent(template, 'LIMITED_TIME_OFFER');
	const cards = objectsIn(getComponent(template, 'CAROUSEL').cards);
	return [
		...(isObject(offer) ? textsIn([offer.text]) : []),
		...cards.map((card, index) => {
			const { header, body, buttons } = readTemplateText(card);
			return [`Card ${index + 1}:`, header, body, ...buttons.map((button) => `▸ ${button}`)]
				.filter((line) => line !== undefined && line !== '')
				.join(' ');
		}),
	];
}

/** What a customer sees of a template, with its placeholders. */
export function readTemplateText(template: IDataObject): TemplateText {
	const buttons = objectsIn(getComponent(template, 'BUTTONS').buttons);
	return {
		header: readHeader(template),
		body: [getBodyText(template), ...readMore(template)].join('\n'),
		footer: textsIn([getComponent(template, 'FOOTER').text])[0],
		buttons: buttons.map(({ text, url, phone_number: phone }) =>
			showButton(text, textsIn([url, phone])[0]),
		),
	};
}
