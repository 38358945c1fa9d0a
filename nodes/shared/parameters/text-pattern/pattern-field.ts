import { composed } from '../text-folding';
import { TextPattern } from './text-pattern';

/** Patterns that were read already, by their text: each call reads the fields anew. */
const patterns = new Map<string, TextPattern>();
const MOST_PATTERNS = 100;

/**
 * The pattern of the field `Text Matches`: plain, or between slashes with flags. `g` and `y` are left out,
 * since they are about more than one match.
 *
 * @throws SyntaxError when it is not a regular expression
 * @throws PatternRefused when a text could keep n8n busy with it
 */
export function parsePattern(text: unknown): TextPattern | null {
	const given = String(text ?? '').trim();
	if (given === '') return null;
	const known = patterns.get(given);
	if (known) return known;
	const [, source, flags] = /^\/(.+)\/([a-z]*)$/s.exec(given) ?? [undefined, given, 'i'];
	const pattern = new TextPattern(composed(source ?? given), (flags ?? '').replace(/[gy]/g, ''));
	if (patterns.size >= MOST_PATTERNS) patterns.clear();
	patterns.set(given, pattern);
	return pattern;
}
