import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IExecuteSingleFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	INodePropertyRouting,
} from 'n8n-workflow';

import { nodeError, type NodeFailure } from '../errors/node-error';
import type { EmptyField } from '../fields/operation';
import { getRunState, type ItemStatuses } from '../http/run-state';
import { showValue, type ParameterSource } from '../parameters/input';
import { isObject } from '../parameters/json';
import { ItemParameters } from './item-parameters';

/** What one item has different from the node's own settings. */
export interface Overrides {
	/** Values by name that stand in place of the node's parameters. */
	parameters?: IDataObject;
	/** What fields hold that were left empty, by name. */
	whenEmpty?: Record<string, EmptyField>;
	/** Set where a failure is to become an item, whatever the node does on error. */
	neverStops?: true;
}

/** Fields by name that are made of the node's own, for operations that go out by others. */
export type DerivedFields = Record<string, (own: ParameterSource) => unknown>;

/** The default of n8n's routing engine, which the pipeline recognizes as not set by the user. */
const ENGINE_TIMEOUT_MS = 300_000;

/** Settings under *Request Options*, which an expression may give as text. */
interface Settings {
	proxy?: unknown;
	timeout?: unknown;
	allowUnauthorizedCerts?: boolean;
}

function refuse(context: IExecuteFunctions, message: string, description: string): NodeFailure {
	return nodeError(context.getNode(), 'input-invalid', { message, description });
}

function readTimeout(context: IExecuteFunctions, { timeout }: Settings): number {
	const isEmpty = timeout === undefined || timeout === '' || timeout === 0;
	const ms = isEmpty ? ENGINE_TIMEOUT_MS : Number(typeof timeout === 'boolean' ? NaN : timeout);
	if (ms >= 1 && Number.isFinite(ms)) return ms;
	const what = `The option 'Timeout' contains no number of milliseconds: ${showValue(timeout)}`;
	throw refuse(context, what, 'Enter a whole number, e.g. 60000.');
}

