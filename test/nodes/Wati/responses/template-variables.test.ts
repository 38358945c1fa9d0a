import {
	buttonVariables,
	headerVariables,
	renderedBody,
} from '../../../../nodes/Wati/responses/template-variables';

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
});
