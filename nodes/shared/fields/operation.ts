import {
	updateDisplayOptions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

/** One operation: its entry in the list, with its routing, and its fields. */
export interface Operation {
	option: INodePropertyOptions;
	fields: INodeProperties[];
}

/**
 * What an operation or a resource has that Maton does not list (spec A): n8n offers it with the WATI token only.
 */
export const directOnly = { displayOptions: { show: { authentication: ['watiApi'] } } };

/**
 * All operations of a resource as the properties of the node: the list first, then the fields of each.
 *
 * @param where further values of fields that the resource is offered for, e.g. `directOnly`
 */
export function resourceProperties(
	resource: string,
	first: string,
	operations: Operation[],
	where: Pick<INodeProperties, 'displayOptions'> = {},
): INodeProperties[] {
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [resource], ...where.displayOptions?.show } },
			default: first,
			options: operations.map(({ option }) => option),
		},
		...operations.flatMap(({ option, fields }) =>
			updateDisplayOptions(
				{ show: { resource: [resource], operation: [String(option.value)] } },
				fields,
			),
		),
	];
}
