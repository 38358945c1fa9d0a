import type { TemplateContent } from '../../shared/webhooks/event-parts';
import {
	getNumber,
	getObject,
	getObjects,
	getText,
	type Payload,
} from '../../shared/webhooks/payload';

/** The parts of a sent template beside its text (docs.wati.io, "Template Message Sent v2", 2025). */
export function readTemplateContent(raw: Payload): TemplateContent | null {
	const held = getObject(raw, 'templateContent') ?? {};
	const content = {
		headerType: getText(raw, 'headerType') ?? getText(held, 'headerType'),
		headerText: getText(held, 'headerText'),
		headerLink: getText(raw, 'headerLink') ?? getText(held, 'headerLink'),
		footer: getText(held, 'footerText', 'footer'),
		buttons: getObjects(held, 'buttons').map((button) => ({
			index: getNumber(button, 'index'),
			cardIndex: getNumber(button, 'cardIndex'),
			type: getText(button, 'type'),
			text: getText(button, 'text'),
			url: getText(button, 'url', 'targetUrl'),
			phoneNumber: getText(button, 'phoneNumber'),
		})),
	};
	const isEmpty = Object.values(content).every((part) => part === null || part.length === 0);
	return isEmpty ? null : content;
}
