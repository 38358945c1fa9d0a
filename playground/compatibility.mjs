import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { ensurePlayground, ensureRoot, nodeForN8n, playground, root } from '../scripts/ensure.mjs';
import { stopChildren, stopChildrenOnSignals, stopRunning } from '../scripts/lib/children.mjs';
import { run } from '../scripts/lib/command.mjs';
import { printProblem, Problem } from '../scripts/lib/problem.mjs';
import { measure } from './lib/n8n/compatibility.mjs';
import { pullImage, removeContainer } from './lib/n8n/docker.mjs';
import { exactVersion, installN8n } from './lib/n8n/other-n8n.mjs';
import { markdownTable, table } from './lib/table.mjs';

const PORT = 5740;
const NODES = 4;
const CREDENTIALS = 4;
const PAGE = join(root, 'docs', 'compatibility.md');

/**
 * What the package claims to work with, and how many operations of the tour each version lacks. docs/compatibility.md
 * is written when all of them are measured.
 */
const CLAIMED = { '2.41.1': 0, '2.14.2': 0, '2.0.0': 2, '1.123.81': 2, '1.110.1': 2 };

function readOptions() {
	const usage = [
		'Usage: npm run compatibility -- [--folder <cache>] [n8n version, or latest]...',
		'   or: npm run compatibility -- --image <Docker image of n8n>...',
	];
	try {
		const { values, positionals } = parseArgs({
			allowPositionals: true,
			options: {
				folder: { type: 'string', default: join(playground, '.cache', 'n8n') },
				image: { type: 'string', multiple: true, default: [] },
			},
		});
		return { cache: resolve(values.folder), images: values.image, wanted: positionals };
	} catch (error) {
		throw new Problem(error.message, usage);
	}
}

/** Everything there is to know of one version; an n8n that does not even install is a finding, too. */
async function examine(version, cache) {
	const userFolder = join(cache, `user-${process.pid}`);
	try {
		const n8nFolder = await installN8n(version, cache);
		return { version, ...(await measure({ version, n8nFolder, userFolder, port: PORT })) };
	} catch (error) {
		printProblem(error);
		return { version, trouble: error.message };
	} finally {
		await stopRunning();
		await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
	}
}

/** The same for an image of n8n: it brings its own Node, and nothing is installed but the package. */
async function examineImage(image, cache) {
	const userFolder = join(cache, `user-${process.pid}`);
	await pullImage(image);
	try {
		return {
			version: image,
			...(await measure({ version: image, image, userFolder, port: PORT })),
		};
	} catch (error) {
		printProblem(error);
		return { version: image, trouble: error.message };
	} finally {
		await stopRunning();
		await removeContainer(image);
		await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
	}
}

const HEADINGS = [
	'n8n',
	'Loads',
	'Operations of the tour',
	'WhatsApp Business example',
	'WATI Trigger',
];

function rowOf({ version, trouble, nodes, credentials, tour, cloudApi, trigger }) {
	if (trouble !== undefined) return [version, `no: ${trouble}`, '', '', ''];
	const share = ({ passed, of }) => `${passed} of ${of}`;
	const loads = `${nodes} nodes, ${credentials} credentials`;
	return [version, loads, share(tour), share(cloudApi), trigger ?? 'starts, answers once'];
}

function isAsClaimed({ version, trouble, nodes, credentials, tour, cloudApi, trigger }) {
	if (trouble !== undefined || nodes !== NODES || credentials !== CREDENTIALS) return false;
	if (trigger !== undefined || cloudApi.failed.length > 0) return false;
	return tour.failed.length === (CLAIMED[version] ?? 0);
}

/** What did not run, and on which versions. */
function failuresOf(results) {
	const versions = new Map();
	for (const { version, tour, cloudApi } of results) {
		for (const text of [...(tour?.failed ?? []), ...(cloudApi?.failed ?? [])]) {
			versions.set(text, [...(versions.get(text) ?? []), version]);
		}
	}
	return [...versions].map(([text, on]) => `${text} (n8n ${on.join(', ')})`);
}

async function pageOf(results) {
	const { output } = await run(nodeForN8n(), ['--version'], { cwd: root });
	const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
	const failures = failuresOf(results).map((text) => `- ${text}`);
	return [
		'# Compatibility',
		'',
		`Written by \`npm run compatibility\` on ${new Date().toISOString().slice(0, 10)}: package ${version}, Node ${output.trim().slice(1)}, ${process.platform} ${process.arch}, SQLite.`,
		'For each version the packed tarball was installed into a fresh n8n, as users install it. Then n8n was started, the',
		'[tour](../examples/tour.json) and the [WhatsApp Business example](../examples/whatsapp-business.json) were run against the',
		'simulator of WATI and Meta, and a customer wrote to the published [auto-reply](../examples/auto-reply.json).',
		'',
		markdownTable(HEADINGS, results.map(rowOf)),
		'',
		...(failures.length > 0 ? ['What did not run:', '', ...failures, ''] : []),
	].join('\n');
}

stopChildrenOnSignals();
let results = [];
try {
	const { cache, images, wanted } = readOptions();
	await ensureRoot();
	const claimsAll = wanted.length === 0 && images.length === 0;
	const versions = claimsAll ? Object.keys(CLAIMED) : await Promise.all(wanted.map(exactVersion));
	if (versions.length > 0) await ensurePlayground();
	for (const version of versions) results.push(await examine(version, cache));
	for (const image of images) results.push(await examineImage(image, cache));
	console.log(`\n${table(HEADINGS, results.map(rowOf))}\n`);
	for (const text of failuresOf(results)) console.log(text);
	if (claimsAll) await writeFile(PAGE, await pageOf(results));
} catch (error) {
	printProblem(error);
	results = [];
}
await stopChildren();
process.exit(results.length > 0 && results.every(isAsClaimed) ? 0 : 1);
