import { showButton, showTemplateText } from '../../../../nodes/shared/templates/template-text';

test('each part is on lines of its own, and nothing in it is markup', () => {
	const template = {
		header: 'Sale & more',
		body: 'Hi {{1}},\n<b>look</b>',
		footer: 'Shop "A"',
		buttons: [showButton('Open', 'https://a.example/{{1}}'), showButton('Stop', undefined)],
	};
	const text = showTemplateText(template, ['A note']);
	expect(text.split('<br>')).toEqual([
		'<b>Sale &amp; more</b>',
		'Hi {{1}},',
		'&lt;b&gt;look&lt;/b&gt;',
		'<i>Shop &quot;A&quot;</i>',
		'▸ Open → https://a.example/{{1}}',
		'▸ Stop',
		'',
		'A note',
	]);
});

test('parts that a template lacks take no line', () => {
	expect(showTemplateText({ body: 'Hi', buttons: [] }, [])).toBe('Hi');
});
