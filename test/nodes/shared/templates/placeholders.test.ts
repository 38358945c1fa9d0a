import { filledIn, placeholdersIn } from '../../../../nodes/shared/templates/placeholders';

test('placeholders are named once, in order, and filled where there is a value', () => {
	expect(placeholdersIn('{{ b }} {{a}} {{b}} {c} {{}}')).toEqual(['b', 'a']);
	expect(placeholdersIn(undefined)).toEqual([]);
	const values: Record<string, string> = { a: 'A', b: '' };
	expect(filledIn('{{ a }}-{{b}}-{{c}}', (name) => values[name])).toBe('A--{{c}}');
});
