import type {
	IDataObject,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';

import { isObject, parseJson } from '../../parameters/json';
import { recordItems } from './record-items';
import { readSwitch } from '../../parameters/switches';

/** Makes the items of an answer. */
export type Reader = (
	this: IExecuteSingleFunctions,
	items: INodeExecutionData[],
	response: IN8nHttpFullResponse,
) => Promise<INodeExecutionData[]>;

/** The fields that stay when a user asked for a simplified output, in this order. */
export function pick(record: IDataObject, fields: readonly string[]): IDataObject {
	return Object.fromEntries(
		fields.filter((field) => field in record).map((field) => [field, record[field]]),
	);
}

/** A record under the names of other answers: `lastUpdated` for `last_updated`. */
export function withCamelCaseNames(record: IDataObject): IDataObject {
	const toCamelCase = (name: string) =>
		name.replace(/_+([a-z\d])/g, (_all, letter: string) => letter.toUpperCase());
	return Object.fromEntries(
		Object.entries(record).map(([name, value]) => [toCamelCase(name), value]),
	);
}

/** One item per record of a list answer, as they came. */
export const records: Reader = async (_items, response) => recordItems(response.body, (one) => one);

/** The object that an answer holds under `key`, or the whole answer where a key is not used. */
export function record(key = ''): Reader {
	return async function (_items, response) {
		const body = parseJson(response.body);
		if (!isObject(body)) return [{ json: {} }];
		const inner = body[key];
		return [{ json: isObject(inner) ? inner : body }];
	};
}

/** What is known of a write, with the service's answer as it came where the user asked for it. */
export function withResponse(
	context: IExecuteSingleFunctions,
	known: IDataObject,
	body: unknown,
): IDataObject {
	const told = Object.entries(known).filter(([, value]) => value !== undefined);
	const isWanted = readSwitch(context, 'options.includeResponse');
	const response = isObject(body) ? body : {};
	return { ...Object.fromEntries(told), ...(isWanted ? { response } : {}) };
}

/** n8n's shape for a deletion. */
export const deleted: Reader = async () => [{ json: { deleted: true } }];
