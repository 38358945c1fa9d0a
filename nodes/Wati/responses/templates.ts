import type {
	IDataObject,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';

import { isObject } from '../../shared/parameters/json';
import { recordItems } from '../../shared/http/answers/record-items';
import { pick } from '../../shared/http/answers/readers';
import { withIsoTimes } from '../../shared/http/answers/times';
import { readSwitch } from '../../shared/parameters/switches';

const SIMPLE_FIELDS = [
	'id',
	'elementName',
	'category',
	'status',
	'language',
	'body',
	'footer',
	'buttonsType',
	'lastModified',
	'variables',
] as const;

/** Names of the variables a template needs, in WATI's order. */
export function variableNames(template: IDataObject): string[] {
	const params = Array.isArray(template.customParams) ? template.customParams.filter(isObject) : [];
	return params
		.map(({ paramName }) => paramName)
		.filter((name): name is string => typeof name === 'string');
}

/** The language code of a template, e.g. `en`. */
export function getLanguage(template: IDataObject): string {
	const { language } = template;
	if (isObject(language)) return String(language.value ?? language.key ?? '');
	return typeof language === 'string' ? language : '';
}

function simplified(template: IDataObject): IDataObject {
	const flat = { ...template, language: getLanguage(template), variables: variableNames(template) };
	return pick(withIsoTimes(flat), SIMPLE_FIELDS);
}

/** Reader of template lists: deleted ones are still listed by WATI, hence the status filter. */
export async function templates(
	this: IExecuteSingleFunctions,
	_items: INodeExecutionData[],
	response: IN8nHttpFullResponse,
): Promise<INodeExecutionData[]> {
	const statuses = this.getNodeParameter('filters.statuses', []) as string[];
	const simplify = readSwitch(this, 'simplify');
	return recordItems(response.body, (template) => {
		const isWanted = statuses.length === 0 || statuses.includes(String(template.status));
		if (!isWanted) return undefined;
		return simplify ? simplified(template) : template;
	});
}
