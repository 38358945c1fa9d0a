import { InputError, textParameter } from '../../../shared/parameters/input';
import { momentNeeded } from '../../../shared/parameters/date-time';
import type { Step } from '../../../shared/parameters/pre-send';
import { idInPath } from '../../../shared/parameters/record-id';

/** Fills `{campaignId}` in the path. */
export const campaignInPath = idInPath('campaignId', 'Campaign');

/** GET /broadcasts (official OpenAPI, "Get campaigns"): without a channel those of the default one. */
export const campaignFilters: Step = function (options) {
	const channel = textParameter(this, 'filters.channel').trim();
	options.qs = { ...options.qs, ...(channel === '' ? {} : { channel }) };
	return options;
};

/** GET /broadcasts/overview (official OpenAPI, "Get the campaign overview"), which requires both dates. */
export const overviewPeriod: Step = function (options) {
	const from = momentNeeded(this, 'periodFrom', 'From');
	const to = momentNeeded(this, 'periodTo', 'To');
	if (from > to) {
		throw new InputError("The field 'From' is later than the field 'To'", 'Swap the dates.');
	}
	const search = textParameter(this, 'filters.name').trim();
	options.qs = {
		...options.qs,
		date_from: from,
		date_to: to,
		...(search === '' ? {} : { search_string: search }),
	};
	return options;
};
