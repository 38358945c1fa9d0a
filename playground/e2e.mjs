import assert from 'node:assert/strict';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { ensurePlayground, ensureRoot, root } from '../scripts/ensure.mjs';
import { stopChildren, stopChildrenOnSignals } from '../scripts/lib/children.mjs';
import { printProblem } from '../scripts/lib/problem.mjs';
import { seconds } from '../scripts/lib/progress.mjs';
import { editorChecks } from './e2e/editor-checks.mjs';
import { Editor } from './lib/editor.mjs';
import { OWNER, dataFolder } from './lib/paths.mjs';
import { openSession } from './lib/session.mjs';

const PORT = 5720;

const started = performance.now();
const userFolder = join(dataFolder, `e2e-${process.pid}`);
const cleanUp = () => rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
const takesPictures = process.argv.includes('--pictures');

/** Runs the checks one after the other on one n8n, and goes on after a failed one. */
async function runChecks() {
	await ensureRoot();
	await ensurePlayground();
	const session = await openSession({
		userFolder,
		name: 'e2e',
		port: PORT,
		onEnd: (what, logFile) => console.error(`${what} ended by itself. Its output is in ${logFile}`),
	});
	const editor = await Editor.open(session.url);
	const picture = async (name) => {
		const folder = takesPictures ? join(root, 'docs', 'images') : join(root, 'test-results');
		await mkdir(folder, { recursive: true });
		await editor.picture(join(folder, `${name}.png`));
	};
	const result = { passed: 0, failed: 0 };
	await editor.signIn(OWNER);
	for (const [label, check] of Object.entries(editorChecks)) {
		try {
			await check({ ...session, editor, picture, assert });
			result.passed += 1;
			console.log(`ok      ${label}`);
		} catch (error) {
			result.failed += 1;
			console.log(`failed  ${label}\n${error.stack ?? error}`);
			await picture(`failed-${result.failed}`).catch(() => {});
		}
	}
	await editor.close();
	return result;
}

stopChildrenOnSignals(cleanUp);
let result = { passed: 0, failed: 1 };
try {
	result = await runChecks();
} catch (error) {
	printProblem(error);
}
await stopChildren();
await cleanUp();
console.log(`All of it took ${seconds(performance.now() - started)}.`);
console.log(`${result.passed} passed, ${result.failed} failed`);
process.exit(result.failed === 0 && result.passed > 0 ? 0 : 1);
