import { readEntities } from '../../../../nodes/shared/formatting/html-entities';

it.each([
	['&nbsp;|&iexcl;|&yuml;|&Agrave;|&agrave;', '\u00a0|¡|ÿ|À|à'],
	['&Alpha;&Omega;&alpha;&omega;&sigmaf;', 'ΑΩαως'],
	['&euro;&trade;&hellip;&ndash;&mdash;&bull;', '€™…–—•'],
	['&larr;&rarr;&le;&ge;&ne;&asymp;&infin;&radic;', '←→≤≥≠≈∞√'],
	['&lsquo;&rsquo;&sbquo;&ldquo;&rdquo;&bdquo;&lsaquo;&rsaquo;', '‘’‚“”„‹›'],
	['&dollar;&ast;&lowbar;&grave;&lbrack;&rbrack;&lbrace;&rbrace;&sol;&bsol;', '$*_`[]{}/\\'],
	['&hearts;&star;&starf;&check;&cross;&phone;', '♥☆★✓✗☎'],
	['&#8364;&#x20AC;&#X20ac;&#128;&#x1F600;', '€€€€😀'],
	['&amp;lt; &AMP; &lt;&gt;&quot;&apos;', '&lt; & <>"\''],
])('reads %s', (text, expected) => {
	expect(readEntities(text)).toBe(expected);
});

it.each(['&foo;', '&euro', 'R&D; x', '&#0;', '&#xD800;', '&#9999999;', '&Euro;', '& ;', '&#;'])(
	'leaves %s as it is',
	(text) => {
		expect(readEntities(text)).toBe(text);
	},
);
