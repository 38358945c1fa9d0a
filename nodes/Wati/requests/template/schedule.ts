import type { IDataObject } from 'n8n-workflow';

import { choiceParameter, InputError } from '../../../shared/parameters/input';
import { momentNeeded } from '../../../shared/parameters/date-time';
import type { Step } from '../../../shared/parameters/pre-send';

/**
 * When and through which channel a template is to go out (official OpenAPI, "Schedule template messages").
 *
 * @throws InputError when the time is over
 */
export const scheduleInBody: Step = function (options) {
	const moment = momentNeeded(this, 'scheduledAt', 'Send At');
	if (Date.parse(moment) <= Date.now()) {
		throw new InputError(
			`The time in 'Send At' is in the past: ${moment}`,
			'Choose a time in the future, or use Send to Many to send now.',
		);
	}
	const channel = choiceParameter(this, 'options.channel');
	options.body = {
		...(options.body as IDataObject),
		...(channel === '' ? {} : { channel }),
		scheduled_at: moment,
	};
	return options;
};
