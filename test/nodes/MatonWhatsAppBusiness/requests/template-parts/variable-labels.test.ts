import {
	toVariableLabel,
	toVariableName,
} from '../../../../../nodes/MatonWhatsAppBusiness/requests/template-parts/variable-labels';

describe('a value of a template has a name and a label', () => {
	test.each([
		['code', 'Code'],
		['body_1', 'Body 1'],
		['body_first_name', 'Body first_name'],
		['header_text_title', 'Header title'],
		['header_document', 'Document (link or ID)'],
		['header_document_name', 'Document file name'],
		['offer_ends', 'End of the offer'],
		['button_0_url', 'Button 1 link ending'],
		['button_1_catalog_thumbnail', 'Button 2 product'],
		['button_1_mpm_thumbnail', 'Button 2 header product'],
		['card_0_body_1', 'Card 1: Body 1'],
		['card_9_button_0_flow_token', 'Card 10: Button 1 Flow token'],
	])('%s is "%s"', (name, label) => {
		expect(toVariableLabel(name)).toBe(label);
		expect(toVariableName(label)).toBe(name);
		expect(toVariableName(name)).toBe(name);
	});

	test.each([
		'first',
		'constructor',
		'button_0_colour',
		'button_0_constructor',
		'Button 1 colour',
		'Button 0 link ending',
		'Button 11 link ending',
		'Card 11: Body 1',
	])('"%s" stays as it is', (name) => {
		expect(toVariableLabel(name)).toBe(name);
		expect(toVariableName(name)).toBe(name);
	});
});
