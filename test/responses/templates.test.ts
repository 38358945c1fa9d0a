import { filledIn, placeholdersIn } from '../../nodes/shared/templates/placeholders';
import { messageText } from '../../nodes/Wati/responses/message-text';
import {
	bodyVariables,
	buttonVariables,
	headerVariables,
	neededVariables,
	renderedBody,
} from '../../nodes/Wati/responses/template-variables';
import { getLanguage, variableNames } from '../../nodes/Wati/responses/templates';
import { metaMessageText } from '../../nodes/MatonWhatsAppBusiness/responses/message-text';
import {
	renderedTemplate,
	readTemplateVariables,
} from '../../nodes/MatonWhatsAppBusiness/responses/template-form';

test('placeholders are named once, in order, and filled where there is a value', () => {
	expect(placeholdersIn('{{ b }} {{a}} {{b}} {c} {{}}')).toEqual(['b', 'a']);
	expect(placeholdersIn(undefined)).toEqual([]);
	const values: Record<string, string> = { a: 'A', b: '' };
	expect(filledIn('{{ a }}-{{b}}-{{c}}', (name) => values[name])).toBe('A--{{c}}');
});

describe('the variables of a WATI template', () => {
	test('of its buttons are the mapped name, else the placeholder in the address', () => {
		const buttons = [
			{ parameter: { buttonParamMapping: { paramName: 'code' }, url: 'https://x/{{1}}' } },
			{ parameter: { buttonParamMapping: { paramName: '' }, url: 'https://x/{{end}}' } },
			{ parameter: { url: 'https://x/{{last}}' } },
			{ parameter: 'none' },
			{},
		];
		expect(buttonVariables({ buttons })).toEqual(['code', 'end', 'last']);
		expect(buttonVariables({ buttons: 'none' })).toEqual([]);
	});

	test('of its header are the mapped names, else the placeholders', () => {
		const header = { text: '{{a}}', link: '{{b}}', mediaFromPC: '{{c}}' };
		expect(headerVariables({ header })).toEqual(['a', 'b', 'c']);
		const headerParamMapping = [{ paramName: 'image' }, { paramName: 5 }];
		expect(headerVariables({ header: { ...header, headerParamMapping } })).toEqual(['image']);
		expect(headerVariables({ header: null })).toEqual([]);
	});

	test('are those of the list, the header and the buttons, each once', () => {
		const template = {
			customParams: [{ paramName: 'name' }, { paramName: 7 }, 'x', null],
			header: { text: '{{title}} {{name}}' },
			buttons: [{ parameter: { url: '{{end}}' } }],
		};
		expect(variableNames(template)).toEqual(['name']);
		expect(variableNames({ customParams: 'none' })).toEqual([]);
		expect(neededVariables(template)).toEqual(['name', 'title', 'end']);
		expect(bodyVariables({ body: '{{a}}', bodyOriginal: '{{b}}' })).toEqual(['a', 'b']);
	});

	test('are filled into the body whose placeholders are their names', () => {
		const values = new Map([
			['name', 'Ada'],
			['1', 'One'],
		]);
		const customParams = [{ paramName: 'name' }];
		const rendered = (body: unknown, bodyOriginal: unknown) =>
			renderedBody({ customParams, body, bodyOriginal } as never, values);
		expect(rendered('Hi {{1}}', 'Hi {{name}}')).toBe('Hi Ada');
		expect(rendered('Hi {{name}}', 'Hi {{1}}')).toBe('Hi Ada');
		expect(rendered('Hi {{1}} {{name}}', 'Hi {{2}}')).toBe('Hi One Ada');
		expect(rendered('', undefined)).toBe('');
	});

	test.each([
		[{ value: 'en', key: 'English' }, 'en'],
		[{ key: 'English' }, 'English'],
		[{}, ''],
		['de', 'de'],
		[5, ''],
	])('the language %j is %p', (language, code) => expect(getLanguage({ language })).toBe(code));
});

describe('the text of a message without a template', () => {
	test('is its text, else its caption', () => {
		expect(messageText({ messageText: 'Hi', caption: 'No' }, undefined)).toBe('Hi');
		expect(messageText({ messageText: '', caption: 'Look' }, { caption: 'No' })).toBe('Look');
		expect(messageText({}, { caption: 'Look' })).toBe('Look');
		expect(messageText({}, 'bytes')).toBe('');
	});

	test('of WATI has the choices in brackets', () => {
		const body = {
			header: { text: 'Top' },
			body: 'Choose',
			footer: '',
			buttonText: 'Open',
			buttons: [{ text: 'Yes' }, { text: { title: 'No' } }, { text: '' }, 'x'],
			sections: [{ title: 'Group', rows: [{ title: 'Row' }] }, { rows: 'none' }],
		};
		expect(messageText({ messageText: 'not this' }, body)).toBe(
			'Top\nChoose\nOpen\n[Yes]\n[No]\n[Group]\n[Row]',
		);
	});

	test.each([
		[{ type: 'text', text: { body: 'Hi' } }, 'Hi'],
		[{ type: 'image', image: { caption: 'Look' } }, 'Look'],
		[{ type: 'location', location: { name: 'Here', address: 'Road 1' } }, 'Here\nRoad 1'],
		[{ type: 'reaction', reaction: { emoji: '👍' } }, '👍'],
		[
			{ type: 'contacts', contacts: [{ name: { formatted_name: 'Ada' } }, { name: 'x' }, 5] },
			'Ada',
		],
		[
			{
				type: 'interactive',
				interactive: {
					header: { text: 'Top' },
					body: { text: 'Choose' },
					footer: { text: 'End' },
					action: {
						button: 'Open',
						buttons: [{ reply: { title: 'Yes' } }, { reply: 'x' }],
						sections: [{ title: 'Group', rows: [{ title: 'Row' }, { title: '' }] }],
					},
				},
			},
			'Top\nChoose\nEnd\nOpen\n[Yes]\n[Group]\n[Row]',
		],
		[
			{
				type: 'interactive',
				interactive: {
					action: { parameters: { display_text: 'Shop', url: 'https://example.com' } },
				},
			},
			'[Shop] https://example.com',
		],
		[{}, ''],
		['text', ''],
	])('of Meta %j', (body, text) => expect(metaMessageText({ body } as never)).toBe(text));
});

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
			entry('header_text_1', 'Header 1 (e.g. Sale)'),
			entry('body_1', 'Body 1 (e.g. Ada)'),
			entry('body_2', 'Body 2'),
			entry('button_0_url', 'Open (button): end of https://x/…'),
		]);
	});

	test('takes examples by name', () => {
		const example = {
			body_text_named_params: [
				{ param_name: 'other', example: 'x' },
				{ param_name: 'name', example: 'Ada' },
			],
		};
		const title = { header_text_named_params: [{ param_name: 'title', example: 'Sale' }] };
		expect(form({ type: 'BODY', text: '{{name}}', example })).toEqual([
			entry('body_name', 'Body name (e.g. Ada)'),
		]);
		expect(form({ type: 'HEADER', format: 'text', text: '{{title}}', example: title })).toEqual([
			entry('header_text_title', 'Header title (e.g. Sale)'),
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
		['LOCATION', []],
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
			entry('button_1_copy_code', 'Copy (button): code (e.g. SAVE10)'),
			entry('button_2_copy_code', 'Copy (button): code'),
			entry('button_3_quick_reply', 'Stop (button): payload of the answer', false),
			entry('button_5_quick_reply', ' (button): payload of the answer', false),
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
