import { dateOfContact } from '../../state/wati/contact-store';
import type { Contact } from '../../state/wati/shapes';
import type { Tenant } from '../../state/wati/tenant';
import { success } from '../answers';
import type { WatiCall, WatiRoute } from '../call';
import { v3Error } from './answers';
import { v3Body, v3Contact, getV3Page, v3Slice, v3Text } from './inputs';

/** Contacts of v3, in snake_case. `count` and `teams` come before the pattern that would take their names. */
export const v3ContactRoutes: WatiRoute[] = [
	{ method: 'GET', pattern: '/api/ext/v3/contacts', throughMaton: false, handle: list },
	{ method: 'GET', pattern: '/api/ext/v3/contacts/count', throughMaton: false, handle: count },
	{ method: 'PUT', pattern: '/api/ext/v3/contacts/teams', throughMaton: false, handle: setTeams },
	{ method: 'GET', pattern: '/api/ext/v3/contacts/{target}', throughMaton: false, handle: get },
	{
		method: 'DELETE',
		pattern: '/api/ext/v3/contacts/{target}',
		throughMaton: false,
		handle: remove,
	},
];

function list(call: WatiCall) {
	const page = getV3Page(call);
	const contacts = v3Slice(call.tenant.contacts.all(), page);
	return success({ contact_list: contacts.map((one) => buildShape(call.tenant, one)), ...page });
}

function count(call: WatiCall) {
	const from = dateIn(call, 'date_from') ?? -Infinity;
	const to = dateIn(call, 'date_to') ?? Infinity;
	const created = call.tenant.contacts.all().map((contact) => dateOfContact(contact).getTime());
	return success({ contact_count: created.filter((at) => at >= from && at <= to).length });
}

/** Milliseconds of a date in the query; undefined without it. The OpenAPI says no more than "string". */
function dateIn({ request }: WatiCall, name: string): number | undefined {
	const text = request.query.get(name);
	if (!text) return undefined;
	const at = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN;
	if (Number.isNaN(at)) throw v3Error(400, `${name} is invalid`);
	return at;
}

function get(call: WatiCall) {
	return success(buildShape(call.tenant, v3Contact(call, call.params.target as string)));
}

/** Gone for every other call; what remains of a "soft" deletion is not served (docs.wati.io). */
function remove(call: WatiCall) {
	const contact = v3Contact(call, call.params.target as string);
	call.tookEffect();
	call.tenant.contacts.remove(contact);
	return success({ contact_id: contact.id, deleted: true, cleanup_completed: true });
}

function setTeams(call: WatiCall) {
	const body = v3Body(call, ['target', 'teams']);
	const { teams } = body;
	const names: unknown[] | undefined = Array.isArray(teams) ? teams : undefined;
	if (!names?.every((name) => typeof name === 'string')) throw v3Error(400, 'teams is required');
	const contact = v3Contact(call, v3Text(body, 'target'));
	const known = names.map((name) => call.tenant.teams.find((team) => team.name === name));
	if (known.includes(undefined)) throw v3Error(400, 'Team not found');
	call.tookEffect();
	call.tenant.contacts.setTeams(
		contact,
		known.flatMap((team) => team?.id ?? []),
	);
	return success({ result: true });
}

function buildShape({ teams }: Tenant, contact: Contact) {
	return {
		id: contact.id,
		wa_id: contact.wAid,
		name: contact.fullName,
		phone: contact.phone === null ? null : `+${contact.phone}`,
		photo: contact.photo,
		created: dateOfContact(contact).toISOString(),
		last_updated: contact.lastUpdated,
		contact_status: contact.contactStatus,
		source: contact.source,
		channel_id: null,
		ig_phone_source: null,
		mg_phone_source: null,
		opted_in: contact.optedIn,
		allow_broadcast: contact.allowBroadcast,
		allow_sms: contact.allowSMS,
		teams: teams.filter(({ id }) => contact.teamIds.includes(id)).map(({ name }) => name),
		segments: [],
		custom_params: contact.customParams,
		channel_type: 'whatsapp',
		display_name: contact.fullName,
		contact_link: {
			whats_app_contact_id: contact.id,
			instagram_contact_id: null,
			messenger_contact_id: null,
		},
		is_broadcast_limit_reached: false,
		bsuid: contact.bsuid ?? null,
	};
}
