/** Whether a text may be the name of a template (Meta, "Message templates"). */
export function isTemplateName(text: string): boolean {
	return /^[a-z0-9_]+$/.test(text);
}

/** Whether a text is a language as Meta writes it, e.g. `en_US` or `de` (Meta, "Supported languages"). */
export function isLanguage(text: string): boolean {
	return /^[a-z]{2,3}(_[A-Za-z]{2,4})?$/.test(text);
}
