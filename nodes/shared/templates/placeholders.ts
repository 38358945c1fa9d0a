const PLACEHOLDER = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** The names of the placeholders in a text, each once, in the order in which they come. */
export function placeholdersIn(text: unknown): string[] {
	const found = [...String(text ?? '').matchAll(PLACEHOLDER)].map(([, name]) => name!);
	return [...new Set(found)];
}

/** A text with its placeholders filled in; those without a value stay as they are. */
export function filledIn(text: string, valueOf: (name: string) => string | undefined): string {
	return text.replace(PLACEHOLDER, (whole, name: string) => valueOf(name) ?? whole);
}
