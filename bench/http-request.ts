import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const project = resolve(__dirname, '..');
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

/**
 * Puts n8n's HTTP Request node and this package's credential into a package of their own, so that n8n's
 * loader takes them and both nodes use the same credential.
 *
 * @returns the folder of that package
 */
export function httpRequestPackage(): string {
	if (httpRequestFolder === undefined) throw new Error('The playground is not installed');
	shareEngine();
	const folder = mkdtempSync(join(tmpdir(), 'bench-http-request-'));
	const node = join(httpRequestFolder, 'dist/nodes/HttpRequest/HttpRequest.node.js');
	const credential = join(project, 'dist/credentials/MatonApi.credentials.js');
	mkdirSync(join(folder, 'dist'));
	const files = {
		'package.json': JSON.stringify({
			// The name under which n8n lets the node use every credential.
			name: 'n8n-nodes-base',
			version: '1.0.0',
			n8n: {
				n8nNodesApiVersion: 1,
				nodes: ['dist/HttpRequest.node.js'],
				credentials: ['dist/MatonApi.credentials.js'],
			},
		}),
		'dist/HttpRequest.node.js': `module.exports = require(${JSON.stringify(node)});`,
		'dist/MatonApi.credentials.js': `module.exports = require(${JSON.stringify(credential)});`,
	};
	for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
	return folder;
}
