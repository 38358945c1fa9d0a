import { findMissingWord } from '../../../../nodes/shared/parameters/missing-value';

const wordIn = (text: string) => findMissingWord(text)?.word;

test.each([
	['Hello undefined, your order 4711 is ready', 'undefined'],
	['Hello Ada, your order undefined is ready.', 'undefined'],
	['Your code is undefined', 'undefined'],
	["undefined's parcel is here", 'undefined'],
	['Track it: https://shop.example/orders/undefined', 'undefined'],
	['https://shop.example/o?id=undefined&x=1', 'undefined'],
	['*undefined*, welcome', 'undefined'],
	['Total: NaN €', 'NaN'],
	['Total: €NaN', 'NaN'],
	['Your appointment: Invalid DateTime at 10:00', 'Invalid DateTime'],
	['See you on Invalid Date.', 'Invalid Date'],
	['Hi null, thank you', 'null'],
	['Hello null!', 'null'],
	['Olá null, tudo bem?', 'null'],
	['Hallo null, Ihr Paket ist da', 'null'],
	['Order #null was shipped', 'null'],
	['Total: null EUR', 'null'],
	['null, your parcel is here', 'null'],
	['The delivery date is still undefined.', 'undefined'],
	['Your order INV-undefined is ready', 'undefined'],
	['Your order undefined-4711 is ready', 'undefined'],
	['Hi undefined, your Python course starts on Monday', 'undefined'],
	['Your Python course: https://shop.example/undefined', 'undefined'],
	['Dear Mr. null,', 'null'],
	['Sehr geehrter Herr null,', 'null'],
	['Guten Tag null!', 'null'],
	['Hi, null!', 'null'],
	['Hi *null*', 'null'],
	['Hallo null Ihr Paket ist da', 'null'],
	['Order null is ready', 'null'],
	['undefinedundefined', 'undefinedundefined'],
	['Hi undefined_undefined', 'undefined_undefined'],
	['undefined-undefined', 'undefined-undefined'],
	['Hi undefined.Please wait', 'undefined'],
	['See track/undefined.pdf', 'undefined'],
	['Invoice_undefined.pdf', 'undefined'],
	['Invoice-undefined.pdf', 'undefined'],
	['null.pdf', 'null'],
])('%j lacks a value', (text, word) => expect(wordIn(text)).toBe(word));

test.each([
	'Hello Mr. Null, your order is ready',
	'Dear Christopher Null,',
	'Wir fangen bei null an, von null auf hundert.',
	'Es steht zwei zu null.',
	'Das ist null Problem',
	'The value "undefined" means that nothing is there',
	'Was bedeutet „undefined“?',
	'`undefined` and `null` are two things',
	'```\nif (x === undefined) return NaN;\n```',
	'In JavaScript a missing field is undefined',
	'That is undefined-behaviour country, see a.undefined',
	'An undefinedly long Nan bread, naan and NaNs',
	'The contract leaves the term annulled',
	'Your invoice is void, nullified and invalid. Date: 1 May',
	'We are closed for an undefined period of time.',
	'for an undefined time',
	'null Problem, das machen wir!',
	'Ergebnis: null Fehler',
	'Temperatur: null Grad',
	'Hallo null Probleme',
	'TypeError: undefined is not a function',
	'The order null and void',
	'',
])('%j lacks none', (text) => expect(wordIn(text)).toBeUndefined());

test('the text around the word says where it stands', () => {
	expect(findMissingWord(`${'a '.repeat(40)}order undefined\nis ready ${'b '.repeat(40)}`)).toEqual(
		{
			word: 'undefined',
			around: 'a a a a a a a order undefined is ready b b b b b',
		},
	);
});
