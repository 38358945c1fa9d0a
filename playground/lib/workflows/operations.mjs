/** n8n adds this entry to every node with credentials. */
const CUSTOM_CALL = '__CUSTOM_API_CALL__';

/** Whether a property or credential is shown for the given values, as far as `displayOptions.show` and `hide` tell. */
function isShown(property, values) {
	const { show = {}, hide = {} } = property.displayOptions ?? {};
	const matches = ([name, wanted]) => name in values && wanted.includes(values[name]);
	return Object.entries(show).every(matches) && !Object.entries(hide).some(matches);
}

/**
 * All operations of a node type, from the description that n8n loaded.
 * @param {object} nodeType
 * @returns {{ type: string, resource: string, operation: string, resourceName: string, operationName: string, sends: boolean }[]} `sends` tells whether it has an endpoint
 */
export function operationsOf(nodeType) {
	const resources = nodeType.properties.filter(({ name }) => name === 'resource');
	return resources.flatMap(({ options }) =>
		options.flatMap((resource) =>
			nodeType.properties
				.filter(
					(property) =>
						property.name === 'operation' &&
						property.displayOptions?.show?.resource?.includes(resource.value),
				)
				.flatMap((property) => property.options)
				.filter(({ value }) => value !== CUSTOM_CALL)
				.map((operation) => ({
					type: nodeType.name,
					resource: resource.value,
					operation: operation.value,
					resourceName: resource.name,
					operationName: operation.name,
					sends: operation.routing?.request?.url !== undefined,
				})),
		),
	);
}

/**
 * The resource and operation a workflow's node is set to; n8n leaves defaults out of saved workflows.
 * @param {object} nodeType
 * @param {object} parameters of the node
 */
export function operationOfNode(nodeType, parameters) {
	const values = { ...parameters };
	for (const name of ['authentication', 'resource', 'operation']) {
		values[name] ??= nodeType.properties.find(
			(property) => property.name === name && isShown(property, values),
		)?.default;
	}
	return { resource: values.resource, operation: values.operation };
}

/**
 * The credentials that a workflow's node asks for, by type.
 * @param {object} nodeType
 * @param {object} parameters of the node
 */
export function credentialTypesOf(nodeType, parameters) {
	const defaults = nodeType.properties.map((property) => [property.name, property.default]);
	const values = { ...Object.fromEntries(defaults), ...parameters };
	return nodeType.credentials.filter((one) => isShown(one, values)).map(({ name }) => name);
}
