import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { DOCS, generatedPages, outdatedPages } from './docs/pages';

const pages = generatedPages();
for (const [file, text] of Object.entries(pages)) {
	mkdirSync(dirname(join(DOCS, file)), { recursive: true });
	writeFileSync(join(DOCS, file), text);
}
for (const file of outdatedPages(pages)) rmSync(join(DOCS, file));
