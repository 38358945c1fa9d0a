import type { IWebhookFunctions } from 'n8n-workflow';

const HEADERS = {
	'content-type': 'text/html; charset=utf-8',
	'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
	'referrer-policy': 'no-referrer',
	'cache-control': 'no-store',
	'x-robots-tag': 'noindex',
} as const;

/**
 * Shows a page to a person who opened the address of a trigger in a browser. It runs no script and is kept
 * nowhere.
 */
export function showPage(
	response: ReturnType<IWebhookFunctions['getResponseObject']>,
	title: string,
	headline: string,
	text: string,
): void {
	for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
	response
		.status(200)
		.send(
			`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>body{font:16px/1.5 sans-serif;max-width:36em;margin:4em auto;padding:0 1em}</style></head><body><h1>${title}</h1><p><strong>${headline}</strong></p><p>${text}</p></body></html>`,
		);
}
