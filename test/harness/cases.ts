import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Real answers and events, and what a user expects of them; CASES names another folder with cases of one's own. */
export const CASES = process.env.CASES ?? join(__dirname, '../cases');

/** The cases of a folder such as `wati/webhooks`, by file name. Names with an underscore in front are sequences. */
export function casesIn<Case>(folder: string): Array<[file: string, content: Case]> {
	return readdirSync(join(CASES, folder))
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file) => [file, JSON.parse(readFileSync(join(CASES, folder, file), 'utf8')) as Case]);
}
