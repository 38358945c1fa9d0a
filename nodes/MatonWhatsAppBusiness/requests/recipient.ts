import type { IDataObject } from 'n8n-workflow';

import { InputError, textParameter, type ParameterSource } from '../../shared/parameters/input';
import type { Pair } from '../../shared/parameters/key-values';
import { readCountryFor, toPhoneNumber } from '../../shared/parameters/number-field';
import { isBsuid, isGroupId } from '../../shared/parameters/phone-number/person';
import type { Step } from '../../shared/parameters/pre-send';

/** The label of the field with the recipient. */
const RECIPIENT = 'Contact Number';

/** Group IDs of WhatsApp's own apps, and those of Meta with other letters, as a sheet or a database changes them. */
const LIKE_GROUP = /@g\.us$|^y2fwav9ncm91cd/i;

/**
 * Whom a message goes to: digits, the BSUID of somebody without a number, or the ID of a group.
 *
 * @throws InputError when the field holds none of these
 */
export function readRecipient(context: ParameterSource): string {
	const given = textParameter(context, 'whatsappNumber', RECIPIENT);
	const text = given.trim();
	if (isBsuid(text) || isGroupId(text)) return text;
	if (LIKE_GROUP.test(text)) {
		throw new InputError(
			`The field '${RECIPIENT}' contains no group ID of Meta's API: ${text.slice(0, 60)}`,
			'Enter the groupId that the trigger returns, unchanged: small and capital letters are different ones. It begins with Y2FwaV9ncm91cDo.',
		);
	}
	return toPhoneNumber(given, RECIPIENT, readCountryFor(context, 'whatsappNumber', given));
}

/**
 * Reads one person: digits or a BSUID.
 *
 * @throws InputError when the field holds neither
 */
export function readPerson(context: ParameterSource): string {
	const recipient = readRecipient(context);
	if (!isGroupId(recipient)) return recipient;
	throw new InputError(
		`The field '${RECIPIENT}' contains a group, but this operation needs one person`,
		'Enter the number or the bsuid of a group member.',
	);
}

/** Refuses a group, where one person is to answer. */
export const onePerson: Step = function (options) {
	readPerson(this);
	return options;
};

/**
 * The fields of a message that say whom it is for. Meta drops a BSUID in `to` without a word; it belongs into `recipient`
 * (Meta, "Business-scoped user IDs").
 *
 * @param type of the message. Groups take no interactive ones (Meta, "Groups API", 2026-06-16); of places, contacts and
 *   reactions the page says nothing, so Meta decides about those
 */
export function buildAddress(context: ParameterSource, type: string): IDataObject {
	const recipient = readRecipient(context);
	if (isBsuid(recipient)) return { recipient };
	if (!isGroupId(recipient)) return { to: recipient };
	if (type === 'interactive') {
		throw new InputError(
			`The field '${RECIPIENT}' contains a group, and groups cannot receive messages with buttons, lists, products or other choices`,
			'Send a text, a file or a template to the group, or write to one person.',
		);
	}
	return { recipient_type: 'group', to: recipient };
}

/** Values of templates that groups do not take: authentication and commerce (the same page). */
const NOT_IN_GROUPS = /^code$|header_(product|catalog)$|button_\d_(catalog|mpm)_/;

/** @throws InputError for values of a template that groups do not take */
export function checkGroupTakesTemplate(context: ParameterSource, pairs: Pair[]): void {
	const refused = pairs.find(({ name }) => NOT_IN_GROUPS.test(name));
	if (refused === undefined || !isGroupId(readRecipient(context))) return;
	const kind = refused.name === 'code' ? 'authentication templates' : 'templates with products';
	throw new InputError(
		`The field '${RECIPIENT}' contains a group, and groups cannot receive ${kind}`,
		`Choose another template in 'Template', or write to one person.`,
	);
}

/** @throws InputError when a group is to get a message by the Marketing Messages API, which is for single people */
export function checkMarketingRecipient(context: ParameterSource): void {
	if (!isGroupId(readRecipient(context))) return;
	throw new InputError(
		`The field '${RECIPIENT}' contains a group, which the Marketing Messages API doesn't accept`,
		"Remove 'Marketing Messages API' under Options to send the template through the Cloud API.",
	);
}
