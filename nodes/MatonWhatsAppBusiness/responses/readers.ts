import type {
	IDataObject,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';

import { isGroupId } from '../../shared/parameters/phone-number/person';
import { isObject, parseJson } from '../../shared/parameters/json';
import { recordItems } from '../../shared/http/answers/record-items';
import { readRecords } from '../../shared/http/answers/records';
import { getBodyText, readTemplateVariables } from './template-form';
import { pick, withResponse } from '../../shared/http/answers/readers';
import { readSwitch } from '../../shared/parameters/switches';

type Reader = (
	this: IExecuteSingleFunctions,
	items: INodeExecutionData[],
	response: IN8nHttpFullResponse,
) => Promise<INodeExecutionData[]>;

function getFirst(list: unknown): IDataObject {
	return Array.isArray(list) && isObject(list[0]) ? list[0] : {};
}

/** The answer as it came. */
export const answered: Reader = async function (_items, response) {
	const body = parseJson(response.body);
	return [{ json: isObject(body) ? body : {} }];
};

/** The first record of a list, which is all that some answers hold. */
export const onlyRecord: Reader = async function (_items, response) {
	return [{ json: readRecords(response.body)[0] ?? {} }];
};

/** What the less usual states of a template message mean (Meta, "Template pacing"). */
const MEANINGS: Readonly<Record<string, string>> = {
	held_for_quality_assessment:
		'Meta delays this message until it knows how the first customers react to the template. It then sends or drops it. A dropped message gets the status failed with error 132015.',
};

/** The answer to a send, in the shape that sends have in all nodes of this package. */
export const accepted: Reader = async function (_items, response) {
	const body = parseJson(response.body);
	const answer = isObject(body) ? body : {};
	const message = getFirst(answer.messages);
	const contact = getFirst(answer.contacts);
	// Of somebody without a number, `input` repeats the BSUID.
	const number = contact.wa_id ?? (contact.user_id === undefined ? contact.input : undefined);
	// Whether a group comes back in one field or in both Meta does not say.
	const isGroup = isGroupId(String(contact.input ?? number));
	const known: IDataObject = {
		accepted: true,
		...(isGroup ? { groupId: contact.input ?? number } : { whatsappNumber: number }),
		bsuid: contact.user_id,
		messageId: message.id,
		messageStatus: message.message_status,
		messageStatusMeaning: MEANINGS[String(message.message_status)],
	};
	return [{ json: withResponse(this, known, body) }];
};

const TEMPLATE_FIELDS = [
	'id',
	'name',
	'language',
	'status',
	'category',
	'body',
	'variables',
] as const;

function simplified(template: IDataObject): IDataObject {
	const variables = readTemplateVariables(template).map(({ name }) => name);
	return pick({ ...template, body: getBodyText(template), variables }, TEMPLATE_FIELDS);
}

/** One item per template, with the names of its variables. */
export const templates: Reader = async function (_items, response) {
	const simplify = readSwitch(this, 'simplify');
	return recordItems(response.body, (template) => (simplify ? simplified(template) : template));
};
