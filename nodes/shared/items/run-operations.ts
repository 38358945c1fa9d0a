import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { nodeError } from '../errors/node-error';
import type { Operation, Resource } from '../fields/operation';
import { KeptWrites } from '../http/kept/kept-writes';
import type { NodeService } from '../http/pipeline';
import { InputError } from '../parameters/input';
import { includeInputFields } from './input-fields';
import { prepareOperation, runForEachItem, type ReadyOperation } from './each-item';
import { warnOfFindings } from './warn-of-findings';

interface Entry {
	ready: ReadyOperation;
	run: Operation['run'];
}

/** A value that cannot be sent, which an operation over all items read from the first one. */
function explain(context: IExecuteFunctions, error: unknown): unknown {
	if (!(error instanceof InputError)) return error;
	const { message, description } = error;
	return nodeError(context.getNode(), 'input-invalid', { message, description, itemIndex: 0 });
}

async function runAtOnce(
	context: IExecuteFunctions,
	run: NonNullable<Operation['run']>,
): Promise<INodeExecutionData[][]> {
	try {
		return await run.call(context);
	} catch (error) {
		throw explain(context, error);
	}
}

/**
 * The `execute` of a node whose operations are data: their routes stay declared in the description, and this walks
 * them, in workflows and as a tool of an AI agent alike. n8n's routing engine cannot: it knows no operation
 * over all items at once, and calls no `customOperations` where an agent uses the node (n8n-core 2.41,
 * `get-input-connection-data`).
 */
export function runOperations(node: NodeService, resources: Resource[]) {
	const entries = new Map(
		resources.flatMap(({ value, operations }) =>
			operations.map((operation): [string, Entry] => [
				`${value}:${String(operation.option.value)}`,
				{ ready: prepareOperation(node, operation), run: operation.run },
			]),
		),
	);
	return async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const resource = String(this.getNodeParameter('resource', 0));
		const operation = String(this.getNodeParameter('operation', 0, ''));
		const entry = entries.get(`${resource}:${operation}`);
		if (!entry) {
			throw new NodeOperationError(
				this.getNode(),
				`This version of the node has no operation '${operation}' of '${resource}'`,
				{ description: 'Choose the resource and the operation again.' },
			);
		}
		const outputs = entry.run
			? await runAtOnce(this, entry.run)
			: await runForEachItem(this, entry.ready);
		KeptWrites.clear(this);
		warnOfFindings(this, outputs);
		return includeInputFields(this, outputs);
	};
}
