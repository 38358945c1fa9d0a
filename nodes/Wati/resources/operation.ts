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

/** All operations of a resource as the properties of the node: the list first, then the fields of each. */
export function resourceProperties(
	resource: string,
	first: string,
	operations: Operation[],
): INodeProperties[] {
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [resource] } },
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
