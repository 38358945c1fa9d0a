import { buildFailures } from '../../../shared/errors/catalogue';
import { MESSAGE_CODES } from '../../whatsapp/message-codes';
import { getAdvice } from '../../whatsapp/message-failure';
import { META_MESSAGES } from './messages';
import type { MetaCode, MetaCodes } from '../../whatsapp/meta-code';
import { PLATFORM_CODES } from './platform-codes';
import { TEMPLATE_CODES } from '../../whatsapp/template-codes';

/** Where the list of numbers was read, and when. */
export const META_CODES_SOURCE = {
	title: 'WhatsApp Business Platform, Error codes',
	url: 'https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes',
	date: '2026-09-11',
};

/**
 * Meta's numbers for failures and subcodes ({@link META_CODES_SOURCE}), with those that accounts were seen to get
 * beyond that list. The list in spec D gives other meanings to 131030, 131031, 132000 and 133010; Meta's own
 * message is shown beside the meaning.
 */
export const META_CODES: MetaCodes = { ...PLATFORM_CODES, ...MESSAGE_CODES, ...TEMPLATE_CODES };

/** `error_subcode` of an ID that leads to nothing the account owns. */
const UNKNOWN_OBJECT = 33;

/** Numbers of which a subcode says more: a parameter, or a permission. */
const WITH_SUBCODE = [10, 100];

/** All failures, as they are said of Meta. */
export const META_FAILURES = buildFailures(META_MESSAGES);

/**
 * Finds what a number of Meta means; undefined for one that is not in the list.
 *
 * @param subcode `error_subcode`, which refusals of templates have
 */
export function findMetaCode(number: number, subcode?: unknown): MetaCode | undefined {
	if (WITH_SUBCODE.includes(number) && typeof subcode === 'number') {
		const known = subcode === UNKNOWN_OBJECT || subcode > 2_000_000;
		if (known && META_CODES[subcode]) return META_CODES[subcode];
	}
	if (number >= 200 && number <= 299) return META_CODES[10];
	return META_CODES[number];
}

/** What to do after a failure with this number: its own advice, or the one of its code. */
export function getMetaAdvice(known: MetaCode): string {
	return getAdvice(known, META_FAILURES);
}
