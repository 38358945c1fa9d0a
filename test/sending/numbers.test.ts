import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { CASES } from '../harness/cases';
import { toWhatsAppNumber } from '../../nodes/Wati/requests/contact/recipient';
import { number, operation, shown, textTo, useBench } from '../wati/setup';

const bench = useBench();

const cases = readFileSync(join(CASES, 'numbers.tsv'), 'utf8')
	.split('\n')
	.slice(1)
	.filter((line) => line !== '')
	.map((line) => line.split('\t') as [given: string, country: string, leaves: string, why: string]);

const leavesAs = (given: string, country?: string) => {
	try {
		return toWhatsAppNumber(given, 'Contact Number', country || undefined);
	} catch {
		return 'refused';
	}
};

it.each(cases)('%s in %s leaves as %s: %s', (given, country, leaves) => {
	const [, wanted, orRefused] = /^(\S+)( \(or refused\))?$/.exec(leaves)!;
	expect(orRefused ? [wanted, 'refused'] : [wanted]).toContain(leavesAs(given, country));
});

describe('a number with a default country', () => {
	it.each([
		['0171 2345678', '49', '491712345678'],
		['(0171) 234-5678', '49', '491712345678'],
		['0171/2345678', '49', '491712345678'],
		['171 2345678', '49', '491712345678'],
		['0171-234-567-8', '49', '491712345678'],
		['+49 171 234 567 8', '1', '491712345678'],
		['04321/1234', '49', '4943211234'],
		['06/12/34/56/78', '33', '33612345678'],
		['8 912 345-67-89', '7', '79123456789'],
		['491712345678', '49', '491712345678'],
		['(49) 171 2345678', '49', '491712345678'],
		['+1 415 555 0101', '49', '14155550101'],
		['0014155550101', '49', '14155550101'],
		['+49 (0)171 2345678', '1', '491712345678'],
		['+39 (0)6 1234 5678', '1', '390612345678'],
		['14155550101', '971', '14155550101'],
		['4915112345678', '1', '4915112345678'],
		['919876543210', '33', '919876543210'],
		['4155550101', '1', '14155550101'],
		['8 912 345 67 89', 'RU', '79123456789'],
		['(41) 98765-4321', '55', '5541987654321'],
		['(41) 8765-4321', '55', '5541987654321'],
		['\u0660\u0661\u0667\u0661 \u0662\u0663\u0664\u0665\u0666\u0667\u0668', '49', '491712345678'],
		['15550001:0171 2345678', '49', '15550001:491712345678'],
		['66f0aa000000000000000041', '49', '66f0aa000000000000000041'],
		['US.123124141512', '49', 'US.123124141512'],
	])('%s in +%s is %s', (given, country, wanted) => {
		expect(toWhatsAppNumber(given, 'Contact Number', country)).toBe(wanted);
	});

	it.each([
		['', undefined, /is empty/],
		['hello', '49', /contains no WhatsApp number: hello/],
		['12', '49', /contains no WhatsApp number/],
		['01712345678', undefined, /has no country code/],
		['(51) 99123-4567', undefined, /has no country code/],
		['+0171', '49', /contains no WhatsApp number/],
		['5550101', '1', /contains no WhatsApp number/],
		['+1 415 555 010', undefined, /contains no WhatsApp number/],
		['+1 415 555 01011', undefined, /contains no WhatsApp number/],
		['4522345678', '91', /can be read with and without a country code/],
		// A German 15123456789 with one wrong digit is a number in Pittsburgh.
		['14123456789', '49', /can be read with and without a country code/],
		['14155550101', '49', /can be read with and without a country code/],
		['00151 23456789', '49', /can be read with and without a country code/],
		['19123456789', '7', /can be read with and without a country code/],
		['11987654321', undefined, /contains no WhatsApp number/],
		['27 Nov 2024', '49', /contains no WhatsApp number/],
		['2024-11-27T00:00:00.000Z', '49', /contains a date/],
		['27. 11. 2024', '49', /contains a date/],
		['27 11 2024', '49', /contains a date/],
		['2024/25', '49', /contains a date/],
		['45623.75', '49', /no WhatsApp number/],
		['48.137154', '49', /no WhatsApp number/],
		['-14155550101', '', /no WhatsApp number/],
		['4. 0171 2345678', '49', /no WhatsApp number/],
		['MR.LEE', '49', /no WhatsApp number/],
		['+14155550101 / +14155550102', undefined, /more than one number/],
		['4155550101,4155550102', '1', /more than one number/],
		['+49 171 2345678/9', undefined, /more than one number, or an extension/],
		['+49 171 234 56 78 / 9', undefined, /more than one number/],
		['+49 171 23 45 678/79', undefined, /more than one number/],
		['+49 171 2345678-0', undefined, /more than one number/],
		['0171 2345678 - 9', '49', /more than one number/],
		['0171 2345678 9', '49', /more than one number/],
		['15550001:0171 2345678/9', '49', /more than one number/],
		['9.19877E+11', '91', /was shortened by a spreadsheet/],
		['919876543210.5', undefined, /contains no WhatsApp number/],
		['us.13491208655302', undefined, /contains no WhatsApp number/],
		['+1 415 555 0101 ext 5', undefined, /contains no WhatsApp number/],
		[{ number: '14155550101' }, undefined, /contains an object instead of a number/],
		[['14155550101'], undefined, /contains a list instead of a number/],
	])('%p in %p is refused', (given, country, wanted) => {
		expect(() => toWhatsAppNumber(given, 'Contact Number', country)).toThrow(wanted);
	});
});