function readProxy(context: IExecuteFunctions, { proxy }: Settings): IHttpRequestOptions['proxy'] {
	const address = String(proxy ?? '').trim();
	if (address === '') return undefined;
	// n8n takes no other for one, and sends without a proxy then (n8n 2.41, `isSupportedProxyUrl`).
	if (/^https?:\/\//i.test(address) && URL.canParse(address)) return buildProxy(address);
	// A proxy may have a password before its host, also where all of it is encoded for a URL.
	const what = `The option 'Proxy' contains no web address: ${address.replace(/^.*(@|%40)/is, '')}`;
	throw refuse(context, what, 'Enter the proxy with its protocol, e.g. http://proxy.example:3128.');
}

function buildProxy(address: string): IHttpRequestOptions['proxy'] {
	const { hostname, port, protocol, username, password } = new URL(address);
	return {
		host: hostname,
		port: Number(port) || (protocol === 'https:' ? 443 : 80),
		protocol: protocol.replace(/:$/, ''),
		...(username ? { auth: { username, password } } : {}),
	};
}

/** Whether a field, or a resource locator's value, holds nothing. */
function isBlank(field: unknown): boolean {
	const value = isObject(field) ? field.value : field;
	return (value ?? '') === '' || (typeof value === 'string' && value.trim() === '');
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

/** What n8n's routing engine prepares for each item of a declared route: its context and its request. */
export class RoutedItems {
	readonly parameters = new ItemParameters(this.context);

	/** The order of what the items do about one person. */
	readonly turns = getRunState(this.context.getExecuteData()).turns;

	/** What became of the items of this call of the node. */
	statuses?: ItemStatuses;

	/** n8n makes a copy each time it is asked. */
	private readonly node = this.context.getNode();

	private readonly credentials = new Map([[this.credentialType, this.credential]]);

	private constructor(
		private readonly context: IExecuteFunctions,
		private readonly credentialType: string,
		private readonly credential: Promise<ICredentialDataDecryptedObject>,
		private readonly defaults: Partial<IHttpRequestOptions>,
		private readonly fields: DerivedFields,
	) {}

	/**
	 * @param derived fields that stand in place of the node's own
	 * @throws NodeFailure when the credential is restricted to domains and names none
	 */
	static async of(context: IExecuteFunctions, derived: DerivedFields = {}): Promise<RoutedItems> {
		const settings = context.getNodeParameter('requestOptions', 0, {}) as Settings;
		const proxy = readProxy(context, settings);
		const type = String(context.getNodeParameter('authentication', 0, 'matonApi'));
		const credential = context.getCredentials(type);
		const domains = allowedDomains(context, await credential);
		const defaults = {
			ignoreHttpStatusErrors: true,
			timeout: readTimeout(context, settings),
			...(proxy ? { proxy } : {}),
			...(settings.allowUnauthorizedCerts ? { skipSslCertificateValidation: true } : {}),
			...(domains === undefined ? {} : { allowedDomains: domains }),
		};
		return new RoutedItems(context, type, credential, defaults, derived);
	}

	/** The request of a route before its first step. */
	request({
		method = 'GET',
		url = '',
		qs,
		encoding,
	}: NonNullable<INodePropertyRouting['request']>): IHttpRequestOptions {
		return {
			...this.defaults,
			method: method as IHttpRequestMethods,
			url: String(url),
			qs: { ...(qs as IDataObject) },
			body: {},
			headers: { Accept: 'application/json' },
			...(encoding ? { encoding } : {}),
		};
	}

	/**
	 * The context of one item, as steps and the pipeline expect it.
	 *
	 * @param overrides what differs from the node's own settings
	 */
	item(itemIndex: number, overrides: Overrides = {}): IExecuteSingleFunctions {
		const { parameters: fixed = {}, whenEmpty = {}, neverStops } = overrides;
		const { context } = this;
		return this.derived<IExecuteSingleFunctions>({
			getItemIndex: () => itemIndex,
			getInputData: () => context.getInputData()[itemIndex],
			getNodeParameter: (name: string, fallback?: unknown) =>
				Object.hasOwn(fixed, name)
					? fixed[name]
					: this.parameterOf(name, itemIndex, whenEmpty[name], fallback),
			holdsExpression: (name: string) =>
				!Object.hasOwn(fixed, name) && this.parameters.expressions.has(name),
			helpers: this.helpersOf(itemIndex),
			...(neverStops ? { continueOnFail: () => true } : {}),
		});
	}

	/** A field that holds an expression was not left empty, whatever comes of it. */
	private parameterOf(
		name: string,
		item: number,
		whenEmpty: EmptyField | undefined,
		fallback: unknown,
	): unknown {
		if (Object.hasOwn(this.fields, name)) return this.fields[name]?.(this.ownParameters(item));
		const value = this.parameters.get(name, item, fallback);
		if (!whenEmpty || !isBlank(value)) return value;
		const { parameters } = this.node;
		return isBlank(parameters[name]) ? whenEmpty(this.context, item) : value;
	}

	private ownParameters(item: number): ParameterSource {
		return {
			getNodeParameter: (name, fallback) => this.parameters.get(name, item, fallback),
		};
	}

	/** The helpers that read a file take no item where there is only one. */
	private helpersOf(itemIndex: number): object {
		const { helpers } = this.context;
		return Object.assign(Object.create(helpers) as object, {
			assertBinaryData: (property: string) => helpers.assertBinaryData(itemIndex, property),
			getBinaryDataBuffer: async (property: string) =>
				await helpers.getBinaryDataBuffer(itemIndex, property),
		});
	}

	/** The context with some of its functions replaced. */
	private derived<T>(own: object): T {
		const getNode = () => this.node;
		const getCredentials = async (type: string) => ({ ...(await this.credentialOf(type)) });
		return Object.assign(Object.create(this.context) as object, { getCredentials, getNode }, own) as T;
	}

	/** Each credential is read once: n8n takes it from its database and decrypts it every time. */
	private async credentialOf(type: string): Promise<ICredentialDataDecryptedObject> {
		const known = this.credentials.get(type) ?? this.context.getCredentials(type);
		this.credentials.set(type, known);
		return await known;
	}
}
