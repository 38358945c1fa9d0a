import { parseArgs } from 'node:util';

import { getAddresses } from './control/control';
import { startSandbox, type Sandbox } from './index';

const DEFAULT_PORT = 4010;

const USAGE =
	'Usage: npm run sandbox -- [--port 4010] [--foreign-port 0] [--contacts 12] [--key-mark TEXT]';

function numberOption(name: string, text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	if (!/^\d+$/.test(text)) throw new Error(`--${name} needs a number. ${USAGE}`);
	return Number(text);
}

async function run(): Promise<Sandbox> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string' },
			'foreign-port': { type: 'string' },
			contacts: { type: 'string' },
			'key-mark': { type: 'string' },
		},
	});
	return await startSandbox({
		port: numberOption('port', values.port) ?? DEFAULT_PORT,
		foreignPort: numberOption('foreign-port', values['foreign-port']),
		contacts: numberOption('contacts', values.contacts),
		keyMark: values['key-mark'],
	});
}

function print(sandbox: Sandbox): void {
	const { url, tenantId } = sandbox;
	const lines = [
		['Maton gateway URL', url],
		['Maton API key', sandbox.matonKey],
		['Maton connection', sandbox.connectionId],
		['WATI endpoint URL', `${url}/${tenantId}`],
		['WATI token', sandbox.watiToken],
		['Files on another host', `${sandbox.foreignUrl}/files/photo.png`],
		['Requests seen', `${url}/__sandbox/requests`],
	];
	for (const [label = '', value = ''] of lines) console.log(`${label.padEnd(22)} ${value}`);
	console.log('Ctrl-C stops the sandbox.');
	console.log(`SANDBOX READY ${JSON.stringify(getAddresses(sandbox))}`);
}

function explain(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	if ('code' in error && error.code === 'EADDRINUSE') {
		const port = 'port' in error ? String(error.port) : 'The port';
		return `Port ${port} is in use. Stop the other program or choose another with --port.`;
	}
	return error.message;
}

run()
	.then((sandbox) => {
		print(sandbox);
		for (const signal of ['SIGINT', 'SIGTERM'] as const) {
			process.once(signal, () => void sandbox.close());
		}
	})
	.catch((error: unknown) => {
		console.error(explain(error));
		process.exitCode = 1;
	});
