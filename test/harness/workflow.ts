import type {
	IConnections,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
} from 'n8n-workflow';
import { createAdditionalData } from './additionalData';
import { credentialReferences, HarnessCredentials, type CredentialData } from './credentials';
import { engine } from './engine';
import { createNodeTypes, defaultVersion, loadPackage } from './package';

export const inputType = 'harness.input';
const workflowId = 'harness';

export type InputItems = Array<IDataObject | INodeExecutionData>;

/** What every kind of call needs to place one node of the package into a workflow. */
export interface NodeOptions {
	/** Name of a node in the package; default `wati`. */
	node?: string;
	/** Default: the version that the editor gives to a new node. */
	typeVersion?: number;
	parameters: INodeParameters;
	/** By type name. */
	credentials?: CredentialData;
	/** The node's own static data. It is changed in place, as n8n saves it after a run. */
	staticData?: IDataObject;
	/** The static data that all nodes of the workflow share; changed in place as well. */
	sharedStaticData?: IDataObject;
}

export interface WorkflowOptions extends NodeOptions {
	/** Node settings such as `onError`. */
	settings?: Partial<INode>;
	workflowSettings?: IDataObject;
	/** Nodes that run before, in order, each with the items it puts out. */
	inputs?: Array<{ name: string; type?: string; webhookId?: string; items: INodeExecutionData[] }>;
	/** Whether the first output leads back into the node. */
	loops?: boolean;
}

/** A value with a `json` object is an item already; anything else becomes the item's json. */
export function toItems(items: InputItems): INodeExecutionData[] {
	return items.map((item) => {
		const isItem = typeof item.json === 'object' && item.json !== null;
		return isItem ? ({ ...item } as INodeExecutionData) : { json: item as IDataObject };
	});
}

/** A node that puts out the items given to the harness, each linked to the one of its index. */
function createInputNode(outputs: Map<string, INodeExecutionData[]>): INodeType {
	return {
		description: {
			displayName: 'Input',
			name: inputType,
			group: ['input'],
			version: 1,
			description: 'Puts out the items of a test',
			defaults: { name: 'Input' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		},
		async execute() {
			const items = outputs.get(this.getNode().name) ?? [];
			return [items.map((item, index) => ({ pairedItem: { item: index }, ...item }))];
		},
	};
}

function createNode(name: string, type: string, x: number, more: Partial<INode> = {}): INode {
	return { id: name, name, type, typeVersion: 1, position: [x, 0], parameters: {}, ...more };
}

function chain(nodes: INode[]): IConnections {
	const connections: IConnections = {};
	nodes.slice(1).forEach(({ name: node }, index) => {
		const previous = nodes[index];
		if (previous) connections[previous.name] = { main: [[{ node, type: 'main', index: 0 }]] };
	});
	return connections;
}

/** Places the node under test behind its inputs in a real workflow. */
export async function createWorkflow(options: WorkflowOptions) {
	const { node: nodeName = 'wati', credentials: data = {}, inputs = [] } = options;
	const { staticData = {}, sharedStaticData = {} } = options;
	const loaded = await engine();
	const loader = await loadPackage();
	const outputs = new Map(inputs.map(({ name, items }) => [name, items]));
	const inputNode = createInputNode(outputs);
	const types = inputs.map(({ type: named = inputType }) => [named, inputNode] as const);
	const nodeTypes = createNodeTypes(loaded, loader, Object.fromEntries(types));
	const type = `${loader.packageName}.${nodeName}`;
	const typeVersion = options.typeVersion ?? defaultVersion(nodeTypes.getByName(type));
	const before = inputs.map(({ name, type: named = inputType, webhookId }, index) =>
		createNode(name, named, index * 200, { webhookId }),
	);
	const node = createNode('Tested', type, inputs.length * 200, {
		typeVersion,
		parameters: structuredClone(options.parameters),
		credentials: credentialReferences(data),
		webhookId: 'tested-webhook',
		...options.settings,
	});
	const nodes = [...before, node];
	const connections = chain(options.loops === true ? [...nodes, node] : nodes);
	const workflow = new loaded.workflow.Workflow({
		id: workflowId,
		name: 'Harness',
		nodes,
		connections,
		active: true,
		nodeTypes,
		staticData: structuredClone({ [`node:${node.name}`]: staticData, global: sharedStaticData }),
		settings: options.workflowSettings,
	});
	const credentials = new HarnessCredentials(loaded, loader, data);
	const nodeType = nodeTypes.getByNameAndVersion(type, typeVersion);
	return {
		...loaded,
		loader,
		instance: workflow,
		node,
		nodeType,
		credentials,
		additionalData: (more: Omit<Parameters<typeof createAdditionalData>[1], 'credentials'>) =>
			createAdditionalData(loaded, { credentials, ...more }),
		/** Writes the static data back into the objects that the caller passed, and returns the node's. */
		saveStaticData: () => {
			replace(sharedStaticData, plain(workflow.getStaticData('global')));
			return replace(staticData, plain(workflow.getStaticData('node', node)));
		},
	};
}

function plain(staticData: IDataObject): IDataObject {
	return JSON.parse(JSON.stringify(staticData)) as IDataObject;
}

function replace(target: IDataObject, source: IDataObject): IDataObject {
	for (const key of Object.keys(target)) delete target[key];
	return Object.assign(target, source);
}
