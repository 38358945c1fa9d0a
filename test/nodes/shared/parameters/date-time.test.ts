import { parseMoment } from '../../../../nodes/shared/parameters/date-time';

const read = (text: string) => {
	const moment = parseMoment(text, 'Europe/Berlin');
	return moment === undefined ? undefined : new Date(moment).toISOString();
};

test.each([
	['2026-12-24T09:00:00Z', '2026-12-24T09:00:00.000Z'],
	['2026-12-24T09:00:00+03:00', '2026-12-24T06:00:00.000Z'],
	['2026-12-24T09:00', '2026-12-24T08:00:00.000Z'],
	['2026-12-24 09:00:00', '2026-12-24T08:00:00.000Z'],
	['2026-12-24', '2026-12-23T23:00:00.000Z'],
	['Thu, 24 Dec 2026 09:00:00 GMT', '2026-12-24T09:00:00.000Z'],
	['Thu, 24 Dec 2026 09:00:00 +0100', '2026-12-24T08:00:00.000Z'],
	['Thu Dec 24 2026 09:00:00 GMT+0100 (Central European Standard Time)', '2026-12-24T08:00:00.000Z'],
])('%s is a moment', (text, expected) => expect(read(text)).toBe(expected));

test.each([
	'1',
	'2026',
	'-5',
	'45000',
	'10:00',
	'Offer 12',
	'Room 2026',
	'2027-02-30',
	'2027-02-30T10:00:00',
	'2027-13-01',
	'2026-12-24 at nine',
	'04/05/2027',
	'12/24/2026 09:00',
	'Dec 24, 2026',
	'0001-01-01T00:00:00',
	'1798102800',
	'',
])('%j is none', (text) => expect(read(text)).toBeUndefined());
