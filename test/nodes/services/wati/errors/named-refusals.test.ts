import { namedRefusals } from '../../../../../nodes/services/wati/errors/named-refusals';

test('refused recipients are named as texts', () => {
	expect(namedRefusals({ errors: { invalidWhatsappNumbers: [1, 'b', { c: 2 }] } })).toEqual({
		numbers: ['1', 'b', '{"c":2}'],
		parameters: [],
	});
	expect(namedRefusals({ errors: 'none' })).toEqual({ numbers: [], parameters: [] });
});
