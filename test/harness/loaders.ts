import type { LoadOptionsContext } from 'n8n-core';
import type {
	INodeListSearchResult,
	INodePropertyOptions,
	INodeType,
	ResourceMapperFields,
} from 'n8n-workflow';
import { createWorkflow, type NodeOptions } from './workflow';

export interface LoaderOptions extends NodeOptions {
	/** The field that asks, e.g. `parameters.template`. */
	path?: string;
}

export interface ListSearchOptions extends LoaderOptions {
	filter?: string;
	paginationToken?: string;
}

type Methods = NonNullable<INodeType['methods']>;

type MethodOf<Kind extends keyof Methods> = NonNullable<Methods[Kind]>[string];

/** Makes the context in which the editor's requests for choices run. Failures pass through. */
async function inEditor<Method, Result>(
	kind: keyof Methods,
	name: string,
	options: LoaderOptions,
	call: (method: Method, context: LoadOptionsContext) => Promise<Result>,
): Promise<Result> {
	const made = await createWorkflow(options);
	const { core, instance, nodeType } = made;
	const methods = nodeType.methods?.[kind] as Record<string, Method> | undefined;
	const method = methods?.[name];
	if (method === undefined) {
		const known = Object.keys(methods ?? {}).join(', ') || 'none';
		throw new Error(`The node has no ${kind} method "${name}" (it has: ${known})`);
	}
	const additionalData = made.additionalData({
		mode: 'internal',
		currentNodeParameters: made.node.parameters,
	});
	const path = options.path ?? 'parameters';
	const context = new core.LoadOptionsContext(instance, made.node, additionalData, path);
	return await instance.expression.withIsolate(async () => await call(method, context));
}

/** Calls a `loadOptions` method as the editor does when a dropdown opens. */
export async function loadOptions(
	method: string,
	options: LoaderOptions,
): Promise<INodePropertyOptions[]> {
	type Load = MethodOf<'loadOptions'>;
	return await inEditor('loadOptions', method, options, async (load: Load, context) =>
		load.call(context),
	);
}

/** Calls a `listSearch` method as the editor does for a page of a resource locator's list. */
export async function listSearch(
	method: string,
	options: ListSearchOptions,
): Promise<INodeListSearchResult> {
	type Search = MethodOf<'listSearch'>;
	return await inEditor('listSearch', method, options, async (search: Search, context) => {
		const result = await search.call(context, options.filter, options.paginationToken);
		const token: unknown = result.paginationToken;
		return typeof token === 'number' ? { ...result, paginationToken: String(token) } : result;
	});
}

/** Calls a `resourceMapping` method as the editor does. n8n drops repeated field IDs. */
export async function resourceMapping(
	method: string,
	options: LoaderOptions,
): Promise<ResourceMapperFields> {
	type MapFields = MethodOf<'resourceMapping'>;
	return await inEditor('resourceMapping', method, options, async (map: MapFields, context) => {
		const mapped = await map.call(context);
		const ids = mapped.fields.map(({ id }) => id);
		return { ...mapped, fields: mapped.fields.filter(({ id }, at) => ids.indexOf(id) === at) };
	});
}
