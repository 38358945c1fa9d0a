import { spawn } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { root } from './ensure.mjs';
import { Problem, printProblem } from './lib/problem.mjs';
import { areaOf, AREAS, filesUnder } from './mutation/areas.mjs';
import { mutantsIn, rangeOf } from './mutation/mutants.mjs';
import { draw } from './mutation/sample.mjs';

/** Noticed by a test; a mutant that no test reaches counts as survived. */
const DETECTED = ['Killed', 'Timeout'];
const SURVIVED = ['Survived', 'NoCoverage'];

const REPORTS = 'test-results/mutation';

/** @throws {Problem} when Stryker ends without a report, e.g. because a test fails without any mutant */
async function stryker(mutate, { tests, built }, report) {
	const child = spawn('npx', ['stryker', 'run', '--mutate', mutate], {
		cwd: root,
		stdio: 'inherit',
		env: {
			...process.env,
			MUTATION_TESTS: tests.join(','),
			MUTATION_BUILD: String(built),
			MUTATION_REPORT: report,
		},
	});
	const code = await new Promise((resolve) => child.on('close', resolve));
	if (code !== 0) throw new Problem('Stryker failed.', ['Its own words are above.']);
	return JSON.parse(await readFile(join(root, report), 'utf8'));
}

const isDetected = ({ status }) => DETECTED.includes(status);

/**
 * Runs the near tests against the mutants, and the slow ones of the area against those that survived.
 *
 * @returns the mutants with what became of them
 */
async function measure(ranges, area, report, isCounted) {
	const mutants = mutantsIn(await stryker(ranges, area, report)).filter(isCounted);
	const left = mutants.filter((mutant) => !isDetected(mutant));
	if (!area.slowTests || left.length === 0) return mutants;
	const slow = { ...area, tests: area.slowTests };
	const again = mutantsIn(await stryker(left.map(rangeOf).join(','), slow, report));
	const noticed = new Map(again.filter(isDetected).map(({ name, status }) => [name, status]));
	return mutants.map((mutant) => ({
		...mutant,
		status: isDetected(mutant) ? mutant.status : (noticed.get(mutant.name) ?? mutant.status),
	}));
}

function printMutants(mutants) {
	const counts = {};
	for (const { file, location, mutatorName, replacement, status } of mutants) {
		counts[status] = (counts[status] ?? 0) + 1;
		if (!SURVIVED.includes(status)) continue;
		const place = `${file}:${location.start.line}:${location.start.column}`;
		console.log(`${status} ${place} ${mutatorName} → ${replacement}`);
	}
	const sum = (statuses) => statuses.reduce((all, status) => all + (counts[status] ?? 0), 0);
	const [detected, survived] = [sum(DETECTED), sum(SURVIVED)];
	const score = ((100 * detected) / (detected + survived)).toFixed(1);
	console.log(`${JSON.stringify(counts)}: ${score} % of ${detected + survived} mutants`);
}

async function mutate(path, { sample, seed }) {
	const area = areaOf(path);
	if (!area) {
		const names = AREAS.flatMap(({ files }) => files).join(', ');
		throw new Problem(`${path} is not measured.`, [`These are: ${names}`]);
	}
	await mkdir(join(root, REPORTS), { recursive: true });
	const report = `${REPORTS}/${path.replace(/\W+/g, '-')}.json`;
	if (sample === undefined) {
		printMutants(await measure(filesUnder(path), area, report, () => true));
		return;
	}
	const { total, ranges, names } = await draw(root, path, Number(sample), Number(seed));
	console.log(`${path}: ${ranges.length} of ${total} mutants, drawn with the seed ${seed}`);
	printMutants(await measure(ranges.join(','), area, report, ({ name }) => names.has(name)));
}

try {
	const { positionals, values } = parseArgs({
		allowPositionals: true,
		options: { sample: { type: 'string' }, seed: { type: 'string', default: '1' } },
	});
	const paths = positionals.map((path) => path.replace(/\/$/, ''));
	const all = AREAS.flatMap(({ files }) => files);
	for (const path of paths.length > 0 ? paths : all) await mutate(path, values);
} catch (error) {
	printProblem(error);
	process.exitCode = 1;
}
