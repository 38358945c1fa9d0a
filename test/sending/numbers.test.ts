import { whatsappNumberOf } from '../../nodes/shared/parameters/whatsapp-number';
import { number, operation, shown, textTo, useBench } from '../wati/setup';

const bench = useBench();

describe('a number with a default country', () => {
	it.each([
		['0171 2345678', '49', '491712345678'],
		['(0171) 234-5678', '49', '491712345678'],
		['171 2345678', '49', '491712345678'],
		['491712345678', '49', '491712345678'],
		['4915550102', '49', '4915550102'],
		['+1 415 555 0101', '49', '14155550101'],
		['0014155550101', '49', '14155550101'],
		['+49 (0)171 2345678', '1', '491712345678'],
		['14155550101', '49', '14155550101'],
		['4155550101', '1', '14155550101'],
		['15550001:0171 2345678', '49', '15550001:491712345678'],
		['66f0aa000000000000000041', '49', '66f0aa000000000000000041'],
		['US.123124141512', '49', 'US.123124141512'],
	])('%s in +%s is %s', (given, country, wanted) => {
		expect(whatsappNumberOf(given, 'Contact Number', country)).toBe(wanted);
	});

	it.each([
		['', undefined, /is empty/],
		['hello', '49', /holds no WhatsApp number: hello/],
		['12', '49', /holds no WhatsApp number/],
		['01712345678', undefined, /begins with 0 and so has no country code/],
		['+0171', '49', /holds no WhatsApp number/],
	])('%p in %p is refused', (given, country, wanted) => {
		expect(() => whatsappNumberOf(given, 'Contact Number', country)).toThrow(wanted);
	});
});

it('the number goes out with the code, and the item says where it went', async () => {
	const delivery = { defaultCountryCode: '+1' };
	const { items } = await bench.run({ parameters: { ...textTo('(0415) 555-0101'), delivery } });
	expect(bench.requests[0]?.path).toBe('/api/v1/sendSessionMessage/14155550101');
	expect(items[0]?.json.whatsappNumber).toBe('14155550101');
});

it.each([
	['contact', 'updateAttributes', { additionalAttributes: { pair: [{ name: 'a', value: 'b' }] } }],
	['operator', 'assign', { assignTo: 'bot' }],
	['message', 'getAll', {}],
	['template', 'send', { template: { __rl: true, mode: 'name', value: 'welcome' } }],
])('%s: %s takes the default country', async (resource, name, more) => {
	const { error } = await bench.run({
		parameters: operation(resource, name, {
			whatsappNumber: number('04155550101'),
			delivery: { defaultCountryCode: '1' },
			...more,
		}),
	});
	expect(error).toBeUndefined();
	expect(bench.requests[0]?.url).toContain('14155550101');
});

it('a code that is none stops the item before any call', async () => {
	const result = await bench.run({
		parameters: { ...textTo('0171234567'), delivery: { defaultCountryCode: 'Germany' } },
	});
	expect(shown(result)).toMatchObject({
		code: 'input-invalid',
		message: "The field 'Default Country Code' holds no country code: Germany",
	});
	expect(bench.requests).toHaveLength(0);
});
