import type { IDataObject } from 'n8n-workflow';

import { bsuidAmong, getText, getValue, toDigits } from '../../shared/webhooks/payload';
import { CONTACT_IDS } from './expected-answers';
import { hasId } from '../../shared/http/answers/expectation';
import { isObject, parseJson } from '../../shared/parameters/json';
import { readOptOutChange } from '../requests/contact/opt-out';
import { readRecipient } from '../requests/contact/recipient';
import { recordItems } from '../../shared/http/answers/record-items';
import { toNamedValues } from '../../shared/parameters/key-values';
import { wantsSimple, parseBody } from './v3-readers';
import { withIsoTimes } from '../../shared/http/answers/times';
import { withResponse, type Reader } from '../../shared/http/answers/readers';

/**
 * A contact in one shape, whichever API tells it: v1 has `wAid`, `fullName` and `customParams`, v3 `wa_id`, `name` and
 * `custom_params` (docs.wati.io, "getContacts"; official OpenAPI). What an API does not tell is left out, and the number
 * of somebody who hides it is null.
 */
export function toContact(contact: IDataObject): IDataObject {
	const told = (...names: string[]) => getValue(contact, ...names) as IDataObject[string];
	const numbers = [getText(contact, 'wAid'), getText(contact, 'waId'), getText(contact, 'phone')];
	const shown: IDataObject = {
		id: told('id'),
		whatsappNumber: numbers.map(toDigits).find((number) => number !== null) ?? null,
		bsuid: getText(contact, 'bsuid') ?? bsuidAmong(...numbers) ?? undefined,
		name: told('fullName', 'name', 'firstName'),
		firstName: told('firstName'),
		contactStatus: told('contactStatus'),
		allowBroadcast: told('allowBroadcast'),
		teams: told('teams'),
		attributes: toNamedValues(told('customParams')),
		created: told('created'),
		lastUpdated: told('lastUpdated'),
	};
	return withIsoTimes(
		Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined)),
	);
}

/** One item per contact of a list. */
export const contacts: Reader = async function (_items, response) {
	const isSimple = wantsSimple(this);
	return recordItems(response.body, (contact) => (isSimple ? toContact(contact) : contact));
};

/** One contact, bare or under `contact`. */
export const contactOfV3: Reader = async function (_items, response) {
	const body = parseBody(response);
	const contact = isObject(body.contact) ? body.contact : body;
	return [{ json: wantsSimple(this) ? toContact(contact) : contact }];
};

/** The contact whose opt-out was written, and what it is now. */
export const writtenOptOut: Reader = async function (items, response) {
	const [written] = await writtenContact.call(this, items, response);
	const optedOut = readOptOutChange(this) === 'out';
	return [{ json: { ...written?.json, optedOut } }];
};

/**
 * The contact that was written, with WATI's answer where it is wanted. WATI answers some writes with a bare flag, which
 * does not tell whose they were.
 */
export const writtenContact: Reader = async function (_items, response) {
	const body = parseJson(response.body);
	const answer = isObject(body) ? body : {};
	const contact = isObject(answer.contact) ? answer.contact : answer;
	const known = hasId(contact, ...CONTACT_IDS) ? toContact(contact) : { accepted: true };
	return [
		{
			json: withResponse(
				this,
				{ ...known, whatsappNumber: known.whatsappNumber ?? readRecipient(this) },
				body,
			),
		},
	];
};
