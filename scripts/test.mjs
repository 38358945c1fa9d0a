import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { ensureRoot, root } from './ensure.mjs';
import { stopChildrenOnSignals } from './lib/children.mjs';
import { npm, tail } from './lib/command.mjs';
import { printProblem } from './lib/problem.mjs';
import { seconds, step } from './lib/progress.mjs';

const CHECKS = [
	['Lint', 'lint'],
	['Type check', 'typecheck'],
	['Build', 'build'],
	['Package scan', 'scan'],
];
const REPORT = join(root, 'test-results', 'jest.json');

let passed = 0;
let failed = 0;

async function check([label, script]) {
	const { code, output } = await step(label, () => npm(['run', '--silent', script], { cwd: root }));
	if (code === 0) {
		passed += 1;
		return true;
	}
	failed += 1;
	console.log(tail(output, 200));
	console.log(`\n${label} failed (npm run ${script}).`);
	return false;
}

async function runJest(args) {
	const started = performance.now();
	await mkdir(join(root, 'test-results'), { recursive: true });
	await rm(REPORT, { force: true });
	const { code } = await npm(
		['run', '--silent', 'jest', '--', '--json', `--outputFile=${REPORT}`, ...args],
		{ cwd: root, show: true },
	);
	console.log(`Tests: done in ${seconds(performance.now() - started)}`);
	const report = await readFile(REPORT, 'utf8').then(JSON.parse, () => undefined);
	if (report) {
		passed += report.numPassedTests;
		failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
	}
	if (code !== 0 && failed === 0) failed += 1;
}

async function runChecks() {
	for (const one of CHECKS) if (!(await check(one))) return;
	await runJest(process.argv.slice(2));
}

stopChildrenOnSignals();
const started = performance.now();
try {
	await ensureRoot();
	await runChecks();
} catch (error) {
	failed += 1;
	printProblem(error);
}
console.log(`\nAll of it took ${seconds(performance.now() - started)}.`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
