import * as meta from '../../../../nodes/MatonWhatsAppBusiness/responses/readers';
import {
	bodyVariables,
	neededVariables,
} from '../../../../nodes/Wati/responses/template-variables';
import { getLanguage, templates, variableNames } from '../../../../nodes/Wati/responses/templates';
import { read, SIMPLE } from '../../read-items';

test('templates come in the statuses that are wanted, simplified with their variables', async () => {
	const one = { id: '1', status: 'APPROVED', language: { value: 'en' }, customParams: [], x: 1 };
	const body = { messageTemplates: [one, { id: '2', status: 'DELETED' }] };
	expect(await read(templates, body)).toHaveLength(2);
	const wanted = { 'filters.statuses': ['APPROVED'], ...SIMPLE };
	expect(await read(templates, body, wanted)).toEqual([
		{ id: '1', status: 'APPROVED', language: 'en', variables: [] },
	]);
	const component = { type: 'BODY', text: 'Hi {{1}}' };
	const ofMeta = { data: [{ id: '1', name: 't', components: [component] }] };
	expect(await read(meta.templates, ofMeta, SIMPLE)).toEqual([
		{ id: '1', name: 't', body: 'Hi {{1}}', variables: ['body_1'] },
	]);
	expect(await read(meta.templates, ofMeta)).toEqual(ofMeta.data);
});

describe('the variables of a WATI template', () => {
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

	test.each([
		[{ value: 'en', key: 'English' }, 'en'],
		[{ key: 'English' }, 'English'],
		[{}, ''],
		['de', 'de'],
		[5, ''],
	])('the language %j is %p', (language, code) => expect(getLanguage({ language })).toBe(code));
});
