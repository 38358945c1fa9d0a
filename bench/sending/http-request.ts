import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

const project = resolve(__dirname, '../..');
const installed = join(project, 'playground/node_modules/n8n-nodes-base');

/** Where n8n's HTTP Request node is; undefined while the playground is not installed. */
export const httpRequestFolder = existsSync(installed) ? installed : undefined;

type Resolve = (request: string, ...rest: unknown[]) => string;

/** Makes n8n-nodes-base use the engine that the harness runs, instead of the playground's own copy. */
function shareEngine(): void {
	const loader = Module as unknown as { _resolveFilename: Resolve };
	const resolveFile = loader._resolveFilename.bind(Module);
	loader._resolveFilename = (request, ...rest) =>
		['n8n-workflow', 'n8n-core'].includes(request)
			? require.resolve(join(project, 'node_modules', request))
			: resolveFile(request, ...rest);
}

const getPlace = (credential: string) => `dist/credentials/${basename(credential)}`;

/**
 * Puts a node into a package of its own, so that n8n's loader takes it.
 *
 * @param file e.g. `Set/Set.node.js`
 * @param credentials files of the credentials that the node uses, below the project
 * @param source where the node is, if it is none of n8n's
 * @returns the folder of that package
 */
function readPackage(
	file: string,
	credentials: string[] = [],
	source?: string,
): string {
	if (httpRequestFolder === undefined) throw new Error('The playground is not installed');
	shareEngine();
	const folder = mkdtempSync(join(tmpdir(), 'bench-n8n-node-'));
	const sources = new Map([
		[`dist/${basename(file)}`, source ?? join(httpRequestFolder, 'dist/nodes', file)],
		...credentials.map((path) => [getPlace(path), join(project, path)] as const),
	]);
	mkdirSync(join(folder, 'dist/credentials'), { recursive: true });
	for (const [name, source] of sources) {
		writeFileSync(join(folder, name), `module.exports = require(${JSON.stringify(source)});`);
	}
	const manifest = {
		// The name under which n8n lets the node use every credential.
		name: 'n8n-nodes-base',
		version: '1.0.0',
		n8n: {
			n8nNodesApiVersion: 1,
			nodes: [`dist/${basename(file)}`],
			credentials: credentials.map(getPlace),
		},
	};
	writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
	return folder;
}

/** n8n's HTTP Request node with this package's credential, so that both nodes use the same one. */
export function httpRequestPackage(): string {
	return readPackage('HttpRequest/HttpRequest.node.js', [
		'dist/credentials/MatonApi.credentials.js',
	]);
}

/** A node that leaves everything to n8n, with the same credential. */
export function bareNodePackage(): string {
	const source = join(__dirname, 'bare-node.ts');
	return readPackage('BareNode.node.js', ['dist/credentials/MatonApi.credentials.js'], source);
}

/** n8n's Edit Fields node. */
export function editFieldsPackage(): string {
	return readPackage('Set/Set.node.js');
}

/** n8n's trigger for Meta's webhooks, with its credential. */
export function whatsAppTriggerPackage(): string {
	return readPackage('WhatsApp/WhatsAppTrigger.node.js', [
		'playground/node_modules/n8n-nodes-base/dist/credentials/WhatsAppTriggerApi.credentials.js',
	]);
}
