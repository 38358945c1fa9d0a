import { saveCalls } from '../../../shared/http/request-session';
import type { OptOutCheck, RequestSession } from '../../../shared/http/pipeline';
import { getPersonKey } from '../../../shared/parameters/phone-number/person';
import { hasContactOptedOut, readOptOutAttribute } from '../../requests/contact/opt-out-attribute';
import { readContacts, readContactsOfMany } from './read-contact';

function getKey({ route }: RequestSession, attribute: string, person: string): string {
	return JSON.stringify([route.tenant, attribute, getPersonKey(person)]);
}

/** Who opted out as one of several contacts gets nothing as another. Contacts are read once in a run of the node. */
async function hasOptedOut(
	session: RequestSession,
	attribute: string,
	person: string,
): Promise<boolean> {
	const { optOuts } = session.run;
	const key = getKey(session, attribute, person);
	const known = optOuts.get(key);
	if (known) {
		saveCalls(session, 1);
		return await known;
	}
	const read = readContacts(session, person).then((contacts) =>
		contacts.some((contact) => hasContactOptedOut(contact, attribute)),
	);
	optOuts.set(key, read);
	// What could not be read is read again in the next try.
	read.catch(() => optOuts.delete(key));
	return await read;
}

/** Reads what is known of many people at once, where that takes fewer requests. */
async function readMany(session: RequestSession, people: readonly string[]): Promise<void> {
	const { optOuts } = session.run;
	const attribute = readOptOutAttribute(session.context);
	const open = people.filter((person) => !optOuts.has(getKey(session, attribute, person)));
	const known = await readContactsOfMany(session, open);
	if (known === undefined) return;
	for (const person of open) {
		const contacts = known.get(getPersonKey(person));
		// Contacts move in the list while it is read, so that who is not in it is looked for.
		if (contacts === undefined) continue;
		const isOut = contacts.some((contact) => hasContactOptedOut(contact, attribute));
		optOuts.set(getKey(session, attribute, person), Promise.resolve(isOut));
	}
}

/** Who opted out, as an attribute of the contact in WATI says, or the switch that WATI has for broadcasts. */
export const optOutCheck: OptOutCheck = {
	readMany,
	hasOptedOut: async (session, person) =>
		await hasOptedOut(session, readOptOutAttribute(session.context), person),
};
