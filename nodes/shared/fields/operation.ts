import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import type { OperationInterceptor } from '../http/pipeline';

/** One operation: its entry in the list, with its route, and its fields. */
export interface Operation {
	option: INodePropertyOptions;
	fields: INodeProperties[];
	/** What it does in more than one request. */
	steps?: OperationInterceptor;
	/** Runs it for all items at once, in place of its route for each item. */
	run?: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
}

/** A resource: its operations, and the properties of the node that show them. */
export interface Resource {
	value: string;
	operations: Operation[];
	properties: INodeProperties[];
}

/**
 * A resource of a node: in the form the list of its operations first, then the fields of each.
 *
 * @param where further values of fields that the resource is offered for, e.g. `directOnly`
 */
export function defineResource(
	resource: string,
	first: string,
	operations: Operation[],
	where: Pick<INodeProperties, 'displayOptions'> = {},
): Resource {
	const properties: INodeProperties[] = [
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
	return { value: resource, operations, properties };
}
