import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { npm, run, tail } from './command.mjs';
import { Problem } from './problem.mjs';

/**
 * Packs the built package as `npm publish` would.
 * @param {string} folder the package
 * @param {string} target folder the tarball is written to; emptied first
 * @returns {Promise<{ path: string, bytes: number, files: string[] }>}
 */
export async function packTarball(folder, target) {
	await rm(target, { recursive: true, force: true });
	await mkdir(target, { recursive: true });
	const { code, output } = await npm(
		['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', target],
		{ cwd: folder },
	);
	if (code !== 0) throw new Problem('npm pack failed.', [], tail(output));
	const printed = JSON.parse(output.slice(output.search(/^[[{]/m)));
	const [packed] = Array.isArray(printed) ? printed : Object.values(printed);
	return {
		path: join(target, packed.filename),
		bytes: packed.size,
		files: packed.files.map(({ path }) => path),
	};
}

/** Unpacks a tarball into a folder, without its leading `package/`, as n8n does. */
export async function unpackTarball(path, target) {
	await mkdir(target, { recursive: true });
	const { code, output } = await run('tar', ['-xzf', path, '-C', target, '--strip-components=1'], {
		cwd: target,
	});
	if (code !== 0) throw new Problem(`${path} cannot be unpacked.`, [], tail(output));
	return JSON.parse(await readFile(join(target, 'package.json'), 'utf8'));
}
