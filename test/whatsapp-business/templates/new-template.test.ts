import type { INodeParameters } from 'n8n-workflow';

import { pairs, shown } from '../../wati/setup';
import { op, picked, send, useMeta } from '../setup';

const meta = useMeta();

describe('a new template', () => {
	const create = async (parameters: INodeParameters) =>
		await meta.run({
			parameters: op('template', 'create', { name: 'new_one', bodyText: 'Hello', ...parameters }),
		});
	const last = () => meta.bench.requests.at(-1)?.body as Record<string, unknown>;

	test('takes examples, named variables and every kind of button', async () => {
		const { items, error } = await create({
			category: 'MARKETING',
			language: 'de',
			templateHeader: 'IMAGE',
			headerHandle: '4::abc',
			bodyText: 'Hi {{first_name}}, {{discount}} off.',
			bodyExamples: pairs({ discount: '20 %', '{{first_name}}': 'Ada' }),
			templateButtons: {
				button: [
					{ type: 'QUICK_REPLY', text: 'Stop' },
					{
						type: 'URL',
						text: 'Shop',
						target: 'https://shop.example.com/{{1}}',
						example: 'https://shop.example.com/a',
					},
					{ type: 'PHONE_NUMBER', text: 'Call', target: '+1 (415) 555-0300' },
					{ type: 'COPY_CODE', example: 'SPRING20' },
				],
			},
			options: { allowCategoryChange: true },
		});
		expect(error).toBeUndefined();
		expect(last()).toEqual({
			name: 'new_one',
			language: 'de',
			category: 'MARKETING',
			parameter_format: 'NAMED',
			allow_category_change: true,
			components: [
				{ type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4::abc'] } },
				{
					type: 'BODY',
					text: 'Hi {{first_name}}, {{discount}} off.',
					example: {
						body_text_named_params: [
							{ param_name: 'first_name', example: 'Ada' },
							{ param_name: 'discount', example: '20 %' },
						],
					},
				},
				{
					type: 'BUTTONS',
					buttons: [
						{ type: 'QUICK_REPLY', text: 'Stop' },
						{
							type: 'URL',
							text: 'Shop',
							url: 'https://shop.example.com/{{1}}',
							example: ['https://shop.example.com/a'],
						},
						{ type: 'PHONE_NUMBER', text: 'Call', phone_number: '+14155550300' },
						{ type: 'COPY_CODE', example: 'SPRING20' },
					],
				},
			],
		});
		expect(items[0]?.json).toEqual({
			id: expect.stringMatching(/^\d+$/),
			status: 'PENDING',
			category: 'MARKETING',
		});
	});

	test.each([
		[{ name: 'New One' }, "'Name' contains no template name"],
		[{ category: 'AUTHENTICATION', codeExpirationMinutes: 91 }, 'allows 1 to 90'],
		[{ category: 'AUTHENTICATION', copyButtonText: 'x'.repeat(26) }, 'allows 25'],
		[{ language: 'English' }, "'Language' contains no language"],
		[{ bodyText: 'a'.repeat(1_025) }, "'Body' has 1025 characters, but WhatsApp allows 1024"],
		[{ bodyText: 'Hi {{2}}' }, "in 'Body' are not numbered"],
		[{ bodyText: 'Hi {{First}}' }, "'First' in 'Body' has a name that Meta does not accept"],
		[{ templateHeader: 'TEXT', headerText: '{{1}} {{2}}' }, "'Header Text' has more than one"],
		[{ templateHeader: 'VIDEO', headerHandle: '={{ "" }}' }, "'Header Example Handle' is empty"],
		[{ bodyText: 'Hi {{1}}', bodyExamples: pairs({ 2: 'x' }) }, 'lacks a value for {{1}}'],
		[{ bodyText: 'Hi {{1}}', bodyExamples: pairs({ 1: 'undefined' }) }, 'only the word undefined'],
		[{ templateButtons: { button: [{ type: 'URL', text: 'Go', target: 'x' }] } }, 'no web address'],
		[{ templateButtons: { button: [{ text: 'x'.repeat(26) }] } }, 'allows 25'],
	])('%j is refused before the network: %s', async (parameters, words) => {
		expect(shown(await create(parameters as INodeParameters)).message).toContain(words);
		expect(meta.bench.requests).toEqual([]);
	});

	test('for authentication has the preset parts, and is sent by its code', async () => {
		const { error } = await create({
			category: 'AUTHENTICATION',
			codeExpirationMinutes: 5,
			copyButtonText: 'Copy it',
		});
		expect(error).toBeUndefined();
		expect(last()).toEqual({
			name: 'new_one',
			language: 'en_US',
			category: 'AUTHENTICATION',
			components: [
				{ type: 'BODY', add_security_recommendation: true },
				{ type: 'FOOTER', code_expiration_minutes: 5 },
				{ type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE', text: 'Copy it' }] },
			],
		});
		const { templates } = meta.sandbox.businessAccount();
		templates.find(({ name }) => name === 'new_one')!.status = 'APPROVED';
		await meta.run({
			parameters: send('sendTemplate', {
				template: picked('new_one|en_US'),
				additionalParameters: pairs({ code: '482913' }),
			}),
		});
		expect(meta.sent.map(({ text }) => text)).toEqual(['*482913* is your verification code.']);
	});

	test('for authentication says nothing of a recommendation or an end that is not wanted', async () => {
		await create({
			category: 'AUTHENTICATION',
			securityRecommendation: false,
			codeExpirationMinutes: 0,
		});
		expect(last().components).toEqual([
			{ type: 'BODY' },
			{ type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] },
		]);
	});

	test('of a name that is taken is refused in the words of Meta', async () => {
		const run = await create({ name: 'hello_world' });
		expect(shown(run)).toMatchObject({
			code: 'template-refused',
			words: 'Invalid parameter: There is already content in this language for this template.',
		});
	});
});
