/** Marks that phones set by themselves, and what keyboards of desktops give instead. */
const QUOTES: ReadonlyArray<[RegExp, string]> = [
	[/[\u2018\u2019\u201A\u201B\u02BC\u00B4\u0060]/g, "'"],
	[/[\u201C\u201D\u201E\u201F\u00AB\u00BB]/g, '"'],
	[/[\u2010-\u2015\u2212]/g, '-'],
];

/** Characters that show nothing: soft hyphens, joiners, marks of direction and of emoji, byte order marks. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFE0E\uFE0F\uFEFF]/g;

/** A text whose accents are part of their letters (NFC), as most keyboards type them; iOS and macOS may not. */
export function composed(text: string): string {
	return text.normalize('NFC');
}

/**
 * A text as people read it, to look for words in it: without case, with one form of each letter, digit, space and
 * quotation mark (NFKC), and without what shows nothing.
 */
export function folded(text: string): string {
	const plain = QUOTES.reduce(
		(changed, [marks, mark]) => changed.replace(marks, mark),
		text.normalize('NFKC').toLowerCase().replace(INVISIBLE, ''),
	);
	return plain.normalize('NFKC').replace(/\s+/g, ' ');
}
