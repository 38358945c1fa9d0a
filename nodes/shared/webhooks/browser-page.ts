import type { IWebhookFunctions } from 'n8n-workflow';

const HEADERS = {
	'content-type': 'text/html; charset=utf-8',
	'referrer-policy': 'no-referrer',
	'cache-control': 'no-store',
	'x-robots-tag': 'noindex',
} as const;

const NOTHING_LOADS = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE = [
	'body{font:16px/1.5 sans-serif;max-width:36em;margin:4em auto;padding:0 1em}',
	'p{white-space:pre-wrap;overflow-wrap:anywhere}',
	'textarea{box-sizing:border-box;width:100%;font:inherit}',
	'button{font:inherit;padding:.6em 1.2em;margin:1em 1em 0 0}',
].join('');

/**
 * A page for a person.
 *
 * @param content as HTML, below the title
 */
export function renderPage(title: string, content: string): string {
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head><body><h1>${title}</h1>${content}</body></html>`;
}

/**
 * Sends a page. It runs no script, is kept nowhere, and posts to its own address at most.
 *
 * @param page from {@link renderPage}
 */
export function sendPage(
	response: ReturnType<IWebhookFunctions['getResponseObject']>,
	page: string,
	{ status = 200, hasForm = false } = {},
): void {
	const rights = hasForm ? "form-action 'self'" : 'sandbox';
	for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
	response.setHeader('content-security-policy', `${NOTHING_LOADS}; ${rights}`);
	response.status(status).send(page);
}

/** Shows a page to a person who opened the address of a trigger in a browser. */
export function showPage(
	response: ReturnType<IWebhookFunctions['getResponseObject']>,
	title: string,
	headline: string,
	text: string,
): void {
	sendPage(response, renderPage(title, `<p><strong>${headline}</strong></p><p>${text}</p>`));
}
