import type { IDataObject } from 'n8n-workflow';

import { ENABLED_NUMBER, STATUS_WORDS } from '../../../services/wati/webhook-status';
import { EVENTS } from '../../../services/wati/events';
import {
	checkUrl,
	readEntries,
	InputError,
	type ParameterSource,
	readText,
	textParameter,
} from '../../../shared/parameters/input';
import type { Step } from '../../../shared/parameters/pre-send';
import { idInPath } from '../../../shared/parameters/record-id';
import { requireSwitch } from '../../../shared/parameters/switches';

/** Fills `{webhookId}` in the path. */
export const webhookInPath = idInPath('webhookId', 'Webhook');

/** The names WATI uses for the chosen events, one family of each, and further names as they are. */
function readEventTypes(context: ParameterSource, events: string, others: string): string[] {
	const chosen = readEntries(context.getNodeParameter(events, []), 'Events');
	const known = EVENTS.filter(({ value }) => chosen.includes(value));
	const free = readEntries(context.getNodeParameter(others, ''), 'Other Events');
	return [...new Set([...known.flatMap(({ subscribe }) => subscribe), ...free])];
}

/**
 * POST /api/v2/webhookEndpoints takes a list (docs.wati.io, "Create webhook endpoint"). The number goes as it was
 * entered or picked: WATI keeps some with hyphens, and knows those by that form only.
 */
export const newWebhook: Step = function (options) {
	const phoneNumber = textParameter(this, 'webhookNumber', 'Channel Number').trim();
	if (phoneNumber === '') {
		throw new InputError(
			"The field 'Channel Number' is empty",
			'Choose the number from the list or enter it as WATI shows it.',
		);
	}
	const url = checkUrl('Webhook URL', textParameter(this, 'webhookUrl')).href;
	const eventTypes = readEventTypes(this, 'webhookEvents', 'options.otherEvents');
	if (eventTypes.length === 0) {
		throw new InputError("The field 'Events' is empty", 'Choose at least one event.');
	}
	options.body = [
		{ phoneNumber, url, status: ENABLED_NUMBER, eventTypes },
	] as IDataObject[] as never;
	return options;
};

/**
 * What changes of a webhook, in the names of v3 (docs.wati.io, "Update webhook").
 *
 * @throws InputError when nothing would change
 */
export const webhookChanges: Step = function (options) {
	const changes = this.getNodeParameter('webhookChanges', {}) as IDataObject;
	const eventTypes = readEventTypes(this, 'webhookChanges.events', 'webhookChanges.otherEvents');
	const url = readText(changes.url, 'URL').trim();
	const body: IDataObject = {
		...(url === '' ? {} : { url: checkUrl('URL', url).href }),
		...(eventTypes.length === 0 ? {} : { eventTypes }),
		...(changes.enabled === undefined
			? {}
			: {
					status: STATUS_WORDS[requireSwitch(changes.enabled, 'Enabled') ? 'enabled' : 'disabled'],
				}),
	};
	if (Object.keys(body).length === 0) {
		throw new InputError("The field 'Changes' is empty", 'Add at least one change.');
	}
	options.body = body;
	return options;
};
