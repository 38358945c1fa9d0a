import { readMarkdown } from '../../../../nodes/shared/formatting/read-markdown';
import { splitText } from '../../../../nodes/shared/formatting/split-text';

const toWhatsApp = (markdown: string) => splitText(readMarkdown(markdown), 4_096).join('\n\n');

it.each([
	['bold', '**bold** and __bold__', '*bold* and *bold*'],
	['italic', '*one* and _two_', '_one_ and _two_'],
	['bold and italic', '***both***', '_*both*_'],
	['italic inside bold', '**bold _it_ more**', '*bold _it_ more*'],
	['strikethrough', '~~gone~~ and ~gone~', '~gone~ and ~gone~'],
	['code with signs in it', '`a * b_c`', '`a * b_c`'],
	['a code block', '```js\nconst a = 1;\n\nb();\n```', '```const a = 1;\n\nb();```'],
	['a heading, bold once', '## Your **order**', '*Your order*'],
	['a heading with a closing sign', '# Title #\ntext', '*Title*\n\ntext'],
	['single line breaks', 'one\ntwo  \nthree\\\nfour', 'one\ntwo\nthree\nfour'],
	['bold over lines, line by line', '**one\ntwo**', '*one*\n*two*'],
	['spaces inside a mark', '<b> bold </b>text', ' *bold* text'.trim()],
	['no mark inside a word', 'un**believ**able', 'unbelievable'],
	['no mark around its own sign', '**2*3**', '2*3'],
	['names with underscores', 'my_file_name.txt', 'my_file_name.txt'],
	['multiplication', '2 * 3 * 4', '2 * 3 * 4'],
	['a link', '[our shop](https://shop.example/a_b?c=d)', 'our shop (https://shop.example/a_b?c=d)'],
	['a link in bold', '**[shop](https://x.example)**', '*shop (https://x.example)*'],
	[
		'a link that is its text',
		'[x.example](https://x.example/) <https://y.example>',
		'https://x.example/ https://y.example',
	],
	['a link by reference', '[shop][1]\n\n[1]: https://x.example', 'shop (https://x.example)'],
	[
		'addresses of mail and telephone',
		'[mail](mailto:a@x.example) a@x.example [call](tel:+49151)',
		'mail (a@x.example) a@x.example call (+49151)',
	],
	['an image', '![chart](https://x.example/c.png)', 'chart (https://x.example/c.png)'],
	['a list', '* one\n* two **b**\n\nend', '- one\n- two *b*\n\nend'],
	['a numbered list that begins later', '3. three\n4. four', '3. three\n4. four'],
	['dates and prices as their own numbers', '3. Mai\n7. Mai\n12. Mai', '3. Mai\n7. Mai\n12. Mai'],
	['plus as plus', '- 50 EUR\n\n+ 20 EUR', '- 50 EUR\n\n+ 20 EUR'],
	[
		'lines in the form of an address for links',
		'[Ada]: yes\n\n[Ben]: no',
		'[Ada]: yes\n\n[Ben]: no',
	],
	['nested lists', '1. a\n   - b\n     - c\n2. d', '1. a\n   - b\n      - c\n2. d'],
	['paragraphs in an item', '- a\n\n  more\n- b', '- a\n   more\n- b'],
	['tasks', '- [x] done\n- [ ] open', '- ☑ done\n- ☐ open'],
	['a quote', '> one **b**\n> two', '> one *b*\n> two'],
	['a list in a quote', '> - one\n> - two', '> - one\n> - two'],
	['a table', '| A | B |\n|---|--:|\n| 1 | **2** |\n| 3 | |', '- *A:* 1 · *B:* *2*\n- *A:* 3'],
	['a table without rows', '| A | B |\n|---|---|', '- A · B'],
	['a rule', 'a\n\n---\n\nb', 'a\n\n———\n\nb'],
	['HTML as models write it', 'a<br>b <strong>c</strong> <em>d</em> <u>e</u>', 'a\nb *c* _d_ e'],
	['entities', 'A &amp; B &lt;3 &#8364; &#x1F600; &copy;', 'A & B <3 € 😀 ©'],
	['line ends of Windows', 'a\r\n\r\n- b\r\n- c', 'a\n\n- b\n- c'],
	[
		'a picture of HTML',
		'<img src="https://x.example/a.png" alt="Pic">',
		'Pic (https://x.example/a.png)',
	],
	['a tag that nothing closes', 'a <b>b', 'a <b>b'],
	['tags that cross', '**a <i>b** c</i>', '*a _b_* c'],
	['a paragraph in an item of HTML', '<ul><li><p>a</p></li><li><p>b</p></li></ul>', '- a\n- b'],
	['a title and a list of HTML', '<h1>A</h1><ul><li>1</li></ul><p>B</p>', '*A*\n\n- 1\n\nB'],
	['preformatted text with its lines', '<pre>\nx\n  y\n</pre>', '```x\n  y```'],
	['sources by number', 'See[[1]](https://x.example).', 'See[1] (https://x.example).'],
	['monospace as WhatsApp has it', '```Hello\nAda``` and', '`Hello Ada` and'],
	['a block of code that is cut off', '```sql\nSELECT 1', '```SELECT 1```'],
	['a block of code without code', '```sql', '```sql'],
	['a sign inside italics', '*a*b*', '_a*b_'],
	['a cell beyond the header', '|a|b|\n|-|-|\n|1|2|3', '- *a:* 1 · *b:* 2 · 3'],
	['escaped signs', '1\\. no list, \\#no heading', '1. no list, #no heading'],
	[
		'Arabic and Hindi',
		'**مرحبا** بالعالم و **नमस्ते** दुनिया',
		'*مرحبا* بالعالم و *नमस्ते* दुनिया',
	],
	['plain text', 'Hello Ada, 5 < 6!', 'Hello Ada, 5 < 6!'],
])('%s', (_what, markdown, text) => {
	expect(toWhatsApp(markdown)).toBe(text);
});

it('gives nothing for nothing to show', () => {
	expect(readMarkdown(' \n\n<!-- a note -->\n\n<br>\n\n&nbsp;')).toEqual([]);
});

it('keeps where sources are found, also where no link names them', () => {
	const sources = '[1]: https://x.example\n[2]: https://y.example';
	expect(toWhatsApp(sources)).toBe(sources);
});

it('refuses quotes inside each other thousands of times', () => {
	expect(() => readMarkdown('> '.repeat(20_000))).toThrow(RangeError);
});

/** What made regular expressions look from each place to the end. */
const SIGNS = [
	'a_b_',
	'2*3*',
	'a*b_',
	'**a',
	'*a* _b_ ',
	'~a~ ',
	'`a` ',
	'[a](',
	'<li>a',
	'a@',
	'&a',
	'- a\n',
];

it.each(SIGNS)('reads 80 kB of %j without holding n8n up', (sign) => {
	const text = sign.repeat(Math.ceil(80_000 / sign.length));
	const start = process.cpuUsage();
	readMarkdown(text);
	const { user, system } = process.cpuUsage(start);
	// Time of the processor alone: about half a second, and more than 16 s where it grows with the square.
	expect((user + system) / 1e6).toBeLessThan(5);
});
