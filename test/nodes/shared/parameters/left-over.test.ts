import { findLeftOver } from '../../../../nodes/shared/parameters/left-over';

test.each([
	['Hello {{ $json.name }}, your order is ready', '{{ $json.name }}'],
	['Hello {{$json["name"]}}', '{{$json["name"]}}'],
	["Hello {{ $('Sheet').item.json.name }}", "{{ $('Sheet').item.json.name }}"],
	['{{ $json.a ?? { a: 1 }.a }}', '{{ $json.a ?? { a: 1 }.a }}'],
	['Hello #N/A, welcome', '#N/A'],
	['Your balance: #REF!', '#REF!'],
	['Total: #VALUE! EUR', '#VALUE!'],
	['#DIV/0!', '#DIV/0!'],
	['#NAME?', '#NAME?'],
	['#NV', '#NV'],
	['#¡VALOR!', '#¡VALOR!'],
	['#WERT! und #BEZUG!', '#WERT!'],
	['#VALEUR! et #NOM?', '#VALEUR!'],
	['Saldo: #N/D', '#N/D'],
	['#NÚM!', '#NÚM!'],
	['Totale #RIF!', '#RIF!'],
	['Hello ${name}, welcome', '${name}'],
	['${ $json.first_name }', '${ $json.first_name }'],
	['Total: Infinity EUR', 'Infinity EUR'],
	['Total: €-Infinity.', '€-Infinity'],
	['Invalid date', 'Invalid date'],
	['Appointment: Invalid date', 'Invalid date'],
	['Hello [No path back to node]', '[No path back to node]'],
	["[Execute node 'Sheet' for preview]", "[Execute node 'Sheet' for preview]"],
	['<think>She is angry.</think>Hello!', '<think>'],
	['She is angry.\n</think>\nHello!', '</think>'],
	['<html><body>502 Bad Gateway</body></html>', '<html>'],
	['\n<!DOCTYPE html><title>', '<!DOCTYPE html'],
])('%j has something left in it', (text, found) => expect(findLeftOver(text)?.found).toBe(found));

test.each([
	'An infinity pool, the Infinity pool and Infinity EUROPE tours',
	'Infinity',
	'In JavaScript you write "${name}" inside backticks.',
	'Set it with export PATH="${HOME}/bin".',
	'Solve ${x}$ for x, or $${x}$$, for ${5.99} or ${20}.',
	'Si la cellule affiche "#N/D" ou "#VALEUR!", vérifiez la formule.',
	'Se aparecer #N/D na planilha, revise o PROCV.',
	'Gate #N/D',
	'Con #VALORE! in tutto',
	'10 EUR Infinity pass, Infinity €20, 100 % Infinity',
	'Error: Invalid date. Enter day and month.',
	'Invalid date, please try again',
	'Excel shows `#N/A` and `{{ $json.name }}` in code, and a model `<think>`',
	'#SALE! #NVIDIA #N #1 https://shop.example/#REF',
	'Dear {{1}}, {{name}}, only {{ $5 }}',
	'Only ${5}, `${name}` in code, #NOMADE #N/DX',
	'A [link] and <b>html</b>, {"a":{"b":1}}',
	'',
])('%j has nothing left in it', (text) => expect(findLeftOver(text)).toBeUndefined());

test('a long text is looked at once', () => {
	for (const part of ['{{ ', '<think>', '#N', '{{ $j{', '[ERROR: ']) {
		expect(findLeftOver(part.repeat(20_000))?.what).toBe(
			part === '<think>' ? "a model's thoughts" : undefined,
		);
	}
});
