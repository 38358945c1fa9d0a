import type { IDataObject, IExecuteSingleFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { isObject } from '../../../shared/parameters/json';
import {
	checkJson,
	InputError,
	listParameter,
	textParameter,
	type ParameterSource,
} from '../../../shared/parameters/input';
import { pairsFrom, type Pair } from '../../../shared/parameters/key-values';
import { getStepRefusals, readPart, type Step } from '../../../shared/parameters/pre-send';
import { readLocalMessageId } from '../message/local-message-id';
import type { Receiver } from './receiver';
import { separateRepeats, setRepeats } from './repeated-recipients';
import { parametersInBody } from './template-parameters';
import { readDefaultCountry } from '../../../shared/parameters/number-field';
import { numberInQuery, toWhatsAppNumber } from '../contact/recipient';
import { readTemplateValues } from '../../../shared/templates/template-values';
import { readSwitch } from '../../../shared/parameters/switches';

const LABEL = 'Recipients';

/** Reads a part of a recipient; see {@link readPart}. */
type ReadPart = <T>(read: () => T | Promise<T>) => Promise<T | undefined>;

/** Accepts WATI's own rows (`customParams`) and the shorter `parameters` as an object. */
function readJsonRows(context: ParameterSource): unknown[] {
	const list = checkJson('Recipients (JSON)', context.getNodeParameter('recipientsJson', '[]'));
	if (Array.isArray(list)) return list;
	throw new InputError(
		"The field 'Recipients (JSON)' must contain a list",
		'Example: [{ "whatsappNumber": "14155551234", "parameters": { "name": "John" } }]',
	);
}

function getContent(context: ParameterSource, row: IDataObject, owner: string) {
	const form = row.parameters as IDataObject | undefined;
	const parameters = row.customParams ?? form?.pair ?? form;
	const given = pairsFrom(parameters, `${owner}, Parameters`);
	const customParams = readTemplateValues(context, given, owner);
	const localMessageId = readLocalMessageId(row.localMessageId, `${owner}, Local Message ID`);
	return { customParams, ...(localMessageId ? { localMessageId } : {}) };
}

async function fromList(
	context: ParameterSource,
	rows: unknown[],
	readOne: ReadPart,
): Promise<Receiver[]> {
	const country = readDefaultCountry(context);
	const receivers: Receiver[] = [];
	for (const [place, given] of rows.entries()) {
		const owner = `${LABEL} ${place + 1}`;
		const row = await readOne(() => {
			if (isObject(given)) return given;
			throw new InputError(`${owner} is not an object`);
		});
		if (!row) continue;
		const label = `${owner}, Contact Number`;
		const whatsappNumber = await readOne(() =>
			toWhatsAppNumber(row.whatsappNumber, label, country),
		);
		const content = await readOne(() => getContent(context, row, owner));
		if (whatsappNumber && content) receivers.push({ whatsappNumber, ...content });
	}
	return receivers;
}

/** The item is the recipient: the same fields as in Template: Send, read by the same steps. */
async function fromItem(context: IExecuteSingleFunctions, readOne: ReadPart): Promise<Receiver[]> {
	const query = await readOne(async () => await numberInQuery.call(context, { url: '' }));
	const content = await readOne(async () => {
		const { body } = await parametersInBody.call(context, { url: '' });
		const { parameters } = body as { parameters: Pair[] };
		const given: unknown = context.getNodeParameter('options.localMessageId', '');
		const localMessageId = readLocalMessageId(given);
		return { customParams: parameters, ...(localMessageId ? { localMessageId } : {}) };
	});
	const { whatsappNumber } = (query?.qs ?? {}) as { whatsappNumber?: string };
	return whatsappNumber && content ? [{ whatsappNumber, ...content }] : [];
}

/** The list without those who stand in it before, unless they are meant to get the template more than once. */
function withoutRepeats(
	context: IExecuteSingleFunctions,
	options: IHttpRequestOptions,
	receivers: Receiver[],
): Receiver[] {
	if (readSwitch(context, 'options.sendDuplicates')) return receivers;
	const { once, repeats } = separateRepeats(receivers);
	setRepeats(options, repeats);
	return once;
}

/** Sets `receivers` from the fields, the form or the JSON of one item. */
export const recipientsInBody: Step = async function (options) {
	const readOne: ReadPart = async (read) => await readPart(this, options, read);
	const lists = {
		form: () => listParameter(this, 'recipients.recipient'),
		json: () => readJsonRows(this),
	};
	const readRows = lists[textParameter(this, 'recipientsFrom') as keyof typeof lists];
	const receivers = readRows
		? withoutRepeats(this, options, await fromList(this, readRows(), readOne))
		: await fromItem(this, readOne);
	if (receivers.length === 0 && getStepRefusals(options).length === 0) {
		throw new InputError(`The field '${LABEL}' is empty`, 'Add at least one recipient.');
	}
	options.body = { ...(options.body as IDataObject), receivers };
	return options;
};
