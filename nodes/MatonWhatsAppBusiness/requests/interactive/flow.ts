import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { toFlow } from '../../../services/meta/graph/graph-id';
import { checkWordsWithin, InputError, textParameter } from '../../../shared/parameters/input';
import { isObject, parseJson } from '../../../shared/parameters/json';
import { checkedText } from '../../../shared/sending/interactive-messages';
import { buildMessage } from '../message';
import { buildBody, buildFooter, buildTextHeader } from './parts';

/** Meta, "Sending a Flow" (2026-06-16): up to 30 characters are advised, and no emoji is taken. */
const LONGEST_BUTTON = 30;

function buildFlow(context: IExecuteSingleFunctions): IDataObject {
	const flow = textParameter(context, 'flow').trim();
	if (flow === '') {
		throw new InputError(
			"The field 'Flow' is empty",
			'Choose a Flow from the list, or enter its ID or name.',
		);
	}
	return toFlow(flow);
}

function readButton(context: IExecuteSingleFunctions): string {
	const text = checkedText(context, 'buttonText', 'Button Text', LONGEST_BUTTON, true);
	if (!/\p{Extended_Pictographic}/u.test(text)) return text;
	throw new InputError(
		"The field 'Button Text' contains an emoji, which WhatsApp does not accept on a Flow's button",
		'Remove the emoji.',
	);
}

/** What the first screen begins with. @throws InputError when it is no object */
function buildData(context: IExecuteSingleFunctions): IDataObject {
	const given = context.getNodeParameter('flowData', '');
	if (given === '' || given === undefined || given === null) return {};
	const data = parseJson(given);
	if (!isObject(data)) {
		throw new InputError(
			"The field 'Screen Data' contains no JSON object",
			'Enter what the screen takes, e.g. {"name": "Ada"}.',
		);
	}
	checkWordsWithin("field 'Screen Data'", data);
	return Object.keys(data).length > 0 ? { data } : {};
}

/** The screen to open, and what with. Meta opens the first screen where none is named. */
function buildStart(context: IExecuteSingleFunctions): IDataObject {
	if (textParameter(context, 'flowAction') === 'data_exchange') {
		return { flow_action: 'data_exchange' };
	}
	const screen = textParameter(context, 'flowScreen').trim();
	const data = buildData(context);
	if (screen === '' && data.data !== undefined) {
		throw new InputError(
			"The field 'Screen' is empty, but 'Screen Data' has a value",
			'Enter the ID of the screen that takes the data.',
		);
	}
	const payload = screen === '' ? {} : { flow_action_payload: { screen, ...data } };
	return { flow_action: 'navigate', ...payload };
}

/** A button that opens a Flow (Meta, "Sending a Flow", 2026-06-16). */
export const flowMessage = buildMessage('interactive', (context) => {
	const token = textParameter(context, 'options.flowToken').trim();
	const isDraft = textParameter(context, 'options.flowMode') === 'draft';
	return {
		type: 'flow',
		...buildTextHeader(context),
		...buildBody(context),
		...buildFooter(context),
		action: {
			name: 'flow',
			parameters: {
				flow_message_version: '3',
				...buildFlow(context),
				flow_cta: readButton(context),
				...(isDraft ? { mode: 'draft' } : {}),
				...(token === '' ? {} : { flow_token: token }),
				...buildStart(context),
			},
		},
	};
});
