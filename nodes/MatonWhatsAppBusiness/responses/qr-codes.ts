import type { IDataObject } from 'n8n-workflow';

import { isObject, parseJson } from '../../shared/parameters/json';
import { recordItems } from '../../shared/http/answers/record-items';
import { readRecords } from '../../shared/http/answers/records';
import { withCamelCaseNames, type Reader } from '../../shared/http/answers/readers';

const NAMES: Record<string, string> = { deepLinkUrl: 'link', qrImageUrl: 'imageUrl' };

/** A code under the names that a user of the node reads. */
function toCode(record: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(withCamelCaseNames(record)).map(([name, value]) => [NAMES[name] ?? name, value]),
	);
}

/** The code that an answer holds: itself, or as the only one of a list. */
export const qrCode: Reader = async (_items, response) => {
	const body = parseJson(response.body);
	const record = readRecords(body)[0] ?? (isObject(body) ? body : {});
	return [{ json: toCode(record) }];
};

/** One item per code. */
export const qrCodes: Reader = async (_items, response) => recordItems(response.body, toCode);