describe('a prefix to other countries', () => {
	it.each([
		['0014155550101', undefined, '14155550101'],
		['0014155550101', '49', '14155550101'],
		['001 1 415 555 0101', '66', '14155550101'],
		['001 49 1512 3456789', '82', '4915123456789'],
		['0011 44 7911 123456', '61', '447911123456'],
		['0011 44 7911 123456', undefined, '447911123456'],
		['011 44 7911 123456', '1', '447911123456'],
		['011 44 7911 123456', 'US', '447911123456'],
		['011 44 7911 123456', undefined, '447911123456'],
		['8 10 1 415 555 0101', 'RU', '14155550101'],
		['810 49 1512 3456789', '7', '4915123456789'],
		['810 49 1512 3456789', undefined, '4915123456789'],
		['010 1 415 555 0101', '81', '14155550101'],
		['0015 1 415 555 0101', '55', '14155550101'],
		// The same digits are an area code at home.
		['011 2345 6789', '91', '911123456789'],
		['0113 496 0000', '44', '441134960000'],
		['011 15-1234-5678', '54', '5491112345678'],
	])('%s in %s is taken off: %s', (given, country, wanted) => {
		expect(leavesAs(given, country)).toBe(wanted);
	});

	it.each([
		// Singapore behind Korea's 001, or a number in Jamaica behind 00.
		['001 65 8123 4567', '82', /can be read with and without/],
		['001 65 8123 4567', undefined, /can be read with and without/],
		['011 2345 6789', undefined, /has no country code/],
		['0113 496 0000', undefined, /has no country code/],
		['0044 7911 12345', '49', /contains no WhatsApp number/],
	])('%s in %s is refused', (given, country, wanted) => {
		expect(() => toWhatsAppNumber(given, 'Contact Number', country)).toThrow(wanted);
	});
});

describe('a Brazilian tax number is no phone number', () => {
	it.each([
		['529.982.247-25', undefined],
		['123.456.789-09', '55'],
		['390533447-05', undefined],
		['52998224725', '55'],
		['39053344705', '55'],
		['12345678909', '55'],
		['CPF: 390.533.447-05', '55'],
		['CPF 39053344705', undefined],
		['11.222.333/0001-81', undefined],
		['11222333000181', undefined],
		['11222333000181', '55'],
		['CNPJ 11222333000181', '55'],
	])('%s in %s is refused', (given, country) => {
		expect(() => toWhatsAppNumber(given, 'Contact Number', country)).toThrow(
			"The field 'Contact Number' contains a Brazilian tax number (CPF or CNPJ)",
		);
	});

	it.each([
		['11987654321', '55', '5511987654321'],
		['(11) 98765-4321', '55', '5511987654321'],
		['+12345678909', '55', '12345678909'],
		['+4911222333000', undefined, '4911222333000'],
	])('%s in %s stays a number', (given, country, wanted) => {
		expect(leavesAs(given, country)).toBe(wanted);
	});
});

describe('two letters and a dot', () => {
	it.each([
		['PH.09171234567', '63'],
		['PH.09171234567', undefined],
		['PH.9171234567', undefined],
		['PH.639171234567', undefined],
		['PH. 0917 123 4567', '63'],
		['US.4155550101', undefined],
		['BR.11987654321', '55'],
	])('%s is no BSUID', (given, country) => {
		expect(leavesAs(given, country)).toBe('refused');
	});

	it.each(['US.13491208655302741918', 'US.ENT.11815799212886844830', 'PH.1349a208655302741918'])(
		'%s is one',
		(given) => expect(leavesAs(given, '63')).toBe(given),
	);
});

