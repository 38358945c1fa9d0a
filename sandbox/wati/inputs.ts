import type { ReceivedFile } from '../http/body';
import { isObject, type JsonObject } from '../http/json';
import type { NameValue } from '../state/wati/shapes';
import { problem, unsupportedMediaType } from './answers';
import type { WatiCall } from './call';

/** A query parameter that must be there. */
export function requiredQuery(call: WatiCall, name: string): string {
	const value = call.request.query.get(name);
	if (value === null || value === '') throw problem({ [name]: [`The ${name} field is required.`] });
	return value;
}

/** `whatsappNumber` or `target` of the query; one of them is required. */
export function queryTarget(call: WatiCall): string {
	const { query } = call.request;
	const value = query.get('whatsappNumber') || query.get('target');
	if (!value) throw problem({ whatsappNumber: ['whatsappNumber or target is required.'] });
	return value;
}

/** The JSON object of the body. */
export function jsonBody(call: WatiCall): JsonObject {
	const { body } = call.request;
	if (body.kind === 'none') throw problem({ '': ['A non-empty request body is required.'] });
	if (body.kind === 'broken' && body.as === 'json') throw problem({ $: [body.reason] });
	if (body.kind !== 'json') throw unsupportedMediaType();
	if (!isObject(body.value)) {
		throw problem({ $: ['The JSON value could not be converted to an object. Path: $'] });
	}
	return body.value;
}

/** A text property of a body; null and absent give undefined. */
export function readText(body: JsonObject, name: string, path = name): string | undefined {
	const value = body[name];
	if (value === undefined || value === null) return undefined;
	if (typeof value !== 'string') throw notText(path);
	return value;
}

/** A text property that must be there and not blank. */
export function requiredText(body: JsonObject, name: string): string {
	const value = readText(body, name);
	if (value === undefined || value.trim() === '') {
		throw problem({ [name]: [`The ${name} field is required.`] });
	}
	return value;
}

/** A list of `{name, value}`; absent gives undefined, a null value gives an empty one. */
export function nameValues(body: JsonObject, name: string, path = name): NameValue[] | undefined {
	const list = body[name];
	if (list === undefined || list === null) return undefined;
	if (!Array.isArray(list)) {
		throw problem({ [path]: [`The JSON value could not be converted to a list. Path: $.${path}`] });
	}
	return list.map((entry: unknown, index) => {
		const entryPath = `${path}[${index}]`;
		if (!isObject(entry)) {
			throw problem({ [entryPath]: ['The JSON value could not be converted to an object.'] });
		}
		const key = readText(entry, 'name', `${entryPath}.name`);
		if (!key) throw problem({ [`${entryPath}.name`]: ['The name field is required.'] });
		return { name: key, value: readText(entry, 'value', `${entryPath}.value`) ?? '' };
	});
}

/** As `nameValues`, but required. */
export function requiredNameValues(body: JsonObject, name: string): NameValue[] {
	const values = nameValues(body, name);
	if (!values) throw problem({ [name]: [`The ${name} field is required.`] });
	return values;
}

/** The upload in the named part of a multipart body. */
export function requiredFile(call: WatiCall, field: string): ReceivedFile {
	const { body, headers } = call.request;
	if (!/^multipart\/form-data/i.test(headers['content-type'] ?? '')) throw unsupportedMediaType();
	if (body.kind === 'broken')
		throw problem({ '': [`Failed to read the request form. ${body.reason}`] });
	const file = body.kind === 'form' ? body.files.find((entry) => entry.field === field) : undefined;
	if (!file) throw problem({ [field]: [`The ${field} field is required.`] });
	return file;
}

/** Page number (from 1) and size of the query, the size capped. */
export function readPage(call: WatiCall): { pageNumber: number; pageSize: number } {
	const pageSize = intQuery(call, 'pageSize', 10);
	const pageNumber = intQuery(call, 'pageNumber', 1);
	return {
		pageNumber: Math.max(1, pageNumber),
		pageSize: Math.min(Math.max(1, pageSize), call.settings.maxPageSize),
	};
}

function intQuery(call: WatiCall, name: string, fallback: number): number {
	const text = call.request.query.get(name);
	if (text === null || text === '') return fallback;
	if (!/^-?\d{1,9}$/.test(text)) {
		throw problem({ [name]: [`The value '${text}' is not valid for ${name}.`] });
	}
	return Number(text);
}

/** The `link` object of a list; the links repeat the query with another page number. */
export function getLink(
	call: WatiCall,
	page: { pageNumber: number; pageSize: number },
	total: number,
): JsonObject {
	const { pageNumber, pageSize } = page;
	if (!call.settings.nextPageLink) return { pageNumber, pageSize };
	const to = (number: number) => {
		const query = new URLSearchParams(call.request.query);
		query.set('pageSize', String(pageSize));
		query.set('pageNumber', String(number));
		const start = call.request.path.indexOf('/api/');
		return `${call.request.path.slice(start)}?${query.toString()}`;
	};
	return {
		prevPage: pageNumber > 1 ? to(pageNumber - 1) : null,
		nextPage: pageNumber * pageSize < total ? to(pageNumber + 1) : null,
		pageNumber,
		pageSize,
		total,
	};
}

function notText(path: string) {
	return problem({
		[path]: [`The JSON value could not be converted to System.String. Path: $.${path}`],
	});
}
