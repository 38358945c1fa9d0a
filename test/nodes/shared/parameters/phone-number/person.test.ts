import {
	getPersonKey,
	hasBsuidForm,
	isBsuid,
	isPersonId,
	isSamePerson,
} from '../../../../../nodes/shared/parameters/phone-number/person';

test.each([
	['5541987654321', '554187654321'],
	['525512345678', '5215512345678'],
	['5491112345678', '541112345678'],
	['+1 415 555 0101', '14155550101'],
	['whatsapp:+14155550101', '14155550101'],
	['15550001:14155550101', '14155550101'],
	['66F0AA000000000000000041', '66f0aa000000000000000041'],
	['US.13491208655302741918', 'US.13491208655302741918'],
])('%s and %s are one person', (one, other) => {
	expect(isSamePerson(one, other)).toBe(true);
	expect(isSamePerson(other, one)).toBe(true);
});

test.each([
	['14155550101', '14155550102'],
	// A landline in Brazil has eight digits and no ninth.
	['5541932214567', '554132214567'],
	['US.13491208655302741918', '13491208655302741918'],
	['5541987654321', '5542987654321'],
])('%s and %s are two', (one, other) => {
	expect(isSamePerson(one, other)).toBe(false);
});

test('a key of a text that is no number is never the key of another', () => {
	expect(getPersonKey('Ada')).toBe('Ada');
	expect(getPersonKey('')).toBe('');
	expect(isSamePerson('0171 2345678', '491712345678')).toBe(false);
});

test('IDs are told from numbers', () => {
	expect(['US.1349', '66f0aa000000000000000041', '14155550101'].map(isPersonId)).toEqual([
		true,
		true,
		false,
	]);
	expect(['US.1349', '66f0aa000000000000000041'].map(isBsuid)).toEqual([true, false]);
	expect(['PH.09171234567', 'PH.639171234567'].map(isBsuid)).toEqual([false, false]);
	expect(['PH.09171234567', 'US.ENT.1a', 'MR.LEE'].map(hasBsuidForm)).toEqual([true, true, false]);
});
