import type { IDataObject } from 'n8n-workflow';

import { InputError, textParameter } from '../../../shared/parameters/input';
import { momentNeeded } from '../../../shared/parameters/date-time';
import type { Step } from '../../../shared/parameters/pre-send';
import type { Receiver } from './receiver';

/**
 * When and through which channel a template is to go out (official OpenAPI, "Schedule template messages").
 *
 * @throws InputError when the time is over
 */
export const scheduleInBody: Step = function (options) {
	const moment = momentNeeded(this, 'scheduledAt', 'Send At');
	if (Date.parse(moment) <= Date.now()) {
		throw new InputError(
			`The time in 'Send At' is over: ${moment}`,
			'Choose a time in the future, or use Send to Many to send now.',
		);
	}
	const channel = textParameter(this, 'options.channel').trim();
	options.body = {
		...(options.body as IDataObject),
		...(channel === '' ? {} : { channel }),
		scheduled_at: moment,
	};
	return options;
};

/**
 * The recipients as v3 takes them. The OpenAPI has `phone_number` alone; contact IDs and BSUIDs go as `target`,
 * which newer pages allow in its place (docs.wati.io, "BSUID target format").
 *
 * @throws InputError when a number names a channel, which stands beside the recipients there
 */
export const recipientsOfV3: Step = function (options) {
	const { receivers, ...body } = options.body as IDataObject & { receivers: Receiver[] };
	const recipients = receivers.map(({ whatsappNumber, customParams, localMessageId }) => {
		if (whatsappNumber.includes(':')) {
			throw new InputError(
				`The number ${whatsappNumber} names a channel`,
				"Enter the number alone, and choose the channel in 'Channel' under Options.",
			);
		}
		const who =
			/^\d+$/.test(whatsappNumber) && whatsappNumber.length <= 15 ? 'phone_number' : 'target';
		return {
			[who]: whatsappNumber,
			...(localMessageId === undefined ? {} : { local_message_id: localMessageId }),
			custom_params: customParams,
		};
	});
	options.body = { ...body, recipients };
	return options;
};
