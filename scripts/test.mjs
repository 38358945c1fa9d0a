import { mkdir, readFile, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

import { ensureRoot, root } from './ensure.mjs';
import { stopChildrenOnSignals } from './lib/children.mjs';
import { npm, run, tail } from './lib/command.mjs';
import { Problem, printProblem } from './lib/problem.mjs';
import { seconds } from './lib/progress.mjs';

/** The tests run what this makes. */
const BUILD = { label: 'Build', script: 'build' };

/** One after the other beside the tests, which leave a moment of a core free now and then. */
const BESIDE = [
	{ label: 'Type check', script: 'typecheck' },
	{ label: 'Lint', script: 'lint' },
	{ label: 'Package scan', script: 'scan', args: ['--package-only'] },
	{ label: 'Workflow lint', script: 'lint:workflows' },
];
const REPORT = join(root, 'test-results', 'jest.json');

let passed = 0;
let failed = 0;
const problems = [];

const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/** Runs a script of package.json as npm does, without the half second that npm takes to start. */
async function runScript(name, args) {
	const PATH = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
	return await run([scripts[name], ...args].join(' '), [], {
		cwd: root,
		shell: true,
		env: { PATH },
	});
}

/** @returns whether it passed; prints how it ended */
async function check({ label, script, args = [] }) {
	const started = performance.now();
	const { code, output } = await runScript(script, args);
	const word = code === 0 ? 'done in' : 'failed after';
	console.log(`${label}: ${word} ${seconds(performance.now() - started)}`);
	if (code === 0) passed += 1;
	else {
		failed += 1;
		const way = [`Run it alone with: npm run ${script}`];
		problems.push(new Problem(`${label} failed.`, way, tail(output, 80)));
	}
	return code === 0;
}

async function checkBeside() {
	for (const next of BESIDE) await check(next);
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
	const found = report ? report.numFailedTests + report.numRuntimeErrorTestSuites : 0;
	passed += report?.numPassedTests ?? 0;
	failed += code === 0 ? found : Math.max(found, 1);
}

stopChildrenOnSignals();
const started = performance.now();
try {
	await ensureRoot();
	console.log(`${[BUILD, ...BESIDE].map(({ label }) => label).join(', ')} and tests …`);
	// All of them, so that one look shows everything that is wrong.
	if (await check(BUILD)) await Promise.all([checkBeside(), runJest(process.argv.slice(2))]);
} catch (error) {
	failed += 1;
	printProblem(error);
}
for (const problem of problems) printProblem(problem);
console.log(`\nAll of it took ${seconds(performance.now() - started)}.`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
