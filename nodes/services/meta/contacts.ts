import { toDigits, getId, getObjects, getText, type Payload } from '../../shared/webhooks/payload';
import { listsIn, type Fact } from './facts';

/** The contacts of one change by number and by BSUID. */
interface ContactIndex {
	listed: Payload[];
	byName: Map<string, Payload>;
}

/** Contacts of changes that are being read: one change may tell of thousands of facts. */
const INDEXES = new WeakMap<Payload, ContactIndex>();

function getIndex(value: Payload): ContactIndex {
	let index = INDEXES.get(value);
	if (!index) {
		const listed = getObjects(listsIn(value), 'contacts');
		const byName = new Map<string, Payload>();
		for (const contact of listed) {
			const names = [toDigits(getText(contact, 'waId')), getId(contact, 'userId')];
			for (const name of names) if (name !== null && !byName.has(name)) byName.set(name, contact);
		}
		index = { listed, byName };
		INDEXES.set(value, index);
	}
	return index;
}

/** The entry of `contacts` about the customer of a fact; Meta lists one for each customer of a change. */
export function findContact(
	{ value }: Fact,
	number: string | null,
	bsuid: string | null,
): Payload | undefined {
	const { listed, byName } = getIndex(value);
	const own = [number, bsuid].map((name) => (name === null ? undefined : byName.get(name)));
	return (
		own.find((contact) => contact !== undefined) ?? (listed.length === 1 ? listed[0] : undefined)
	);
}
