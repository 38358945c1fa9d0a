import type { IDataObject } from 'n8n-workflow';

import { PAGE_SIZE_FIXED } from '../../../shared/http/interceptors/pagination';
import { readText } from '../../../shared/parameters/input';
import type { Step } from '../../../shared/parameters/pre-send';

/**
 * Filters of getMessageTemplates. WATI has none for the status, so the pages are filtered after reading
 * and read at full size.
 */
export const templateFilters: Step = function (options) {
	const { statuses, channelPhoneNumber } = this.getNodeParameter('filters', {}) as IDataObject;
	const qs: IDataObject = { ...options.qs };
	const channel = readText(channelPhoneNumber, 'Channel Number').trim();
	if (channel !== '') qs.channelPhoneNumber = channel;
	if (Array.isArray(statuses) && statuses.length > 0) qs.pageSize = PAGE_SIZE_FIXED;
	options.qs = qs;
	return options;
};
