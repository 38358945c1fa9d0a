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
import type { Step } from '../../../shared/parameters/pre-send';
import { readLocalMessageId } from '../message/local-message-id';
import type { Receiver } from './receiver';
import { separateRepeats, setRepeats } from './repeated-recipients';
import { parametersInBody } from './template-parameters';
import { readDefaultCountry } from '../../../shared/parameters/number-field';
import { numberInQuery, toWhatsAppNumber } from '../contact/recipient';
import { readTemplateValues } from '../../../shared/templates/template-values';
import { readSwitch } from '../../../shared/parameters/switches';

const LABEL = 'Recipients';

function getReceiver(
	context: ParameterSource,
	row: IDataObject,
	place: number,
	parameters: unknown,
	country: string | undefined,
): Receiver {
	const owner = `${LABEL} ${place + 1}`;
	const label = `${owner}, Contact Number`;
	const whatsappNumber = toWhatsAppNumber(row.whatsappNumber, label, country);
	const given = pairsFrom(parameters, `${owner}, Parameters`);
	const customParams = readTemplateValues(context, given, owner);
	const localMessageId = readLocalMessageId(row.localMessageId, `${owner}, Local Message ID`);
	return { whatsappNumber, customParams, ...(localMessageId ? { localMessageId } : {}) };
}

function fromForm(context: IExecuteSingleFunctions): Receiver[] {
	const country = readDefaultCountry(context);
	return listParameter(context, 'recipients.recipient').map((row, place) =>
		getReceiver(context, row, place, (row.parameters as IDataObject | undefined)?.pair, country),
	);
}

/** Accepts WATI's own rows (`customParams`) and the shorter `parameters` as an object. */
function fromJson(context: IExecuteSingleFunctions): Receiver[] {
	const list = checkJson('Recipients (JSON)', context.getNodeParameter('recipientsJson', '[]'));
	if (!Array.isArray(list)) {
		throw new InputError(
			"The field 'Recipients (JSON)' must contain a list",
			'Example: [{ "whatsappNumber": "14155551234", "parameters": { "name": "John" } }]',
		);
	}
	const country = readDefaultCountry(context);
	return list.map((row: unknown, place) => {
		if (!isObject(row)) throw new InputError(`${LABEL} ${place + 1} is not an object`);
		return getReceiver(context, row, place, row.customParams ?? row.parameters, country);
	});
}

/** The item is the recipient: the same fields as in Template: Send, read by the same steps. */
async function fromItem(context: IExecuteSingleFunctions): Promise<Receiver[]> {
	const { qs } = await numberInQuery.call(context, { url: '' });
	const { body } = await parametersInBody.call(context, { url: '' });
	const { whatsappNumber } = qs as { whatsappNumber: string };
	const { parameters } = body as { parameters: Pair[] };
	const localMessageId = readLocalMessageId(context.getNodeParameter('localMessageId', ''));
	return [
		{ whatsappNumber, customParams: parameters, ...(localMessageId ? { localMessageId } : {}) },
	];
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
	const source = textParameter(this, 'recipientsFrom');
	const lists = { form: fromForm, json: fromJson };
	const readList = lists[source as keyof typeof lists];
	const receivers = readList ? withoutRepeats(this, options, readList(this)) : await fromItem(this);
	if (receivers.length === 0) {
		throw new InputError(`The field '${LABEL}' is empty`, 'Add at least one recipient.');
	}
	options.body = { ...(options.body as IDataObject), receivers };
	return options;
};
