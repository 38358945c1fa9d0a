import { listGuardRefusals } from '../../../../nodes/shared/sending/agent-guard';
import { ACCEPTED, ADA, prepareItem, TO_MANY } from '../http/operation-setup';

describe('the guard', () => {
	const to = (template: string | undefined, ...numbers: string[]) =>
		({ template, recipients: numbers.map((whatsappNumber) => ({ whatsappNumber })) }) as never;
	const refusals = (options: object, send: never) =>
		listGuardRefusals(options, send).map(({ message }) => message);

	test.each([
		['a, b', 'b', true],
		['order_*', 'order_new', true],
		['order_*', 'old_order_', false],
		['order', 'order_new', false],
		['', 'a', false],
	])('with the templates %p allows %p: %p', (allowedTemplates, template, allowed) => {
		expect(listGuardRefusals({ allowedTemplates }, to(template, ADA)).length === 0).toBe(allowed);
		expect(listGuardRefusals({ allowedTemplates }, to(undefined, ADA))).toEqual([]);
	});

	test.each([
		[`+${ADA}`, ADA, true],
		['00 (1) 415/555.01-01', ADA, true],
		['1415*', ADA, true],
		['1416*', ADA, false],
		[ADA, `14155550199:+${ADA}`, true],
		['US.contact', 'US.contact', true],
		['US.contact', 'UScontact', false],
		['66*', '66a1b2c3d4e5f60718293a4b', false],
		['66*', '660000000000000000000001', false],
		['66a1b2c3d4e5f60718293a4b', '66A1B2C3D4E5F60718293A4B', true],
		['US.13*', 'US.13491208655302741918', false],
		['14155500111', '141555111', false],
		['US.1-2', 'US.12', false],
		['64f-1a', '64f1a', false],
		['', ADA, false],
		['5541987654321', '554187654321', true],
		['5215512345678', '525512345678', true],
		['54911*', '541112345678', true],
		['5541987654321', '554287654321', false],
	])('with the numbers %p allows %p: %p', (allowedNumbers, number, allowed) => {
		expect(listGuardRefusals({ allowedNumbers }, to('t', number)).length === 0).toBe(allowed);
	});

	test('tells what is allowed, twenty entries of it', () => {
		const names = (count: number) =>
			Array.from({ length: count }, (_, place) => `t${place}`).join(', ');
		const [refusal] = listGuardRefusals({ allowedTemplates: names(21) }, to('x', ADA));
		expect(refusal).toEqual({
			message: "The template 'x' is not among the allowed ones",
			description: `Nothing was sent. Templates that may be sent here: ${names(20)} and 1 more. Choose one of them, or tell the user that this template is not available.`,
		});
		const [all] = listGuardRefusals({ allowedTemplates: names(20) }, to('x', ADA));
		expect(all?.description).toContain(`${names(20)}. Choose`);
		const [number] = listGuardRefusals({ allowedNumbers: '' }, to('x', ADA));
		expect(number).toEqual({
			message: "The field 'Allowed Numbers' under Agent Limits is empty, so it allows nothing",
			description: 'Nothing was sent. Enter allowed values, or remove the field.',
		});
	});

	test('bounds the recipients of a call', () => {
		const most = (mostRecipients: unknown) => refusals({ mostRecipients }, to('t', ADA, '2'));
		expect([most(2), most(2.9), most(undefined)]).toEqual([[], [], []]);
		expect(most(1)).toEqual(['2 recipients in one call, but the limit is 1']);
		expect(most('many')).toEqual(['2 recipients in one call, but the limit is 0']);
	});

	test('shows the first of all refusals', async () => {
		const delivery = { allowedTemplates: 'u', mostRecipients: 0 };
		expect(refusals(delivery, to('t', ADA))).toHaveLength(2);
		const { sendNow, left } = prepareItem(TO_MANY, [ACCEPTED], { delivery });
		const { failure } = await sendNow();
		expect(failure).toMatchObject({
			message: "The template 't' is not among the allowed ones",
			description: expect.stringMatching(/^Nothing was sent\..* \[Item 5\]$/) as string,
			context: { code: 'guard-refused' },
		});
		expect(left).toEqual([]);
		const allowed = prepareItem(TO_MANY, [ACCEPTED]);
		await expect(allowed.sendNow()).resolves.toHaveProperty('page');
	});
});
