import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../shared/parameters/input';
import type { Step } from '../../../shared/parameters/pre-send';
import type { Receiver } from './receiver';

/**
 * A recipient as v3 takes it. The OpenAPI has `phone_number` alone; contact IDs and BSUIDs go as `target`, which newer
 * pages allow in its place (docs.wati.io, "BSUID target format").
 *
 * @param channelLabel the field for the channel, which stands beside the recipients there
 * @throws InputError when a number names a channel
 */
export function toV3Recipient(
	{ whatsappNumber, customParams, localMessageId }: Receiver,
	channelLabel: string,
): IDataObject {
	if (whatsappNumber.includes(':')) {
		throw new InputError(
			`The number ${whatsappNumber} names a channel`,
			`Enter the number alone, and choose the channel in '${channelLabel}' under Options.`,
		);
	}
	const isNumber = /^\d{1,15}$/.test(whatsappNumber);
	return {
		[isNumber ? 'phone_number' : 'target']: whatsappNumber,
		...(localMessageId === undefined ? {} : { local_message_id: localMessageId }),
		custom_params: customParams,
	};
}

/** The recipients of a scheduled template. @throws InputError when a number names a channel */
export const recipientsOfV3: Step = function (options) {
	const { receivers, ...body } = options.body as IDataObject & { receivers: Receiver[] };
	const recipients = receivers.map((receiver) => toV3Recipient(receiver, 'Channel'));
	options.body = { ...body, recipients };
	return options;
};
