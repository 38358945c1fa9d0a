import { root } from '../../../scripts/ensure.mjs';
import { run, tail } from '../../../scripts/lib/command.mjs';
import { Problem } from '../../../scripts/lib/problem.mjs';
import { step } from '../../../scripts/lib/progress.mjs';

const HOME_IN_IMAGE = '/home/node';

const docker = async (args) =>
	await run('docker', args, { cwd: root }).catch((error) => ({ code: 1, output: error.message }));

/**
 * Downloads an image, unless it is there.
 * @throws {Problem} where Docker is missing or its daemon does not run, or with Docker's words
 */
export async function pullImage(image) {
	const { code, output } = await docker(['version', '--format', '{{.Server.Version}}']);
	if (code !== 0) {
		throw new Problem(
			`Docker is not available, so ${image} was not tested.`,
			['Install Docker and start its daemon, or leave out --image.'],
			tail(output, 3),
		);
	}
	await step(`Pulling ${image}`, async () => {
		const pulled = await docker(['pull', '--quiet', image]);
		if (pulled.code !== 0)
			throw new Problem(`Docker cannot pull ${image}.`, [], tail(pulled.output));
	});
}

/** A name for the container of an image. */
export const containerName = (image) => `maton-wati-${image.replace(/[^\w.-]+/g, '-')}`;

/** Removes a container that a killed client has left behind. */
export async function removeContainer(image) {
	await docker(['rm', '--force', containerName(image)]);
}

/**
 * The command that runs n8n from an image as the present user, on the host's own network: n8n and the simulator
 * reach each other at localhost, as everywhere in the playground. Docker offers that on Linux.
 * @param {{ image: string, home: string, env: object, command: string[] }} options `home` is n8n's own folder
 */
export function runImage({ image, home, env, command }) {
	const settings = { ...env, N8N_USER_FOLDER: HOME_IN_IMAGE, N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5' };
	const user =
		process.getuid === undefined ? [] : [`--user=${process.getuid()}:${process.getgid()}`];
	const args = [
		...['run', '--rm', '--init', '--network=host', `--name=${containerName(image)}`, ...user],
		`--volume=${home}:${HOME_IN_IMAGE}/.n8n`,
		...Object.entries(settings).map(([name, value]) => `--env=${name}=${value}`),
		image,
		...command,
	];
	return { command: 'docker', args };
}
