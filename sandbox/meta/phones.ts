import type { Answer } from '../http/exchange';
import type { BusinessPhone, BusinessProfile } from '../state/business/shapes';
import { checkAccount, getPhone, type MetaCall, type MetaRoute } from './call';
import { graphRefusal, invalidParameter, unknownObject } from './errors';
import { buildConfiguration } from './webhooks/overrides';
import { checkProduct, jsonBody, optionalTextWithin } from './inputs';

/** Meta, "Business profiles": longest texts in characters. */
const LONGEST = { about: 139, address: 256, description: 512, email: 128 } as const;
const MOST_WEBSITES = 2;
const LONGEST_WEBSITE = 256;

const VERTICALS = [
	'ALCOHOL',
	'APPAREL',
	'AUTO',
	'BEAUTY',
	'EDU',
	'ENTERTAIN',
	'EVENT_PLAN',
	'FINANCE',
	'GOVT',
	'GROCERY',
	'HEALTH',
	'HOTEL',
	'NONPROFIT',
	'NOT_A_BIZ',
	'ONLINE_GAMBLING',
	'OTC_DRUGS',
	'PHYSICAL_GAMBLING',
	'ONLINE_GAMBLING',
	'OTC_DRUGS',
	'OTHER',
	'PHYSICAL_GAMBLING',
	'PROF_SERVICES',
	'RESTAURANT',
	'RETAIL',
	'TRAVEL',
	'UNDEFINED',
];

/** The business that owns an account; the sandbox has one for each. */
const readBusinessId = ({ account }: MetaCall) => `9${account.id}`;

/**
 * Where the account of a token is told (facebook-ruby-business-sdk, `SystemUser.assigned_whatsapp_business_accounts`;
 * several clients in 2026 for the others). Which of them a token may read depends on its permissions.
 */
const accountRoutes: MetaRoute[] = [
	{
		method: 'GET',
		pattern: '/{version}/me/assigned_whatsapp_business_accounts',
		handle: (call) => readList(call, 'assigned', [accountShape(call)]),
	},
	{
		method: 'GET',
		pattern: '/{version}/me/businesses',
		handle: (call) =>
			readList(call, 'businesses', [{ id: readBusinessId(call), name: 'Example Shop Ltd' }]),
	},
	{
		method: 'GET',
		pattern: '/{version}/{businessId}/owned_whatsapp_business_accounts',
		handle: (call) => listOwned(call),
	},
	{
		method: 'GET',
		pattern: '/{version}/{businessId}/client_whatsapp_business_accounts',
		handle: (call) => readList(call, 'businesses', []),
	},
];

function accountShape({ account }: MetaCall) {
	return { id: account.id, name: 'Example Shop' };
}

/** A list, refused as Meta refuses edges that the token may not read. */
function readList(call: MetaCall, kind: string, data: object[]): Answer {
	if (call.settings.accountIsToldBy !== kind) {
		throw graphRefusal({ code: 100, title: 'Tried accessing nonexisting field' });
	}
	return { status: 200, json: { data } };
}

function listOwned(call: MetaCall): Answer {
	const { businessId = '' } = call.params;
	if (businessId !== readBusinessId(call)) throw unknownObject('GET', businessId);
	return readList(call, 'businesses', [accountShape(call)]);
}

/** A number, with the account it belongs to where that was asked for. */
export function phoneObject(call: MetaCall, phone: BusinessPhone) {
	const fields = call.request.query.get('fields')?.split(',') ?? [];
	if (fields.includes('webhook_configuration')) {
		return { webhook_configuration: buildConfiguration(call, phone.id), id: phone.id };
	}
	if (!fields.includes('whatsapp_business_account')) return shownFields(phone, fields);
	if (call.settings.accountIsToldBy !== 'number') {
		throw graphRefusal({
			code: 100,
			title: 'Tried accessing nonexisting field (whatsapp_business_account)',
		});
	}
	return { whatsapp_business_account: accountShape(call), id: phone.id };
}

