import { startChild } from './children.mjs';

const KEPT_CHARACTERS = 200_000;

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env?: object, show?: boolean, shell?: boolean, user?: { uid: number, gid: number } }} options
 *   `show` passes the output on as it comes; `user` is another than the one that runs this
 * @returns {Promise<{ code: number, output: string }>} the exit code and the last 200,000 characters printed
 */
export async function run(command, args, options) {
	const { cwd, env = {}, show = false, shell = false, user } = options;
	const child = startChild(
		command,
		args,
		{ cwd, shell, ...user, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
		'SIGKILL',
	);
	let output = '';
	const keep = (target) => (chunk) => {
		output = (output + chunk).slice(-KEPT_CHARACTERS);
		if (show) target.write(chunk);
	};
	child.stdout.on('data', keep(process.stdout));
	child.stderr.on('data', keep(process.stderr));
	const code = await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (status, signal) => resolve(status ?? (signal ? 1 : 0)));
	});
	return { code, output };
}

/** The npm that runs this script, or the one on the path, under the given Node. */
export function npm(args, options, node = process.execPath) {
	const script = process.env.npm_execpath ?? '';
	if (/npm-cli\.[cm]?js$/.test(script)) return run(node, [script, ...args], options);
	const windows = process.platform === 'win32';
	return run(windows ? 'npm.cmd' : 'npm', args, { ...options, shell: windows });
}

/** The last lines of an output, without blank ones. */
export function tail(output, lines = 25) {
	return output
		.split(/\r?\n/)
		.filter((line) => line.trim() !== '')
		.slice(-lines)
		.join('\n');
}
