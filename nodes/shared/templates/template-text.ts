import { escapeHtml } from '../formatting/escape-html';

/** What a customer sees of a template, with its placeholders as they are. */
export interface TemplateText {
	/** Its text, or what kind of file or card it has, in brackets. */
	header?: string;
	body: string;
	footer?: string;
	buttons: string[];
}

/** What n8n's editor shows of a label in a form that is made from a template, before the mark; it cuts off the rest. */
export const LONGEST_LABEL = 22;

/** Names of values in a notice. */
export function listNames(names: string[]): string {
	return names.map((name) => `'${escapeHtml(name)}'`).join(', ');
}

/** What the form of a template can do that needs values of these names. */
export function describeEmptyForm(names: string[]): string[] {
	if (names.length === 0) return [];
	return [`Leave all fields empty to use these fields of the input: ${listNames(names)}.`];
}

/** The form of a template's variables where it has none. */
export const NO_VARIABLES = 'This template has no variables, so leave Additional Parameters empty.';

/** The same where there is no such template. */
export const NO_TEMPLATE = 'The variables of an approved template appear here.';

function toHtml(text: string): string {
	return escapeHtml(text.trim()).replace(/\r\n|[\n\r\u2028\u2029]/g, '<br>');
}

/**
 * A template as n8n's editor shows it in a notice: header, text, footer and buttons, each on lines of its own. The
 * editor renders the notice of a resource mapper as HTML and keeps `b`, `i` and `br` (n8n's editor, ResourceMapper.vue
 * and `sanitizeHtml`, 2.41).
 *
 * @param notes on the fields below
 */
export function showTemplateText(
	{ header, body, footer, buttons }: TemplateText,
	notes: string[],
): string {
	const lines = [
		...(header ? [`<b>${toHtml(header)}</b>`] : []),
		toHtml(body),
		...(footer ? [`<i>${toHtml(footer)}</i>`] : []),
		...buttons.map((button) => `▸ ${toHtml(button)}`),
	];
	const shown = lines.filter((line) => line !== '').join('<br>');
	return [shown, ...notes].join('<br><br>');
}

/** A button as a line: its text, and the address or number behind it. */
export function showButton(text: unknown, target: unknown): string {
	const [label, address] = [text, target].map((value) => (typeof value === 'string' ? value : ''));
	return address ? `${label} → ${address}` : label!;
}
