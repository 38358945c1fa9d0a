import type {
	DeclarativeRestApiSettings,
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';

import { isObject } from '../responses/answer';
import { nodeError } from '../responses/node-error';
import { ItemParameters } from './item-parameters';

type Request = DeclarativeRestApiSettings.ResultOptions;

/** The default of n8n's routing engine, which the transport recognizes as not set by the user. */
const ENGINE_TIMEOUT_MS = 300_000;

function proxyOf(address: string): IHttpRequestOptions['proxy'] {
	const { hostname, port, protocol, username, password } = new URL(address);
	return {
		host: hostname,
		port: Number(port),
		protocol: protocol.replace(/:$/, ''),
		...(username ? { auth: { username, password } } : {}),
	};
}

/** The hosts that a credential is restricted to; n8n refuses every other one. */
function allowedDomains(
	context: IExecuteFunctions,
	credential: ICredentialDataDecryptedObject,
): string | undefined {
	if (credential.allowedHttpRequestDomains !== 'domains') return undefined;
	const domains = String(credential.allowedDomains ?? '').trim();
	if (domains !== '') return domains;
	throw nodeError(context.getNode(), 'not-allowed', {
		message: 'The credential names no allowed domain',
		description: 'Add the host of the gateway to its allowed domains.',
	});
}

/**
 * Walks the node's declarative route by hand, for an operation that needs all items at once: a custom
 * operation gets none of what n8n's routing engine prepares for each item. Shaping steps and the transport
 * meet the same context and the same request here as there.
 */
export class RoutedItems {
	readonly parameters = new ItemParameters(this.context);

	private readonly credentialType = String(
		this.context.getNodeParameter('authentication', 0, 'matonApi'),
	);

	private constructor(
		private readonly context: IExecuteFunctions,
		private readonly defaults: Partial<IHttpRequestOptions>,
	) {}

	/** @throws NodeApiError when the credential is restricted to domains and names none */
	static async of(context: IExecuteFunctions): Promise<RoutedItems> {
		const settings = context.getNodeParameter('requestOptions', 0, {}) as {
			proxy?: string;
			timeout?: number;
			allowUnauthorizedCerts?: boolean;
		};
		const type = String(context.getNodeParameter('authentication', 0, 'matonApi'));
		const domains = allowedDomains(context, await context.getCredentials(type));
		return new RoutedItems(context, {
			ignoreHttpStatusErrors: true,
			timeout: settings.timeout || ENGINE_TIMEOUT_MS,
			...(settings.proxy ? { proxy: proxyOf(settings.proxy) } : {}),
			...(settings.allowUnauthorizedCerts ? { skipSslCertificateValidation: true } : {}),
			...(domains === undefined ? {} : { allowedDomains: domains }),
		});
	}

	/** A request as the routing engine hands it to the first step. */
	request(method: 'POST', url: string): IHttpRequestOptions {
		const headers = { Accept: 'application/json' };
		return { ...this.defaults, method, url, qs: {}, body: {}, headers };
	}

	/** The context of one item, as steps and the transport expect it. */
	item(itemIndex: number): IExecutePaginationFunctions {
		const { context, parameters } = this;
		const own = {
			getItemIndex: () => itemIndex,
			getInputData: () => context.getInputData()[itemIndex],
			getNodeParameter: (name: string, fallback?: unknown) =>
				parameters.get(name, itemIndex, fallback),
			makeRoutingRequest: async (request: Request) => await this.send(request, single),
		};
		const single = Object.assign(
			Object.create(context) as object,
			own,
		) as unknown as IExecutePaginationFunctions;
		return single;
	}

	private async send(
		{ options, postReceive }: Request,
		single: IExecutePaginationFunctions,
	): Promise<INodeExecutionData[]> {
		const { context } = this;
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			this.credentialType,
			{ ...options, returnFullResponse: true } as IHttpRequestOptions,
		)) as IN8nHttpFullResponse;
		let items: INodeExecutionData[] = [{ json: isObject(response.body) ? response.body : {} }];
		for (const action of postReceive.flatMap(({ actions }) => actions)) {
			if (typeof action === 'function') items = await action.call(single, items, response);
		}
		return items;
	}
}