describe('what stands around a number', () => {
	it.each([
		['https://wa.me/14155550101', '14155550101'],
		['14155550101@c.us', '14155550101'],
		['Ada Lovelace +1 415 555 0101', '14155550101'],
		['Ada: +1 415 555 0101', '14155550101'],
		['Ada (+1 415 555 0101)', '14155550101'],
		["'+1 415 555 0101", '14155550101'],
		['+1 415 555 0101 (WhatsApp)', '14155550101'],
		['+1 415 555 0101 (Ada Lovelace)', '14155550101'],
		['\u202a+1 415 555 0101\u202c', '14155550101'],
		['WhatsApp:14155550101', '14155550101'],
		['Sales:14155550101', 'Sales:14155550101'],
		['+1 555 00 01:14155550101', '15550001:14155550101'],
		['Sales:US.13491208655302741918', 'Sales:US.13491208655302741918'],
	])('%s leaves as %s', (given, wanted) => {
		expect(toWhatsAppNumber(given)).toBe(wanted);
	});
});

it.each([
	'554187654321',
	'5541987654321',
	'5215512345678',
	'525512345678',
	'541112345678',
	'5491112345678',
])('%s stays in its form, with and without its country', (given) => {
	expect([leavesAs(given), leavesAs(`+${given}`), leavesAs(given, given.slice(0, 2))]).toEqual([
		given,
		given,
		given,
	]);
});

it('the number goes out with the code, and the item says where it went', async () => {
	const delivery = { defaultCountryCode: '+1' };
	const { items } = await bench.run({
		parameters: { ...textTo('(0415) 555-0101'), options: delivery },
	});
	expect(bench.requests[0]?.path).toBe('/api/v1/sendSessionMessage/14155550101');
	expect(items[0]?.json.whatsappNumber).toBe('14155550101');
});

it.each([
	['contact', 'updateAttributes', { additionalAttributes: { pair: [{ name: 'a', value: 'b' }] } }],
	['conversation', 'assign', { assignTo: 'bot' }],
	['message', 'getAll', {}],
	['template', 'send', { template: { __rl: true, mode: 'name', value: 'welcome' } }],
])('%s: %s takes the default country', async (resource, name, more) => {
	const { error } = await bench.run({
		parameters: operation(resource, name, {
			whatsappNumber: number('04155550101'),
			options: { defaultCountryCode: '1' },
			...more,
		}),
	});
	expect(error).toBeUndefined();
	expect(bench.requests[0]?.url).toContain('14155550101');
});

it('a code that is none stops the item before any call', async () => {
	const result = await bench.run({
		parameters: { ...textTo('0171234567'), options: { defaultCountryCode: 'Germany' } },
	});
	expect(shown(result)).toMatchObject({
		code: 'input-invalid',
		message: "The field 'Default Country' contains no country: Germany",
	});
	expect(bench.requests).toHaveLength(0);
});

describe('a number that is whole already is not completed', () => {
	// A number in Austin, Texas, and but for its country code one in Germany.
	const TEXAN = '15123456789';
	const options = { defaultCountryCode: '49' };
	const text = (more: object) => ({ ...textTo('={{ $json.whatsappNumber }}'), options, ...more });
	const sentTo = () => bench.requests.map(({ path }) => path?.split('/').pop());

	it.each([
		['of an event', { whatsappNumber: TEXAN, dedupeKey: 'messageReceived:wamid.1' }],
		['of a contact', { whatsappNumber: TEXAN, attributes: {} }],
	])('%s', async (_what, item) => {
		bench.sandbox.openWindow(TEXAN);
		const { error } = await bench.run({ parameters: text({}), items: [item] });
		expect(error).toBeUndefined();
		expect(sentTo()).toEqual([TEXAN]);
	});

	it('of a contact picked from the list', async () => {
		bench.sandbox.openWindow(TEXAN);
		const whatsappNumber = { __rl: true, mode: 'list', value: TEXAN };
		const { error } = await bench.run({ parameters: text({ whatsappNumber }) });
		expect(error).toBeUndefined();
		expect(sentTo()).toEqual([TEXAN]);
	});

	it('of whoever wrote, where the field is empty', async () => {
		bench.sandbox.openWindow(TEXAN);
		const item = { whatsappNumber: TEXAN, kind: 'message', fromMe: false };
		const { error } = await bench.run({
			parameters: text({ whatsappNumber: number('') }),
			items: [item],
		});
		expect(error).toBeUndefined();
		expect(sentTo()).toEqual([TEXAN]);
	});

	it('but one of a sheet is', async () => {
		bench.sandbox.openWindow(`49${TEXAN}`);
		await bench.run({ parameters: text({}), items: [{ whatsappNumber: TEXAN }] });
		expect(sentTo()).toEqual([`49${TEXAN}`]);
	});
});

it.each([
	['+99912345', false],
	['99912345', true],
])('of %s, a default country is advised: %p', async (given, isAdvised) => {
	const { error } = await bench.run({ parameters: textTo(given) });
	expect(error?.message).toBe(`The field 'Contact Number' contains no WhatsApp number: ${given}`);
	expect(error?.description?.includes("add 'Default Country'")).toBe(isAdvised);
});
