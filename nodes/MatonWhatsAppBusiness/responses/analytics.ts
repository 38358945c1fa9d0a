import type { IDataObject } from 'n8n-workflow';

import { isObject, objectsIn, parseJson } from '../../shared/parameters/json';
import { withCamelCaseNames, type Reader } from '../../shared/http/answers/readers';

/** Seconds since 1970 as a time; anything else as it came. */
function toTime(value: IDataObject[string]): IDataObject[string] {
	return typeof value === 'number' ? new Date(value * 1000).toISOString() : value;
}

/** All lists `data_points`, however deep: Meta nests them by field (Meta, "Analytics", 2026-02-12). */
function findPoints(value: unknown): IDataObject[] {
	if (Array.isArray(value)) return value.flatMap(findPoints);
	if (!isObject(value)) return [];
	if (Array.isArray(value.data_points)) return objectsIn(value.data_points);
	return Object.values(value).flatMap(findPoints);
}

/** One item per span, and per what it is broken down by. */
export const dataPoints: Reader = async (_items, response) =>
	findPoints(parseJson(response.body)).map(({ start, end, ...counts }) => ({
		json: { start: toTime(start), end: toTime(end), ...withCamelCaseNames(counts) },
	}));
