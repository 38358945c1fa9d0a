import type { Contact } from './shapes';
import type { Tenant } from './tenant';

/** Whom a path or query target means. */
export type Target =
	| { kind: 'contact'; contact: Contact }
	| { kind: 'newNumber'; whatsappNumber: string }
	| { kind: 'unknown' }
	| { kind: 'invalid' }
	| { kind: 'noChannel' };

const CONTACT_ID = /^[0-9a-f]{24}$/;
const BSUID = /^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/;

/**
 * Reads a target: digits with country code, contact id or BSUID, each also behind
 * `Channel:`, its name or number (docs.wati.io target formats). Anything else, `+` and spaces included, is
 * invalid.
 */
export function readTarget(tenant: Tenant, raw: string): Target {
	const colon = raw.indexOf(':');
	if (colon >= 0) {
		if (!tenant.hasChannel(raw.slice(0, colon))) return { kind: 'noChannel' };
		return readTarget(tenant, raw.slice(colon + 1));
	}
	const contact = tenant.contacts.find(raw);
	if (contact) return { kind: 'contact', contact };
	if (tenant.numbering.accepts(raw)) return { kind: 'newNumber', whatsappNumber: raw };
	return CONTACT_ID.test(raw) || BSUID.test(raw) ? { kind: 'unknown' } : { kind: 'invalid' };
}
