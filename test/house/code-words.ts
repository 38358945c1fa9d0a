import { createScanner, ScriptTarget, SyntaxKind } from 'typescript';

const TEXTS = new Set([
	SyntaxKind.Identifier,
	SyntaxKind.PrivateIdentifier,
	SyntaxKind.StringLiteral,
	SyntaxKind.NoSubstitutionTemplateLiteral,
	SyntaxKind.TemplateHead,
	SyntaxKind.TemplateMiddle,
	SyntaxKind.TemplateTail,
	SyntaxKind.RegularExpressionLiteral,
]);

const NAMES = new Set([SyntaxKind.Identifier, SyntaxKind.PrivateIdentifier]);

/** The words that a name is made of, in lower case: `readWatiURL` as `read`, `wati`, `url`. */
export function splitName(name: string): string[] {
	const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
	return words.map((word) => word.toLowerCase());
}

function scan(code: string, kinds: ReadonlySet<SyntaxKind>): string[] {
	const scanner = createScanner(ScriptTarget.Latest, true, undefined, code);
	const found: string[] = [];
	/** How many braces are open inside each `${}` of a template. */
	const open: number[] = [];
	for (let kind = scanner.scan(); kind !== SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
		if (kind === SyntaxKind.TemplateHead) open.push(0);
		if (kind === SyntaxKind.OpenBraceToken && open.length > 0) open[open.length - 1]! += 1;
		if (kind === SyntaxKind.CloseBraceToken && open.length > 0) {
			if (open.at(-1) === 0) {
				kind = scanner.reScanTemplateToken(false);
				if (kind === SyntaxKind.TemplateTail) open.pop();
			} else open[open.length - 1]! -= 1;
		}
		if (kind === SyntaxKind.SlashToken) kind = scanner.reScanSlashToken();
		if (kinds.has(kind)) found.push(scanner.getTokenText());
	}
	return found;
}

/** The names in a source, comments and texts aside. */
export const findNames = (code: string): string[] => scan(code, NAMES);

/** The words in the names and texts of a source, comments aside. */
export const findWords = (code: string): string[] => scan(code, TEXTS).flatMap(splitName);

const PROSE = new Set([
	SyntaxKind.StringLiteral,
	SyntaxKind.NoSubstitutionTemplateLiteral,
	SyntaxKind.TemplateHead,
	SyntaxKind.TemplateMiddle,
	SyntaxKind.TemplateTail,
]);

/** The texts in a source, with their quotation marks taken off. */
export const findTexts = (code: string): string[] =>
	scan(code, PROSE).map((text) => text.replace(/^[`'"}]|[`'"]$|\$\{$/g, ''));
