/** Names of U+00A0 to U+00FF in their order (HTML 4.01, "Character entity references for ISO 8859-1 characters"). */
const LATIN =
	'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

/** Names of U+0391 to U+03C9 in their order, with a gap where HTML 4.01 has none. */
const GREEK =
	'Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho - Sigma Tau Upsilon Phi Chi Psi Omega - - - - - - - alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega';

/** The other names of HTML 4.01, and those of HTML 5 for signs on a keyboard and in messages. */
const OTHERS: Record<string, string> = {
	'amp AMP': '&',
	'lt LT': '<',
	'gt GT': '>',
	'quot QUOT': '"',
	apos: "'",
	COPY: '©',
	REG: '®',
	'excl num dollar percnt lpar rpar ast plus comma period sol': '!#$%()*+,./',
	'colon semi equals quest commat lsqb bsol rsqb Hat lowbar grave lcub vert rcub':
		':;=?@[\\]^_`{|}',
	'lbrack rbrack midast lbrace verbar rbrace': '[]*{|}',
	'Tab NewLine': '\t\n',
	'OElig oelig Scaron scaron Yuml fnof circ tilde': 'ŒœŠšŸƒˆ˜',
	'ensp emsp thinsp zwnj zwj lrm rlm': '\u2002\u2003\u2009\u200c\u200d\u200e\u200f',
	'hyphen ndash mdash horbar lsquo rsquo sbquo ldquo rdquo bdquo': '‐–—―‘’‚“”„',
	'dagger Dagger bull bullet hellip mldr permil prime Prime lsaquo rsaquo oline frasl':
		'†‡••……‰′″‹›‾⁄',
	'euro image weierp real trade TRADE alefsym numero': '€ℑ℘ℜ™™ℵ№',
	'larr uarr rarr darr harr crarr lArr uArr rArr dArr hArr': '←↑→↓↔↵⇐⇑⇒⇓⇔',
	'forall part exist empty nabla isin notin ni prod sum minus lowast radic': '∀∂∃∅∇∈∉∋∏∑−∗√',
	'prop infin ang and or cap cup int there4 sim cong asymp ne equiv le ge': '∝∞∠∧∨∩∪∫∴∼≅≈≠≡≤≥',
	'sub sup nsub sube supe oplus otimes perp sdot': '⊂⊃⊄⊆⊇⊕⊗⊥⋅',
	'lceil rceil lfloor rfloor lang rang loz': '⌈⌉⌊⌋⟨⟩◊',
	'spades clubs hearts diams heartsuit starf star phone check checkmark cross': '♠♣♥♦♥★☆☎✓✓✗',
	'thetasym upsih piv frac13 frac23 frac18 frac38 frac58 frac78': 'ϑϒϖ⅓⅔⅛⅜⅝⅞',
};

/** What numbers 128 to 159 show (HTML Standard, "Numeric character reference end state"). */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const LAST_CODE_POINT = 0x10_ff_ff;

const countFrom = (first: number, names: string): Array<[string, string]> =>
	names.split(' ').map((name, at) => [name, String.fromCodePoint(first + at)]);

const ENTITIES = new Map([
	...countFrom(0xa0, LATIN),
	...countFrom(0x3_91, GREEK),
	...Object.entries(OTHERS).flatMap(([names, signs]) => {
		const list = [...signs];
		return names.split(' ').map((name, at): [string, string] => [name, list[at] ?? list[0] ?? '']);
	}),
]);

function readNumber(code: number): string | undefined {
	if (code >= 0x80 && code <= 0x9f) return WINDOWS_1252[code - 0x80];
	const isSurrogate = code >= 0xd8_00 && code <= 0xdf_ff;
	if (!(code > 0) || code > LAST_CODE_POINT || isSurrogate) return undefined;
	return String.fromCodePoint(code);
}

function readEntity(entity: string, name: string): string {
	if (!name.startsWith('#')) return ENTITIES.get(name) ?? entity;
	const isHex = /^#x/i.test(name);
	return readNumber(parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10)) ?? entity;
}

/** Text with the characters that `&euro;`, `&#8364;` and `&#x20AC;` stand for; what is no such name stays as it is. */
export const readEntities = (text: string): string =>
	text.includes('&')
		? text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z][a-z\d]*);/gi, readEntity)
		: text;
