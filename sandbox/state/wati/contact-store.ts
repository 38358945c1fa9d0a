import type { Ids } from '../ids';
import type { Numbering } from '../numbering';
import type { Contact, NameValue } from './shapes';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const FIRST_BSUID = 100_000_000_000_000;

/** WATI's date text of contacts, `Oct-11-2024`. */
export function contactDate(date: Date): string {
	const month = MONTHS[date.getUTCMonth()] as string;
	return `${month}-${String(date.getUTCDate()).padStart(2, '0')}-${date.getUTCFullYear()}`;
}

/** The day a contact was created, at midnight UTC. */
export function dateOfContact({ created }: Pick<Contact, 'created'>): Date {
	const [month = '', day, year] = created.split('-');
	return new Date(Date.UTC(Number(year), MONTHS.indexOf(month), Number(day)));
}

/** The business-scoped user id: the contact's own, or one made from its id. */
export function getBsuid({ bsuid, id }: Pick<Contact, 'bsuid' | 'id'>): string {
	return bsuid ?? `US.${FIRST_BSUID + parseInt(id.slice(6), 16)}`;
}

/** What is known of a contact when it is added. */
export interface NewContact {
	phone: string | null;
	name: string | null;
	customParams?: NameValue[];
	bsuid?: string;
	contactStatus?: 'VALID' | 'INVALID';
	created?: Date;
}

/** The contacts of one account, in the order they came. */
export class ContactStore {
	private readonly list: Contact[] = [];
	private readonly positions = new Map<string, number>();

	constructor(
		private readonly tenantId: string,
		private readonly ids: Ids,
		private readonly numbering: Numbering,
	) {}

	/** All contacts; not to be changed by the caller. */
	all(): readonly Contact[] {
		return this.list;
	}

	/** By id, number in any of its forms, or BSUID. */
	find(key: string): Contact | undefined {
		const position = this.positions.get(key) ?? this.positions.get(this.numbering.idOf(key));
		return position === undefined ? undefined : this.list[position];
	}

	add(fresh: NewContact): Contact {
		const created = fresh.created ?? new Date();
		const contact: Contact = {
			id: this.ids.object(),
			tenantId: this.tenantId,
			wAid: fresh.phone === null ? null : this.numbering.idOf(fresh.phone),
			...nameFields(fresh.name),
			phone: fresh.phone,
			source: null,
			contactStatus: fresh.contactStatus ?? 'VALID',
			photo: null,
			created: contactDate(created),
			customParams: withEchoes(fresh.customParams ?? [], fresh.name, fresh.phone),
			optedIn: false,
			isDeleted: false,
			lastUpdated: created.toISOString(),
			allowBroadcast: true,
			allowSMS: true,
			teamIds: [],
			isInFlow: false,
			lastFlowId: null,
			currentFlowNodeId: null,
			selectedHubspotId: null,
			...(fresh.bsuid === undefined ? {} : { bsuid: fresh.bsuid }),
		};
		this.place(contact, this.list.push(contact) - 1);
		return contact;
	}

	/** Takes a contact away; its number is free again. */
	remove(contact: Contact): void {
		this.list.splice(this.positions.get(contact.id) as number, 1);
		this.positions.clear();
		for (const [position, one] of this.list.entries()) this.place(one, position);
	}

	/** Puts a contact into these teams and no others. */
	setTeams(contact: Contact, teamIds: string[]): void {
		this.list[this.positions.get(contact.id) as number] = { ...contact, teamIds };
	}

	private place(contact: Contact, position: number): void {
		this.positions.set(contact.id, position);
		if (contact.phone !== null) this.positions.set(this.numbering.idOf(contact.phone), position);
		this.positions.set(getBsuid(contact), position);
	}

	/** Merges attributes by name; a given name replaces the contact's. */
	update(contact: Contact, customParams: NameValue[], name?: string): Contact {
		const renamed = name ?? customParams.find((param) => param.name === 'name')?.value;
		const fullName = renamed ?? contact.fullName;
		const merged = new Map(contact.customParams.map((param) => [param.name, param.value]));
		for (const param of customParams) merged.set(param.name, param.value);
		const params = [...merged].map(([key, value]) => ({ name: key, value }));
		const changed: Contact = {
			...contact,
			...nameFields(fullName),
			customParams: withEchoes(params, fullName, contact.phone),
			lastUpdated: new Date().toISOString(),
		};
		this.list[this.positions.get(contact.id) as number] = changed;
		return changed;
	}
}

function nameFields(name: string | null): Pick<Contact, 'firstName' | 'fullName'> {
	return { firstName: name?.split(' ')[0] ?? null, fullName: name };
}

// WATI repeats name and phone among the custom parameters.
function withEchoes(params: NameValue[], name: string | null, phone: string | null): NameValue[] {
	const own = params.filter((param) => param.name !== 'name' && param.name !== 'phone');
	const echoes: NameValue[] = [];
	if (name !== null) echoes.push({ name: 'name', value: name });
	if (phone !== null) echoes.push({ name: 'phone', value: phone });
	return [...echoes, ...own];
}
