import { V3_PATH } from '../services/wati/addresses';

/** v3 has what tells records apart in the middle of its paths, with digits in it, and tags, under either of two names, at the end. */
function v3Name(path: string): string {
	const steps = path
		.slice(V3_PATH.length)
		.replace(/\/(conv-)?tags(\/.*)?$/, '/tags')
		.split('/');
	return [V3_PATH, ...steps.filter((step) => /^[A-Za-z-]+$/.test(step))].join('/');
}

/**
 * The name a request is counted by: method and path without what tells one contact or connection from
 * another, e.g. `POST /api/v1/sendSessionMessage`.
 */
export function toEndpointName(method: string, path: string): string {
	if (path.startsWith(V3_PATH)) return `${method} ${v3Name(path)}`;
	const named = /^\/api\/v\d\/(whatsApp\/)?[A-Za-z]+/.exec(path)?.[0];
	return `${method} ${named ?? `/${path.split('/')[1] ?? ''}`}`;
}
