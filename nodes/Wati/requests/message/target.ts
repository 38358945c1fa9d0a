import type { IDataObject } from 'n8n-workflow';

import {
	choiceParameter,
	pathStep,
	textParameter,
	type ParameterSource,
} from '../../../shared/parameters/input';
import type { Step } from '../../../shared/parameters/pre-send';
import { readRecipient } from '../contact/recipient';

/**
 * Whom or which chat a v3 operation is about: as {@link readRecipient}, behind the channel chosen under Options
 * unless the number names one itself (docs.wati.io, "BSUID target format"). A conversation ID looks like a
 * contact ID.
 *
 * @throws InputError when the field holds nobody
 */
function getTarget(context: ParameterSource): string {
	const target = readRecipient(context);
	const channel =
		choiceParameter(context, 'options.channel') ||
		choiceParameter(context, 'options.channelPhoneNumber', 'Channel Number');
	return channel === '' || target.includes(':') ? target : `${channel}:${target}`;
}

/**
 * Whether only API v3 reaches the chat: one of a channel, or one named by a conversation ID. Everything else goes by v1,
 * which every plan and Maton have. With Maton an ID is a contact's, which v1 knows.
 */
export function isV3Chat(context: ParameterSource): boolean {
	if (choiceParameter(context, 'options.channel') !== '') return true;
	const isDirect = textParameter(context, 'authentication') === 'watiApi';
	return isDirect && !/^\d+$/.test(readRecipient(context));
}

/** Fills `{target}` in the path. */
export const targetInPath: Step = function (options) {
	options.url = options.url.replace('{target}', pathStep('Contact Number', getTarget(this)));
	return options;
};

/** Sets `target` in the body. */
export const targetInBody: Step = function (options) {
	options.body = { ...(options.body as IDataObject), target: getTarget(this) };
	return options;
};
