import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { ensureRoot, root } from './ensure.mjs';
import { stopChildrenOnSignals } from './lib/children.mjs';
import { npm, tail } from './lib/command.mjs';
import { Problem, printProblem } from './lib/problem.mjs';
import { seconds } from './lib/progress.mjs';

/** In the order in which they start, two at a time. */
const CHECKS = [
	{ label: 'Build', script: 'build' },
	{ label: 'Type check', script: 'typecheck' },
	{ label: 'Lint', script: 'lint' },
	{ label: 'Package scan', script: 'scan', after: 'build' },
	{ label: 'Workflow lint', script: 'lint:workflows' },
];
const AT_ONCE = 2;
const REPORT = join(root, 'test-results', 'jest.json');

let passed = 0;
let failed = 0;

/** @returns whether it passed; prints how it ended */
async function check({ label, script }) {
	const started = performance.now();
	const { code, output } = await npm(['run', '--silent', script], { cwd: root });
	const word = code === 0 ? 'done in' : 'failed after';
	console.log(`${label}: ${word} ${seconds(performance.now() - started)}`);
	if (code === 0) passed += 1;
	else {
		failed += 1;
		const way = [`Run it alone with: npm run ${script}`];
		printProblem(new Problem(`${label} failed.`, way, tail(output, 80)));
	}
	return code === 0;
}

/** Runs all checks, so that one look shows everything that is wrong. */
async function runChecks() {
	const waiting = [...CHECKS];
	const running = new Map();
	const work = async () => {
		for (let next = waiting.shift(); next; next = waiting.shift()) {
			const isReady = (await running.get(next.after)) ?? true;
			if (!isReady) continue;
			running.set(next.script, check(next));
			await running.get(next.script);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
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

stopChildrenOnSignals();
const started = performance.now();
try {
	await ensureRoot();
	console.log(`${CHECKS.map(({ label }) => label).join(', ')} …`);
	await runChecks();
	if (failed === 0) await runJest(process.argv.slice(2));
} catch (error) {
	failed += 1;
	printProblem(error);
}
console.log(`\nAll of it took ${seconds(performance.now() - started)}.`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
