import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { idTag, readRecords, buildRecordTags } from './records';

/** Which record of its page an item was made of: what is shown of it may hold no ID. */
const tags = new WeakMap<IDataObject, string>();

/**
 * One item per record of a list answer, in their order.
 *
 * @param shape what is shown of a record; undefined leaves it out
 */
export function recordItems(
	body: unknown,
	shape: (record: IDataObject) => IDataObject | undefined,
): INodeExecutionData[] {
	const records = readRecords(body);
	const names = buildRecordTags(records);
	return records.flatMap((record, place) => {
		const shaped = shape(record);
		if (shaped === undefined) return [];
		const json = { ...shaped };
		tags.set(json, names[place]!);
		return [{ json }];
	});
}

/** The tag of the record that an item was made of, see `buildRecordTags`; undefined where nothing tells. */
export function tagOfItem(json: IDataObject): string | undefined {
	return tags.get(json) ?? idTag(json);
}
