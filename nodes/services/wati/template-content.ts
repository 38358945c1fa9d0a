import type { TemplateContent } from '../../shared/webhooks/event-parts';
import { numberOf, objectOf, objectsOf, textOf, type Payload } from '../../shared/webhooks/payload';

/** The parts of a sent template beside its text (docs.wati.io, "Template Message Sent v2", 2025). */
export function contentOf(raw: Payload): TemplateContent | null {
	const held = objectOf(raw, 'templateContent') ?? {};
	const content = {
		headerType: textOf(raw, 'headerType') ?? textOf(held, 'headerType'),
		headerText: textOf(held, 'headerText'),
		headerLink: textOf(raw, 'headerLink') ?? textOf(held, 'headerLink'),
		footer: textOf(held, 'footerText', 'footer'),
		buttons: objectsOf(held, 'buttons').map((button) => ({
			index: numberOf(button, 'index'),
			cardIndex: numberOf(button, 'cardIndex'),
			type: textOf(button, 'type'),
			text: textOf(button, 'text'),
			url: textOf(button, 'url', 'targetUrl'),
			phoneNumber: textOf(button, 'phoneNumber'),
		})),
	};
	const isEmpty = Object.values(content).every((part) => part === null || part.length === 0);
	return isEmpty ? null : content;
}
