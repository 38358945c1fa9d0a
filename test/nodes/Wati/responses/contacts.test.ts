import {
	contactOfV3,
	contacts,
	toContact,
	writtenContact,
} from '../../../../nodes/Wati/responses/contacts';
import { ADA, read, SIMPLE } from '../../read-items';

const OF_V1 = {
	id: 'a',
	tenantId: 't',
	wAid: ADA,
	firstName: 'Ada',
	fullName: 'Ada Lindqvist',
	phone: ADA,
	contactStatus: 'VALID',
	created: 'Oct-11-2024',
	customParams: [
		{ name: 'city', value: 'Lisbon' },
		{ name: 'city', value: 'Porto' },
		{ name: 'note', value: null },
		{ value: 'nameless' },
		null,
	],
	lastUpdated: '2026-10-11T08:23:24.703Z',
	allowBroadcast: true,
};

const SHOWN = {
	id: 'a',
	whatsappNumber: ADA,
	name: 'Ada Lindqvist',
	firstName: 'Ada',
	contactStatus: 'VALID',
	allowBroadcast: true,
	attributes: { city: 'Porto', note: null },
	created: '2024-10-11',
	lastUpdated: '2026-10-11T08:23:24.703Z',
};

const OF_V3 = {
	id: 'a',
	wa_id: null,
	name: 'Ada Lindqvist',
	phone: `+${ADA}`,
	contact_status: 'VALID',
	created: '2024-10-11T00:00:00Z',
	last_updated: '2026-10-11T08:23:24.703Z',
	allow_broadcast: false,
	teams: ['Sales'],
	custom_params: [{ name: 'city', value: 'Lisbon' }],
	bsuid: null,
};

test('a contact of v1 has its number, its attributes by name and ISO times, in reading order', () => {
	expect(toContact(OF_V1)).toEqual(SHOWN);
	expect(Object.keys(toContact(OF_V1))).toEqual(Object.keys(SHOWN));
});

test('a contact of v3 has the same names', () => {
	expect(toContact(OF_V3)).toEqual({
		id: 'a',
		whatsappNumber: ADA,
		name: 'Ada Lindqvist',
		contactStatus: 'VALID',
		allowBroadcast: false,
		teams: ['Sales'],
		attributes: { city: 'Lisbon' },
		created: '2024-10-11T00:00:00.000Z',
		lastUpdated: '2026-10-11T08:23:24.703Z',
	});
});

test.each([
	[{ wa_id: null, phone: null, bsuid: 'US.123124141512' }],
	[{ wAid: 'US.123124141512', phone: '' }],
])('somebody without a number has none, but a BSUID: %j', (contact) => {
	expect(toContact(contact)).toEqual({ whatsappNumber: null, bsuid: 'US.123124141512' });
});

test("WhatsApp's own ID comes before the number that was typed", () => {
	expect(toContact({ wAid: '554187654321', phone: '5541987654321' })).toEqual({
		whatsappNumber: '554187654321',
	});
});

test('lists and single contacts are shaped where it is wanted', async () => {
	expect(await read(contacts, { contact_list: [OF_V1] })).toEqual([OF_V1]);
	expect(await read(contacts, { contact_list: [OF_V1] }, SIMPLE)).toEqual([SHOWN]);
	expect(await read(contactOfV3, { contact: OF_V3 })).toEqual([OF_V3]);
	expect(await read(contactOfV3, OF_V3, SIMPLE)).toEqual([toContact(OF_V3)]);
	expect(await read(contactOfV3, '')).toEqual([{}]);
});

test('a write tells the contact, and the answer where it is wanted', async () => {
	const answer = { result: true, contact: OF_V1 };
	expect(await read(writtenContact, answer)).toEqual([SHOWN]);
	expect(await read(writtenContact, OF_V1)).toEqual([SHOWN]);
	expect(await read(writtenContact, answer, { 'options.includeResponse': true })).toEqual([
		{ ...SHOWN, response: answer },
	]);
});

test.each([{ result: true }, '', 'ok'])(
	'a write answered with %j tells whose it was',
	async (body) => {
		expect(await read(writtenContact, body)).toEqual([{ accepted: true, whatsappNumber: ADA }]);
	},
);
