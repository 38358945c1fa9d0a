import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { findNames, splitName } from './code-words';

const REPOSITORY = resolve(__dirname, '../..');

/**
 * Words that once named something here and that nobody outside would understand; docs/architecture.md has the
 * ones in use. Words with an everyday meaning beside the old one, as `held`, `kept` or `words`, cannot be held by a list.
 */
const PRIVATE_WORDS = new Set([
	...[
		'passage',
		'trouble',
		'memo',
		'doubt',
		'recall',
		'lane',
		'slot',
		'journey',
		'journeys',
		'nap',
	],
	...[
		'ledger',
		'fate',
		'wish',
		'wishes',
		'visit',
		'visits',
		'visitor',
		'visitors',
		'genuine',
		'learn',
	],
]);

const PRIVATE_TERMS =
	/\b(mayPass|LateBody|atOnce|PagePlace|SeenFacts|FailureWords)\b|how-manieth|stand-in|late body/;

/** Names with `Of` at the end that are more than a look-up of a property. */
const NAMES_WITH_OF = ['allOf', 'anyOf']; // JSON Schema calls them so.

const sources = ['nodes', 'sandbox'].flatMap((folder) =>
	readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => {
			const path = join(folder, name);
			return { path, text: readFileSync(join(REPOSITORY, path), 'utf8') };
		}),
);

test('no private word comes back', () => {
	const found = sources.flatMap(({ path, text }) => {
		const names = [...findNames(text), path].filter((name) =>
			splitName(name).some((word) => PRIVATE_WORDS.has(word)),
		);
		const [term] = PRIVATE_TERMS.exec(text) ?? [];
		return [...new Set([...names, ...(term === undefined ? [] : [term])])].map(
			(name) => `${path}: ${name}`,
		);
	});
	expect(found).toEqual([]);
});

test('what nodes share among their files is named by verbs', () => {
	const exported = /^export (?:async )?(?:function\*?|const|class) (\w+Of)\b/gm;
	const found = sources
		.filter(({ path }) => path.startsWith('nodes'))
		.flatMap(({ text }) => [...text.matchAll(exported)].map(([, name]) => name));
	expect(found.sort()).toEqual(NAMES_WITH_OF);
});

test('words are found in names of any form', () => {
	const code = 'const readWishes = `a ${{ lane: FATE_OF }} b`; // memo\n';
	expect(findNames(code).flatMap(splitName)).toEqual(['read', 'wishes', 'lane', 'fate', 'of']);
});
