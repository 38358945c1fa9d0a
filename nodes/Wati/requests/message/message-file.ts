import { InputError, pathStep, textParameter } from '../../../shared/parameters/input';
import type { Step } from '../../../shared/parameters/pre-send';

/** Fills `{messageId}` in the path. v3 refuses WhatsApp's own IDs as invalid, so they are told apart here. */
export const fileMessageInPath: Step = function (options) {
	const id = textParameter(this, 'messageId').trim();
	if (id === '') throw new InputError("The field 'Message ID' is empty");
	if (/^wamid\./i.test(id)) {
		throw new InputError(
			"The field 'Message ID' holds an ID of WhatsApp, which WATI does not take here",
			"Enter WATI's own ID of the message: the field id of Conversation: Get Messages or Message: Get Many.",
		);
	}
	options.url = options.url.replace('{messageId}', pathStep('Message ID', id));
	return options;
};
