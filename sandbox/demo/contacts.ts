import type { NewContact } from '../state/wati/contact-store';
import type { ContactStore } from '../state/wati/contact-store';

type Row = [name: string, lastDigits: string, created: string, attributes: Record<string, string>];

const ROWS: Row[] = [
	['Ada Lindqvist', '0101', '2026-01-12', { member: 'VIP', city: 'Lisbon', orders: '14' }],
	['Ben Okoro', '0102', '2026-01-12', { member: 'VIP', city: 'Lagos', orders: '9' }],
	['Chiara Rossi', '0103', '2026-02-03', { member: 'basic', city: 'Turin' }],
	['Deniz Kaya', '0104', '2026-02-17', { member: 'basic', city: 'Izmir', orders: '1' }],
	['Emil Novak', '0105', '2026-03-09', { city: 'Brno' }],
	['Fatima Zahra', '0106', '2026-03-30', { member: 'basic', city: 'Rabat', orders: '3' }],
	['Grace Mensah', '0107', '2026-04-21', { member: 'gold', city: 'Accra', orders: '22' }],
	['Hiro Tanaka', '0108', '2026-05-05', { member: 'basic', city: 'Osaka' }],
	['Ines Duarte', '0109', '2026-06-18', { member: 'gold', city: 'Porto', orders: '5' }],
	['Jonas Weber', '0110', '2026-07-02', { city: 'Kiel', orders: '2' }],
];

const DEMO: NewContact[] = [
	...ROWS.map(([name, lastDigits, created, attributes]) => ({
		phone: `1415555${lastDigits}`,
		name,
		created: new Date(`${created}T09:00:00Z`),
		customParams: Object.entries(attributes).map(([key, value]) => ({ name: key, value })),
	})),
	{
		phone: '14155550111',
		name: 'Old Number',
		created: new Date('2026-07-20T09:00:00Z'),
		contactStatus: 'INVALID',
		customParams: [{ name: 'member', value: 'basic' }],
	},
	{
		phone: null,
		name: 'Kim Username',
		created: new Date('2026-08-08T09:00:00Z'),
		bsuid: 'US.123124141512',
		customParams: [{ name: 'city', value: 'Austin' }],
	},
];

const FIRST_MADE_UP = 14_155_551_000;
const FIRST_DAY = Date.UTC(2025, 0, 1);
const DAY_MS = 86_400_000;

/** Adds the demo contacts; with `total`, exactly that many, made-up ones following. */
export function addDemoContacts(book: ContactStore, total = DEMO.length): void {
	for (const contact of DEMO.slice(0, total)) book.add(contact);
	addMadeUpContacts(book, total - DEMO.length);
}

/** Adds contacts with numbers counting up from 14155551000. */
export function addMadeUpContacts(book: ContactStore, count: number): void {
	for (let index = 0; index < count; index += 1) {
		book.add({
			phone: String(FIRST_MADE_UP + index),
			name: `Customer ${index + 1}`,
			created: new Date(FIRST_DAY + (index % 365) * DAY_MS),
			customParams: [{ name: 'member', value: index % 3 === 0 ? 'VIP' : 'basic' }],
		});
	}
}
