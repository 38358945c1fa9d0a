import { isBsuid } from '../../shared/parameters/phone-number/person';
import type { Step } from '../../shared/parameters/pre-send';
import { PRODUCT } from './message';
import { readPerson } from './recipient';

/**
 * Whom to block or unblock: a number, or the BSUID of somebody without one (Meta, "Block users", 2026-06-26;
 * whatsapp-api-js 6.3.0).
 */
export const blockedUser: Step = function (options) {
	const user = readPerson(this);
	options.body = { ...PRODUCT, block_users: [isBsuid(user) ? { user_id: user } : { user }] };
	return options;
};