export const phoneRoutes: MetaRoute[] = [
	...accountRoutes,
	{ method: 'GET', pattern: '/{version}/{businessAccountId}/phone_numbers', handle: listPhones },
	{
		method: 'GET',
		pattern: '/{version}/{phoneNumberId}/whatsapp_business_profile',
		handle: getProfile,
	},
	{
		method: 'POST',
		pattern: '/{version}/{phoneNumberId}/whatsapp_business_profile',
		handle: updateProfile,
	},
];

/** What Meta tells of a number only when it is asked for (Meta, "Business phone numbers", 2026). */
const moreFields = (phone: BusinessPhone) => ({
	...phoneShape(phone),
	status: phone.isRegistered ? 'CONNECTED' : 'PENDING',
	name_status: 'APPROVED',
	new_name_status: 'NONE',
	quality_score: { score: phone.qualityRating },
	account_mode: 'LIVE',
	host_platform: phone.isRegistered ? 'CLOUD_API' : 'NOT_APPLICABLE',
	messaging_limit_tier: 'TIER_1K',
	is_official_business_account: false,
	is_pin_enabled: true,
	last_onboarded_time: '2026-01-09T08:00:00+0000',
	health_status: { can_send_message: phone.isRegistered ? 'AVAILABLE' : 'BLOCKED', entities: [] },
});

/** The fields that are asked for, and always the ID. @throws Refusal for a field that there is not */
function shownFields(phone: BusinessPhone, fields: string[]) {
	if (fields.length === 0) return phoneShape(phone);
	const all: Record<string, unknown> = moreFields(phone);
	const unknown = fields.find((name) => !(name in all));
	if (unknown !== undefined) {
		throw graphRefusal({ code: 100, title: `Tried accessing nonexisting field (${unknown})` });
	}
	return Object.fromEntries([...new Set([...fields, 'id'])].map((name) => [name, all[name]]));
}

/** A number as Meta shows it. */
export function phoneShape(phone: BusinessPhone) {
	return {
		verified_name: phone.verifiedName,
		code_verification_status: phone.isRegistered ? 'VERIFIED' : 'NOT_VERIFIED',
		display_phone_number: phone.displayPhoneNumber,
		quality_rating: phone.qualityRating,
		platform_type: phone.isRegistered ? 'CLOUD_API' : 'NOT_APPLICABLE',
		throughput: { level: 'STANDARD' },
		id: phone.id,
	};
}

function listPhones(call: MetaCall): Answer {
	checkAccount(call);
	const data = [...call.account.phones.values()].map(phoneShape);
	return { status: 200, json: { data, paging: { cursors: { before: 'QVFI', after: 'QVFJ' } } } };
}

function getProfile(call: MetaCall): Answer {
	const { profile } = getPhone(call);
	const wanted = (call.request.query.get('fields') ?? 'about').split(',');
	const shown = Object.entries(profile).filter(([name]) => wanted.includes(name));
	const data = [{ ...Object.fromEntries(shown), messaging_product: 'whatsapp' }];
	return { status: 200, json: { data } };
}

function updateProfile(call: MetaCall): Answer {
	const phone = getPhone(call);
	const body = jsonBody(call.request);
	checkProduct(body);
	const changes: BusinessProfile = {};
	for (const [name, longest] of Object.entries(LONGEST) as Array<[keyof typeof LONGEST, number]>) {
		const text = body[name] === '' ? '' : optionalTextWithin(body[name], name, longest);
		if (text !== undefined) changes[name] = text;
	}
	if (body.websites !== undefined) changes.websites = websitesIn(body.websites);
	if (body.vertical !== undefined) {
		if (!VERTICALS.includes(String(body.vertical))) {
			throw invalidParameter(`Param vertical must be one of {${VERTICALS.join(', ')}}`);
		}
		changes.vertical = String(body.vertical);
	}
	call.tookEffect();
	Object.assign(phone.profile, changes);
	return { status: 200, json: { success: true } };
}

function websitesIn(value: unknown): string[] {
	const list: unknown[] = Array.isArray(value) ? value : [value];
	if (list.length > MOST_WEBSITES) throw invalidParameter('Param websites takes 2 at most');
	return list.map((address) => {
		const fits = typeof address === 'string' && address.length <= LONGEST_WEBSITE;
		if (!fits || !/^https?:\/\/./.test(address)) {
			throw invalidParameter('Param websites must hold valid URLs');
		}
		return address;
	});
}
