import {
	renderedTemplate,
	readTemplateVariables,
} from '../../../../nodes/MatonWhatsAppBusiness/responses/template-form';

describe('the form of a Meta template', () => {
	const form = (...components: object[]) => readTemplateVariables({ components } as never);
	const entry = (name: string, label: string, required = true) => ({ name, label, required });

	test('has the header, the body and the buttons, with examples', () => {
		const parts = [
			{ type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Open', url: 'https://x/{{1}}' }] },
			{ type: 'BODY', text: '{{1}} {{2}}', example: { body_text: [['Ada', 5]] } },
			{ type: 'HEADER', format: 'TEXT', text: '{{1}}', example: { header_text: ['Sale'] } },
		];
		expect(form(...parts)).toEqual([
			entry('header_text_1', 'Header 1, e.g. Sale'),
			entry('body_1', 'Body 1, e.g. Ada'),
			entry('body_2', 'Body 2'),
			entry('button_0_url', 'Button 1 link ending'),
		]);
	});

	test('takes examples by name', () => {
		const example = {
			body_text_named_params: [
				{ param_name: 'other', example: 'x' },
				{ param_name: 'name', example: 'Ada' },
			],
		};
		const title = { header_text_named_params: [{ param_name: 'title', example: 'New' }] };
		expect(form({ type: 'BODY', text: '{{name}}', example })).toEqual([
			entry('body_name', 'Body name, e.g. Ada'),
		]);
		expect(form({ type: 'HEADER', format: 'text', text: '{{title}}', example: title })).toEqual([
			entry('header_text_title', 'Header title, e.g. New'),
		]);
		expect(form({ type: 'BODY', text: '{{a}}', example: 'x' })).toEqual([
			entry('body_a', 'Body a'),
		]);
	});

	test.each([
		['IMAGE', [entry('header_image', 'Image (link or ID)')]],
		['VIDEO', [entry('header_video', 'Video (link or ID)')]],
		[
			'DOCUMENT',
			[
				entry('header_document', 'Document (link or ID)'),
				entry('header_document_name', 'Document file name', false),
			],
		],
		['SOMETHING', []],
		[undefined, []],
	])('with a header of the format %p', (format, expected) => {
		expect(form({ type: 'HEADER', format, text: '{{1}}' })).toEqual(expected);
	});

	test('asks for what the buttons take', () => {
		const buttons = [
			{ type: 'URL', text: 'Fixed', url: 'https://x/1' },
			{ type: 'COPY_CODE', text: 'Copy', example: ['SAVE10'] },
			{ type: 'COPY_CODE', text: 'Copy' },
			{ type: 'QUICK_REPLY', text: 'Stop' },
			{ type: 'PHONE_NUMBER', text: 'Call' },
			{ type: 'QUICK_REPLY' },
		];
		expect(form({ type: 'BUTTONS', buttons })).toEqual([
			entry('button_1_copy_code', 'Button 2 code'),
			entry('button_2_copy_code', 'Button 3 code'),
			entry('button_3_quick_reply', 'Button 4 payload', false),
			entry('button_5_quick_reply', 'Button 6 payload', false),
		]);
	});

	test('renders the body with the values of its variables', () => {
		const components = [{ type: 'BODY', text: 'Hi {{1}} {{2}}' }];
		const values = new Map([['body_1', 'Ada']]);
		expect(renderedTemplate({ components }, values)).toBe('Hi Ada {{2}}');
		expect(renderedTemplate({}, values)).toBe('');
		expect(renderedTemplate({ components: [{ type: 'BODY', text: 5 }] }, values)).toBe('');
	});
});
