import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ExecuteContext, PackageDirectoryLoader } from 'n8n-core';
import type {
	ICredentialType,
	INodeType,
	INodeTypeDescription,
	INodeTypes,
	IVersionedNodeType,
} from 'n8n-workflow';
import { engine, type Engine } from './engine';

const projectFolder = resolve(__dirname, '../..');
const loaders = new Map<string, Promise<PackageDirectoryLoader>>();
let packageFolder = projectFolder;

/** What the editor is told about the package. */
export interface PackageDescription {
	name: string;
	nodes: INodeTypeDescription[];
	credentials: ICredentialType[];
}

/** Points the harness at another built package; without an argument back at this one. */
export function usePackage(folder: string = projectFolder): void {
	packageFolder = resolve(folder);
}

/** Every file that the `n8n` block names must be built: the loader's own message is cryptic. */
function assertBuilt(folder: string): void {
	const { n8n = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
		n8n?: { nodes?: string[]; credentials?: string[] };
	};
	const files = [...(n8n.nodes ?? []), ...(n8n.credentials ?? [])];
	const missing = files.filter((file) => !existsSync(join(folder, file)));
	if (missing.length > 0) {
		throw new Error(
			`Not built: ${missing.join(', ')}. The tests run the built package; run "npm run build" first.`,
		);
	}
}

async function load(folder: string): Promise<PackageDirectoryLoader> {
	assertBuilt(folder);
	const { core, workflow } = await engine();
	const loader = new core.PackageDirectoryLoader(folder);
	await loader.loadAll();
	for (const { type } of Object.values(loader.credentialTypes)) {
		type.properties = workflow.injectDomainRestrictionFields(type);
	}
	return loader;
}

/**
 * The package in use, loaded as the server loads it.
 *
 * @throws when `dist` is missing.
 */
export function loadPackage(): Promise<PackageDirectoryLoader> {
	const known = loaders.get(packageFolder) ?? load(packageFolder);
	loaders.set(packageFolder, known);
	return known;
}

/** Node and credential descriptions after n8n's own post-processing. */
export async function describePackage(): Promise<PackageDescription> {
	const { packageName, types } = await loadPackage();
	return { name: packageName, nodes: types.nodes, credentials: types.credentials };
}

/** The rule by which the server lets the routing engine run a node. */
function isDeclarative(node: INodeType): boolean {
	const hasDefaults = node.description.requestDefaults !== undefined;
	return (
		!node.execute &&
		!node.supplyData &&
		!node.poll &&
		!node.trigger &&
		(!node.webhook || hasDefaults) &&
		(!node.methods || hasDefaults)
	);
}

/**
 * Node types as a workflow sees them: the package's own under `<package>.<node>`, and the
 * harness's own under the names given.
 */
export function createNodeTypes(
	{ core, workflow }: Engine,
	loader: PackageDirectoryLoader,
	own: Record<string, INodeType> = {},
): INodeTypes {
	const getByName = (type: string): INodeType | IVersionedNodeType =>
		own[type] ?? loader.getNode(type.slice(loader.packageName.length + 1)).type;
	return {
		getByName,
		getByNameAndVersion: (type, version) => {
			const node = workflow.NodeHelpers.getVersionedNodeType(getByName(type), version);
			if (isDeclarative(node)) {
				node.execute = async function () {
					return (await new core.RoutingNode(this as ExecuteContext, node).runNode()) ?? [];
				};
			}
			return node;
		},
		getKnownTypes: () => ({}),
	};
}

/** The version the editor gives to a newly added node. */
export function defaultVersion(node: INodeType | IVersionedNodeType): number {
	if ('nodeVersions' in node) return node.currentVersion;
	const { defaultVersion: preferred, version } = node.description;
	return preferred ?? (Array.isArray(version) ? Math.max(...version) : version);
}
