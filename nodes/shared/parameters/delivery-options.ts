import type { IDataObject } from 'n8n-workflow';

import { isObject } from './json';
import type { ParameterSource } from './input';

/** What the user set under Delivery Options. An entry that was not added is absent. */
export interface DeliveryOptions {
	plan?: 'growth' | 'pro' | 'business';
	/** Absent means yes. */
	resendMemory?: boolean;
	defaultCountryCode?: string;
	previewOnly?: boolean;
	verify?: boolean;
	includeUsage?: boolean;
	allowedNumbers?: string;
	allowedTemplates?: string;
	mostRecipients?: number;
	mostSends?: number;
}

/** Reads all delivery options at once. */
export function readDeliveryOptions(context: ParameterSource): DeliveryOptions {
	const given = context.getNodeParameter('delivery', {});
	return (isObject(given) ? given : {}) as IDataObject as DeliveryOptions;
}
