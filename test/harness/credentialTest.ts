import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunction,
	ICredentialTestRequest,
	INode,
	INodeCredentialTestResult,
	INodeType,
	INodeTypes,
	JsonObject,
} from 'n8n-workflow';
import { createAdditionalData } from './additionalData';
import { credentialReferences, HarnessCredentials } from './credentials';
import { engine, type Engine } from './engine';
import { loadPackage } from './package';

type Rule = NonNullable<ICredentialTestRequest['rules']>[number];

interface RequestFailure {
	message: string;
	cause?: { code?: string; response?: { status: number; statusText?: string } };
}

/** The no-operation node on which the server runs a credential's test request. */
const hostDescription = {
	displayName: 'No Operation',
	name: 'harness.noOp',
	group: ['transform'],
	version: 1,
	description: 'Carries the request of a credential test',
	defaults: { name: 'No Operation' },
	inputs: ['main'],
	outputs: ['main'],
	properties: [],
} satisfies INodeType['description'];

const failed = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });

/** The text the server shows for a request that did not succeed. */
function readFailure(error: RequestFailure, rules: Rule[]): INodeCredentialTestResult {
	const response = error.cause?.response;
	if (response) {
		const { status, statusText } = response;
		const rule = rules.find(
			({ type, properties }) => type === 'responseCode' && properties.value === status,
		);
		if (rule) return failed(rule.properties.message);
		if (status < 199 || status > 299) {
			return failed(statusText || `Received HTTP status code: ${status}`);
		}
	} else if (error.cause?.code) {
		return failed(error.cause.code);
	}
	return failed(String(error.message));
}

/** The text of the first `responseSuccessBody` rule that holds for the answer. */
function readBody(body: JsonObject, rules: Rule[]): INodeCredentialTestResult {
	for (const rule of rules) {
		if (rule.type !== 'responseSuccessBody') continue;
		const { key, value, message } = rule.properties;
		const found = key
			.split('.')
			.reduce<unknown>((at, part) => (at as JsonObject | undefined)?.[part], body);
		if (found === value) return failed(message);
	}
	return { status: 'OK', message: 'Connection successful!' };
}

async function runRequest(
	{ core, workflow: n8n }: Engine,
	credentials: HarnessCredentials,
	type: string,
	data: ICredentialDataDecryptedObject,
	test: ICredentialTestRequest,
): Promise<INodeCredentialTestResult> {
	const host: INodeType = {
		description: {
			...hostDescription,
			credentials: [{ name: type, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					default: '',
					routing: { request: test.request },
				},
			],
		},
	};
	const nodeTypes: INodeTypes = {
		getByName: () => host,
		getByNameAndVersion: () => host,
		getKnownTypes: () => ({}),
	};
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: hostDescription.name,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: credentialReferences({ [type]: data }),
	};
	const workflow = new n8n.Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additionalData = createAdditionalData(
		{ core, workflow: n8n },
		{ credentials, mode: 'internal', currentNodeParameters: node.parameters },
	);
	const context = new core.ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		n8n.createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const decrypted = { id: `${type}-id`, name: `${type} account`, type, data };
	const routing = new core.RoutingNode(context, host, decrypted);
	const rules = test.rules ?? [];
	try {
		const answer = await workflow.expression.withIsolate(async () => await routing.runNode());
		return readBody((answer?.[0]?.[0]?.json ?? {}) as JsonObject, rules);
	} catch (error) {
		return readFailure(error as RequestFailure, rules);
	}
}

/** A test function that a node names by `testedBy`, when the credential has no test of its own. */
async function testFunction(type: string): Promise<ICredentialTestFunction | undefined> {
	const { nodeTypes } = await loadPackage();
	for (const { type: node } of Object.values(nodeTypes)) {
		for (const version of 'nodeVersions' in node ? Object.values(node.nodeVersions) : [node]) {
			const use = version.description.credentials?.find(({ name }) => name === type);
			if (typeof use?.testedBy === 'string') return version.methods?.credentialTest?.[use.testedBy];
		}
	}
	return undefined;
}

/**
 * Tests a credential as the server does when the user saves it, and answers with the text the
 * user reads.
 */
export async function testCredential(
	type: string,
	data: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const loaded = await engine();
	const loader = await loadPackage();
	const credentials = new HarnessCredentials(loaded, loader, { [type]: data });
	const additionalData = createAdditionalData(loaded, { credentials, mode: 'internal' });
	const completed = await credentials.complete(type, data, additionalData, 'internal');
	const { test } = loader.getCredential(type).type;
	if (test) return await runRequest(loaded, credentials, type, completed, test);
	const run = await testFunction(type);
	if (run === undefined) return failed('No testing function found for this credential.');
	const context = new loaded.core.CredentialTestContext(additionalData);
	const decrypted = { id: `${type}-id`, name: `${type} account`, type, data: completed };
	return await run.call(context, decrypted);
}
