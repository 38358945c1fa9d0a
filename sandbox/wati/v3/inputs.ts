import { readTarget } from '../../state/wati/targets';
import type { Contact } from '../../state/wati/shapes';
import type { WatiCall } from '../call';
import { isObject, type JsonObject } from '../../http/json';
import { v3Error } from './answers';

const MAX_PAGE = 100;

/** A page of a list; both parameters are required, sizes go to 100 (official OpenAPI). */
export interface V3Page {
	page_number: number;
	page_size: number;
}

export function getV3Page(call: WatiCall): V3Page {
	return {
		page_number: pageValue(call, 'page_number', Number.MAX_SAFE_INTEGER),
		page_size: pageValue(call, 'page_size', MAX_PAGE),
	};
}

/** What is on a page. */
export function v3Slice<T>(all: readonly T[], { page_number, page_size }: V3Page): T[] {
	const start = (page_number - 1) * page_size;
	return all.slice(start, start + page_size);
}

function pageValue({ request }: WatiCall, name: string, max: number): number {
	const text = request.query.get(name) ?? '';
	const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
	if (value < 1 || value > max) throw v3Error(400, `${name} is invalid`);
	return value;
}

/** The JSON object of the body. Any property that is not among `known` is refused (official OpenAPI). */
export function v3Body({ request }: WatiCall, known?: readonly string[]): JsonObject {
	const { body } = request;
	if (body.kind !== 'json' || !isObject(body.value)) throw v3Error(400, 'Request body is invalid');
	const { value } = body;
	const odd = known && Object.keys(value).find((name) => !known.includes(name));
	if (odd !== undefined) throw v3Error(400, `Property ${odd} is not allowed`);
	return value;
}

/** A text that must be there and not blank. */
export function v3Text(body: JsonObject, name: string): string {
	const value = body[name];
	if (typeof value !== 'string' || value.trim() === '') throw v3Error(400, `${name} is required`);
	return value;
}

/** The id of a channel by its name or number, null for the default one, which needs no name. */
export function v3ChannelId({ tenant }: WatiCall, channel: unknown): string | null {
	if (channel === undefined || channel === null || channel === '') return null;
	const text = String(channel);
	if (!tenant.hasChannel(text)) throw v3Error(400, 'Channel not found');
	return tenant.channelNamed(text)?.id ?? null;
}

/** The known contact behind a target: number, contact id, BSUID, or one of them behind `Channel:`. */
export function v3Contact({ tenant }: WatiCall, target: string): Contact {
	const found = readTarget(tenant, target);
	if (found.kind === 'contact') return found.contact;
	if (found.kind === 'noChannel') throw v3Error(400, 'Channel not found');
	if (found.kind === 'invalid') throw v3Error(400, 'Target is invalid');
	throw v3Error(404, 'Contact not found');
}
