import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import type { OperationInterceptor } from '../http/pipeline';
import { buildOptionsField } from './fields';

const OPTIONS = 'options';

/** The value of a field for one item, where the user left it empty. It throws an InputError where there is none. */
export type EmptyField = (context: IExecuteFunctions, itemIndex: number) => unknown;

/** One operation: its entry in the list, with its route, and its fields. */
export interface Operation {
	option: INodePropertyOptions;
	fields: INodeProperties[];
	/** Where fields that were left empty take their value from, by name. */
	whenEmpty?: Record<string, EmptyField>;
	/** What it does in more than one request. */
	steps?: OperationInterceptor;
	/** Runs it for all items at once, in place of its route for each item. */
	run?: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
}

/** A resource and its operations. */
export interface Resource {
	value: string;
	/** Value of the operation that the form begins with. */
	first: string;
	operations: Operation[];
}

export function defineResource(value: string, first: string, operations: Operation[]): Resource {
	return { value, first, operations };
}

/** The same resource, with each of its operations changed. */
export function mapOperations(
	resource: Resource,
	change: (operation: Operation) => Operation,
): Resource {
	return { ...resource, operations: resource.operations.map(change) };
}

/** An operation with further entries in its Options, which stand at the end of its form and in the order of their labels. */
export function addOptions(operation: Operation, more: INodeProperties[]): Operation {
	if (more.length === 0) return operation;
	const own = operation.fields.find(({ name }) => name === OPTIONS);
	const entries = [...((own?.options ?? []) as INodeProperties[]), ...more];
	entries.sort((one, other) => one.displayName.localeCompare(other.displayName));
	const others = operation.fields.filter((field) => field !== own);
	return { ...operation, fields: [...others, buildOptionsField(...entries)] };
}

/** Whether an operation sends or changes something. */
export function writesSomething({ option, run }: Operation): boolean {
	return run !== undefined || (option.routing?.request?.method ?? 'GET') !== 'GET';
}

/** What a resource adds to the form of its node: the list of its operations, then the fields of each. */
export function toProperties({ value, first, operations }: Resource): INodeProperties[] {
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [value] } },
			default: first,
			options: operations.map(({ option }) => option),
		},
		...operations.flatMap(({ option, fields }) =>
			updateDisplayOptions(
				{ show: { resource: [value], operation: [String(option.value)] } },
				fields,
			),
		),
	];
}
