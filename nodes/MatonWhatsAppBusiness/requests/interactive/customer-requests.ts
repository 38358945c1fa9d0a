import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import {
	checkWords,
	InputError,
	listParameter,
	readText,
	textParameter,
} from '../../../shared/parameters/input';
import { isBlank } from '../../../shared/parameters/text-value';
import { LONGEST } from '../../../shared/sending/interactive-messages';
import { buildMessage } from '../message';
import { buildBody, buildFooter, buildTextHeader } from './parts';

/** Six digits in both countries (Meta, "Address messages", 2026-07-02). */
const POST_CODES = ['in_pin_code', 'sg_post_code'];
const LONGEST_POST_CODE = 6;

/** A button that shares the customer's place (Meta, "Location request messages", 2025-11). */
export const locationRequest = buildMessage('interactive', (context) => ({
	type: 'location_request_message',
	...buildBody(context),
	action: { name: 'send_location' },
}));

/** A button that shares the customer's number, which people with a username hide (Meta, "Business-scoped user IDs", 2026). */
export const contactRequest = buildMessage('interactive', (context) => ({
	type: 'request_contact_info',
	...buildBody(context),
	action: { name: 'request_contact_info' },
}));

/** A question whether the business may call (Meta, "Call permission requests", 2026). */
export const callPermissionRequest = buildMessage('interactive', (context) => ({
	type: 'call_permission_request',
	...buildBody(context, LONGEST.body, false),
	action: { name: 'call_permission_request' },
}));

/** What is known of the address already, by Meta's names. */
function buildValues(context: IExecuteSingleFunctions): IDataObject {
	const filled = listParameter(context, 'addressValues.value').map(({ name, value }, place) => {
		const label = `Known Values ${place + 1}, Value`;
		const text = readText(value, label).trim();
		checkWords(`field '${label}'`, text);
		const field = String(name ?? '');
		if (POST_CODES.includes(field) && text.length > LONGEST_POST_CODE) {
			throw new InputError(
				`The field '${label}' has ${text.length} characters, but WhatsApp allows ${LONGEST_POST_CODE}`,
			);
		}
		return [field, text] as const;
	});
	const values = Object.fromEntries(filled.filter(([, text]) => !isBlank(text)));
	return Object.keys(values).length > 0 ? { values } : {};
}

/** A form for an address to deliver to (Meta, "Address messages", 2026-07-02). */
export const addressRequest = buildMessage('interactive', (context) => ({
	type: 'address_message',
	...buildTextHeader(context),
	...buildBody(context),
	...buildFooter(context),
	action: {
		name: 'address_message',
		parameters: { country: textParameter(context, 'country'), ...buildValues(context) },
	},
}));
