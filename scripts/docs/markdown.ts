/** A word as a file name or an anchor of GitHub, e.g. `whatsapp-business-maton`. */
export const slug = (text: string) =>
	text
		.toLowerCase()
		.replace(/[^a-z0-9 -]/g, '')
		.replace(/ /g, '-');

/** Text of a description, in which n8n allows HTML, as text of a table cell. */
export function cell(text: string): string {
	return text
		.replace(/<a [^>]*href="([^"]+)"[^>]*>(.*?)<\/a>/g, '[$2]($1)')
		.replace(/<li>/g, '<br>• ')
		.replace(/<\/?(?!br)[a-z]+[^>]*>/g, '')
		.replace(/\|/g, '\\|')
		.replace(/\s*\n\s*/g, ' ')
		.trim();
}

export const code = (text: string) => `\`${text.replace(/\s+/g, ' ').replace(/\|/g, '\\|')}\``;

/** Rows as a table; nothing where there are none. */
export function table(head: string[], rows: string[][]): string {
	if (rows.length === 0) return '';
	const lines = [head, head.map(() => '---'), ...rows];
	return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Paragraphs of a page, empty ones left out. */
export const paragraphs = (...parts: string[]) => parts.filter((part) => part !== '').join('\n\n');
