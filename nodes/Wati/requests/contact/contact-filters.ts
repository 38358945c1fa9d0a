import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../shared/parameters/json';
import { checkDay } from '../../../shared/parameters/date-time';
import { InputError, readText } from '../../../shared/parameters/input';
import type { Step } from '../../../shared/parameters/pre-send';

/** These look at the attribute itself and take no value. */
const WITHOUT_VALUE = ['exist', 'notExist', 'valid', 'invalid'];

/** n8n takes a parameter that begins with `=` for an expression, so the signs have names in the editor. */
const SIGNS: Record<string, string> = { equals: '==', notEquals: '!=' };

function attributeFilters(value: unknown): IDataObject[] {
	const rows = isObject(value) ? value.attribute : undefined;
	return (Array.isArray(rows) ? (rows as IDataObject[]) : []).map((row) => {
		const name = readText(row.name, 'Attribute').trim();
		const chosen = String(row.operator ?? 'contain');
		const operator = SIGNS[chosen] ?? chosen;
		if (name === '') throw new InputError("An entry of 'Attributes' under 'Filters' has no name");
		return WITHOUT_VALUE.includes(operator)
			? { name, operator, value: '' }
			: { name, operator, value: readText(row.value, 'Value') };
	});
}

/** Filters of getContacts; attributes travel as JSON text in the query (spec A, "Get Contacts"). */
export const contactFilters: Step = function (options) {
	const filters = this.getNodeParameter('filters', {}) as IDataObject;
	const qs: IDataObject = { ...options.qs };
	const name = readText(filters.name, 'Name').trim();
	if (name !== '') qs.name = name;
	const attributes = attributeFilters(filters.attributes);
	if (attributes.length > 0) qs.attribute = JSON.stringify(attributes);
	if (filters.createdDate) qs.createdDate = checkDay('Created Date', filters.createdDate);
	options.qs = qs;
	return options;
};

/** The days between which contacts were created. The OpenAPI calls them text, without a form and without a word on the last day. */
export const countFilters: Step = function (options) {
	const { createdFrom, createdTo } = this.getNodeParameter('filters', {}) as IDataObject;
	options.qs = {
		...options.qs,
		...(createdFrom ? { date_from: checkDay('Created From', createdFrom) } : {}),
		...(createdTo ? { date_to: checkDay('Created To', createdTo) } : {}),
	};
	return options;
};
