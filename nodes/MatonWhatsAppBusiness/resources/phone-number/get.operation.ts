import { textParameter } from '../../../shared/parameters/input';
import { prepare, type Step } from '../../../shared/parameters/pre-send';
import { buildOptionsField } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import { graphPath } from '../../requests/own-path';
import { answered } from '../../responses/readers';
import { ownNumber } from '../fields';

/** What Meta tells of a number, of which it shows few without being asked (Meta, "Business phone numbers", 2026). */
const ALL_FIELDS = [
	'verified_name',
	'display_phone_number',
	'status',
	'name_status',
	'new_name_status',
	'quality_rating',
	'quality_score',
	'messaging_limit_tier',
	'throughput',
	'code_verification_status',
	'account_mode',
	'platform_type',
	'host_platform',
	'is_official_business_account',
	'is_pin_enabled',
	'last_onboarded_time',
	'health_status',
].join(',');

const wantedFields: Step = function (options) {
	const fields = textParameter(this, 'options.fields').replace(/\s/g, '');
	if (fields !== '') options.qs = { ...options.qs, fields };
	return options;
};

/** GET /{phone_number_id} (spec D, "Get Phone Number"). */
export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a phone number',
		description: 'Get one business number with its verified name and quality',
		routing: {
			request: { method: 'GET', url: '/{version}/{phoneNumberId}' },
			send: { preSend: [prepare(wantedFields, graphPath)] },
			output: { postReceive: [answered] },
		},
	},
	fields: [
		...ownNumber,
		buildOptionsField({
			displayName: 'Fields',
			name: 'fields',
			type: 'string',
			default: ALL_FIELDS,
			description:
				"Names of Meta's fields, separated by commas, with status, limits and health among them. Leave the option out for the usual ones.",
		}),
	],
};
