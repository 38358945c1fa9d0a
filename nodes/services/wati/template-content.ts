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
	const part = getObject(raw, 'templateContent') ?? {};
	const content = {
		headerType: getText(raw, 'headerType') ?? getText(part, 'headerType'),
		headerText: getText(part, 'headerText'),
		headerLink: getText(raw, 'headerLink') ?? getText(part, 'headerLink'),
		footer: getText(part, 'footerText', 'footer'),
		buttons: getObjects(part, 'buttons').map((button) => ({
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
