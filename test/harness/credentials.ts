import type { PackageDirectoryLoader } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialsExpressionResolveValues,
	ICredentialsHelper,
	ICredentialType,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeProperties,
	INodeTypes,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { Engine } from './engine';

export type CredentialData = Record<string, ICredentialDataDecryptedObject>;

/** The node on which the server resolves expressions inside a credential. */
const mockNode: INode = {
	id: 'mock',
	name: '',
	typeVersion: 1,
	type: 'mock',
	position: [0, 0],
	parameters: {},
};

/** Types that n8n brings itself, with the fields that nodes of the package read (n8n-nodes-base 2.41.3). */
const OF_N8N: Record<string, ICredentialType> = {
	n8nApi: {
		name: 'n8nApi',
		displayName: 'n8n API',
		properties: [
			{ displayName: 'API Key', name: 'apiKey', type: 'string', default: '' },
			{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' },
		],
	},
	whatsAppApi: {
		name: 'whatsAppApi',
		displayName: 'WhatsApp API',
		properties: [
			{ displayName: 'Access Token', name: 'accessToken', type: 'string', default: '' },
			{ displayName: 'Business Account ID', name: 'businessAccountId', type: 'string', default: '' },
		],
		authenticate: {
			type: 'generic',
			properties: { headers: { Authorization: '=Bearer {{$credentials.accessToken}}' } },
		},
	},
	whatsAppTriggerApi: {
		name: 'whatsAppTriggerApi',
		displayName: 'WhatsApp OAuth API',
		properties: [
			{ displayName: 'Client ID', name: 'clientId', type: 'string', default: '' },
			{ displayName: 'Client Secret', name: 'clientSecret', type: 'string', default: '' },
		],
	},
};

/** References by which a node names the credentials in the workflow. */
export function credentialReferences(
	data: CredentialData,
): Record<string, INodeCredentialsDetails> {
	return Object.fromEntries(
		Object.keys(data).map((type) => [type, { id: `${type}-id`, name: `${type} account` }]),
	);
}

/**
 * Credentials held in memory and applied as the server's CredentialsHelper applies stored ones:
 * property defaults, expressions inside values, and the generic `authenticate` of the class.
 */
export class HarnessCredentials implements ICredentialsHelper {
	/** How often each type was decrypted. On a server each is a database read. */
	readonly reads: Record<string, number> = {};

	private readonly data: CredentialData;

	constructor(
		private readonly engine: Engine,
		private readonly loader: PackageDirectoryLoader,
		data: CredentialData,
	) {
		this.data = { ...data };
	}

	getParentTypes(name: string): string[] {
		const parents = this.typeOf(name).extends ?? [];
		return parents.flatMap((parent) => [parent, ...this.getParentTypes(parent)]);
	}

	isCredentialUsableByNode(type: string, nodeType: string): boolean {
		const { restrictToSupportedNodes, supportedNodes } = this.typeOf(type);
		if (!restrictToSupportedNodes) return true;
		const prefix = `${this.loader.packageName}.`;
		return (supportedNodes ?? []).some((name) => prefix + name === nodeType);
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		incoming: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const request = incoming as IHttpRequestOptions;
		const { authenticate } = this.typeOf(typeName);
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		if (authenticate === undefined) return request;
		if (!workflow || !node) throw new Error('Generic authentication needs a workflow and a node');
		request.headers ??= {};
		const resolve = (value: unknown) => this.resolve(value, credentials, workflow, node);
		const target = request as unknown as Record<string, Record<string, unknown>>;
		for (const [part, values] of Object.entries(authenticate.properties)) {
			for (const [key, value] of Object.entries(values as Record<string, unknown>)) {
				target[part] ??= {};
				target[part][String(resolve(key))] = resolve(value);
			}
		}
		return request;
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		_node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.typeOf(typeName);
		const expirable = type.properties.find(
			(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
		);
		if (expirable === undefined) return undefined;
		if (credentials[expirable.name] !== '' && !credentialsExpired) return undefined;
		const output = await this.runPreAuthentication(helpers, credentials, typeName);
		if (output?.[expirable.name] === undefined) return undefined;
		this.data[typeName] = { ...this.data[typeName], ...output };
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const output = await this.typeOf(typeName).preAuthentication?.call(helpers, credentials);
		return output as ICredentialDataDecryptedObject | undefined;
	}

	async getCredentials(reference: INodeCredentialsDetails, type: string): Promise<ICredentials> {
		const credentials = new this.engine.core.Credentials(reference, type);
		await credentials.setData(this.stored(type));
		return credentials;
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		_reference: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		expressionValues?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		this.reads[type] = (this.reads[type] ?? 0) + 1;
		const stored = this.stored(type);
		if (raw === true) return stored;
		return await this.complete(type, stored, additionalData, mode, executeData, expressionValues);
	}

	/** Adds property defaults and resolves expressions, as before each use on the server. */
	async complete(
		type: string,
		stored: ICredentialDataDecryptedObject,
		additionalData: IWorkflowExecuteAdditionalData,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		values?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const { core, workflow: n8n } = this.engine;
		const properties = this.getCredentialsProperties(type);
		const data = n8n.NodeHelpers.getNodeParameters(
			properties,
			stored as never,
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
		for (const kept of ['allowedHttpRequestDomains', 'allowedDomains', 'oauthTokenData']) {
			if (stored[kept] !== undefined) data[kept] ??= stored[kept];
		}
		const keys = core.getAdditionalKeys(additionalData, mode, null, { isCredential: true });
		if (values) {
			return values.workflow.expression.getParameterValue(
				data as never,
				values.runExecutionData,
				values.runIndex,
				values.itemIndex,
				values.node.name,
				values.connectionInputData,
				mode,
				keys,
				executeData,
				false,
				data,
			) as never;
		}
		const { expression } = new n8n.Workflow({
			nodes: [{ ...mockNode }],
			connections: {},
			active: false,
			nodeTypes: mockNodeTypes(),
		});
		return await expression.withIsolate(
			async () =>
				expression.getComplexParameterValue(
					mockNode,
					data as never,
					mode,
					keys,
					undefined,
					undefined,
					data,
				) as never,
		);
	}

	async updateCredentials(
		_reference: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.data[type] = data;
	}

	async updateCredentialsOauthTokenData(
		_reference: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.data[type] = { ...this.data[type], oauthTokenData: data.oauthTokenData ?? {} };
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		const properties: INodeProperties[] = [];
		const { mergeNodeProperties } = this.engine.workflow.NodeHelpers;
		for (const parent of this.typeOf(type).extends ?? []) {
			mergeNodeProperties(properties, this.getCredentialsProperties(parent));
		}
		mergeNodeProperties(properties, this.typeOf(type).properties);
		return properties;
	}

	/** A value that is not an expression stays as it is; one that yields nothing becomes ''. */
	private resolve(
		value: unknown,
		$credentials: ICredentialDataDecryptedObject,
		workflow: Workflow,
		node: INode,
	): unknown {
		if (!this.engine.workflow.isExpression(value)) return value;
		const result = workflow.expression.getSimpleParameterValue(
			node,
			value,
			'internal',
			{ $credentials },
			undefined,
			'',
		);
		return result ? result.toString() : '';
	}

	private stored(type: string): ICredentialDataDecryptedObject {
		const data = this.data[type];
		if (data === undefined) throw new Error(`The test passed no credentials of type "${type}"`);
		return data;
	}

	private typeOf(name: string): ICredentialType {
		return OF_N8N[name] ?? this.loader.getCredential(name).type;
	}
}

function mockNodeTypes(): INodeTypes {
	const type = { description: { properties: [] } } as never;
	return { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) };
}
