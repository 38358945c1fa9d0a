import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const REPOSITORY = resolve(__dirname, '../..');

/** Folders of code. A stranger overlooks a folder of up to fifteen files. */
const FOLDERS = ['bench', 'credentials', 'nodes', 'playground', 'sandbox', 'scripts', 'test'];
const MOST_FILES = 15;

/** Folders of data, one file a case, and what is installed or written there. */
const NOT_CODE = /^(?:__schema__|cases|node_modules|\.[^/]*)$/;

interface Folder {
	path: string;
	files: number;
}

function readFolders(path: string): Folder[] {
	const entries = readdirSync(path, { withFileTypes: true });
	const inner = entries.filter((entry) => entry.isDirectory() && !NOT_CODE.test(entry.name));
	const files = entries.filter((entry) => /\.(?:ts|mjs|js)$/.test(entry.name)).length;
	return [
		{ path: relative(REPOSITORY, path), files },
		...inner.flatMap(({ name }) => readFolders(join(path, name))),
	];
}

test.each(FOLDERS)(`no folder in %s has more than ${MOST_FILES} files of code`, (folder) => {
	const crowded = readFolders(join(REPOSITORY, folder)).filter(({ files }) => files > MOST_FILES);
	expect(crowded).toEqual([]);
});
