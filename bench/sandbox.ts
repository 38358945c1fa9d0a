import { startSandbox } from '../sandbox';

/** The sandbox as a process of its own, so that what it costs is not counted. */
async function main(): Promise<void> {
	const { url, matonKey, connectionId } = await startSandbox({
		plan: 'off',
		gatewayPerSecond: 0,
		recording: 'counts',
	});
	process.stdout.write(`${JSON.stringify({ url, matonKey, connectionId })}\n`);
}

void main();
