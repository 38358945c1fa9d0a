import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../responses/answer';
import { InputError } from './input';
import type { Step } from './prepare';

/** These look at the attribute itself and take no value. */
const WITHOUT_VALUE = ['exist', 'notExist', 'valid', 'invalid'];

/** n8n takes a parameter that begins with `=` for an expression, so the signs have names in the editor. */
const SIGNS: Record<string, string> = { equals: '==', notEquals: '!=' };

function attributeFilters(value: unknown): IDataObject[] {
	const rows = isObject(value) ? value.attribute : undefined;
	return (Array.isArray(rows) ? (rows as IDataObject[]) : []).map((row) => {
		const name = String(row.name ?? '').trim();
		const chosen = String(row.operator ?? 'contain');
		const operator = SIGNS[chosen] ?? chosen;
		if (name === '') throw new InputError("An entry of 'Attributes' under 'Filters' has no name");
		return WITHOUT_VALUE.includes(operator)
			? { name, operator, value: '' }
			: { name, operator, value: String(row.value ?? '') };
	});
}

function dayOf(value: unknown): string {
	const day = /^\d{4}-\d{2}-\d{2}/.exec(String(value))?.[0];
	if (day) return day;
	const date = new Date(String(value));
	if (Number.isNaN(date.getTime())) {
		throw new InputError(`The field 'Created Date' holds no date: ${String(value).slice(0, 60)}`);
	}
	return date.toISOString().slice(0, 10);
}

/** Filters of getContacts; attributes travel as JSON text in the query (spec A, "Get Contacts"). */
export const contactFilters: Step = function (options) {
	const filters = this.getNodeParameter('filters', {}) as IDataObject;
	const qs: IDataObject = { ...options.qs };
	const name = String(filters.name ?? '').trim();
	if (name !== '') qs.name = name;
	const attributes = attributeFilters(filters.attributes);
	if (attributes.length > 0) qs.attribute = JSON.stringify(attributes);
	if (filters.createdDate) qs.createdDate = dayOf(filters.createdDate);
	options.qs = qs;
	return options;
};
