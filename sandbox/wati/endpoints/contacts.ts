import { contactDate } from '../../state/wati/contact-store';
import type { Contact } from '../../state/wati/shapes';
import { readTarget } from '../../state/wati/targets';
import { failure, problem, success } from '../answers';
import type { WatiCall, WatiRoute } from '../call';
import { attributeFilter } from '../rules/contact-filters';
import { jsonBody, getLink, nameValues, readPage, requiredNameValues, readText } from '../inputs';

const CONTACT_PROPERTIES = ['name', 'customParams'];

export const contactRoutes: WatiRoute[] = [
	{
		method: 'GET',
		pattern: '/api/v1/getContacts',
		throughMaton: true,
		limit: 'getContacts',
		handle: getContacts,
	},
	{
		method: 'POST',
		pattern: '/api/v1/addContact/{whatsappNumber}',
		throughMaton: true,
		limit: 'addContact',
		contentType: 'text/plain; charset=utf-8',
		handle: addContact,
	},
	{
		method: 'POST',
		pattern: '/api/v1/updateContactAttributes/{whatsappNumber}',
		throughMaton: true,
		handle: updateContactAttributes,
	},
];

function getContacts(call: WatiCall) {
	const page = readPage(call);
	const matches = buildFilters(call);
	const all = call.tenant.contacts.all();
	const found =
		matches.length === 0 ? all : all.filter((one) => matches.every((match) => match(one)));
	const start = (page.pageNumber - 1) * page.pageSize;
	return success({
		result: 'success',
		contact_list: found.slice(start, start + page.pageSize),
		link: getLink(call, page, found.length),
	});
}

function buildFilters(call: WatiCall): Array<(contact: Contact) => boolean> {
	const { query } = call.request;
	const matches: Array<(contact: Contact) => boolean> = [];
	const name = query.get('name')?.toLowerCase();
	if (name) matches.push((contact) => (contact.fullName ?? '').toLowerCase().includes(name));
	const attribute = query.get('attribute');
	if (attribute) matches.push(attributeFilter(attribute));
	const created = query.get('createdDate');
	if (created) {
		const date = createdDate(created);
		matches.push((contact) => contact.created === date);
	}
	return matches;
}

function createdDate(text: string): string {
	const american = /^(\d\d)-(\d\d)-(\d{4})$/.exec(text);
	const iso = american ? `${american[3]}-${american[1]}-${american[2]}` : text;
	const date = /^\d{4}-\d\d-\d\d$/.test(iso) ? new Date(`${iso}T00:00:00Z`) : undefined;
	if (!date || Number.isNaN(date.getTime())) {
		throw problem({ createdDate: [`The value '${text}' is not valid for createdDate.`] });
	}
	return contactDate(date);
}

function addContact(call: WatiCall) {
	const body = jsonBody(call);
	for (const property of Object.keys(body)) {
		if (!CONTACT_PROPERTIES.includes(property)) {
			throw problem({
				[property]: [`Could not find member '${property}' on object of type 'ContactInput'.`],
			});
		}
	}
	const name = readText(body, 'name');
	const customParams = nameValues(body, 'customParams') ?? [];
	const target = readTarget(call.tenant, call.params.whatsappNumber as string);
	const { contacts } = call.tenant;
	if (target.kind === 'contact') {
		call.tookEffect();
		const contact = contacts.update(target.contact, customParams, name || undefined);
		return success({ result: true, contact });
	}
	if (target.kind !== 'newNumber') {
		const info = target.kind === 'unknown' ? 'contact missing' : 'Invalid WhatsApp number';
		throw failure(call, { result: false, info });
	}
	call.tookEffect();
	const phone = target.whatsappNumber;
	return success({
		result: true,
		contact: contacts.add({ phone, name: name || null, customParams }),
	});
}

function updateContactAttributes(call: WatiCall) {
	const customParams = requiredNameValues(jsonBody(call), 'customParams');
	const target = readTarget(call.tenant, call.params.whatsappNumber as string);
	if (target.kind !== 'contact') throw failure(call, { result: false, info: 'contact missing' });
	call.tookEffect();
	return success({
		result: true,
		contact: call.tenant.contacts.update(target.contact, customParams),
	});
}
