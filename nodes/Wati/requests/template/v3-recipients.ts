import type { IDataObject, IExecuteSingleFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { InputError } from '../../../shared/parameters/input';
import { readPart, type Step } from '../../../shared/parameters/pre-send';
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

/** As {@link toV3Recipient}, of all. */
export async function toV3Recipients(
	context: IExecuteSingleFunctions,
	options: IHttpRequestOptions,
	receivers: Receiver[],
	channelLabel: string,
): Promise<IDataObject[]> {
	const read = async (receiver: Receiver) =>
		await readPart(context, options, () => toV3Recipient(receiver, channelLabel));
	const recipients = await Promise.all(receivers.map(read));
	return recipients.filter((recipient) => recipient !== undefined);
}

/** The recipients of a scheduled template. @throws InputError when a number names a channel */
export const recipientsOfV3: Step = async function (options) {
	const { receivers, ...body } = options.body as IDataObject & { receivers: Receiver[] };
	const recipients = await toV3Recipients(this, options, receivers, 'Channel');
	options.body = { ...body, recipients };
	return options;
};
