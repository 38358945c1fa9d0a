import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { errorItem } from '../errors/node-error';
import type { Operation, Resource } from '../fields/operation';
import { KeptWrites } from '../http/kept/kept-writes';
import type { NodeService } from '../http/pipeline';
import { InputError } from '../parameters/input';
import { includeInputFields } from './input-fields';
import { prepareOperation, runForEachItem, type ReadyOperation } from './each-item';
import { toNodeError } from './run-item';
import { warnOfFindings } from './warn-of-findings';

interface Entry {
	ready: ReadyOperation;
	run: Operation['run'];
}

/**
 * What comes of a failure of all items. Where the workflow goes on, n8n would pass the input on as if all were well.
 *
 * @throws the failure, when the node stops on error
 */
function settleFailure(context: IExecuteFunctions, error: unknown): INodeExecutionData[][] {
	const node = context.getNode();
	if (context.continueOnFail()) {
		return [
			context.getInputData().map((_, item) => errorItem(toNodeError(node, error, item), item)),
		];
	}
	// An operation over all items reads a value that cannot be sent from the first one.
	throw error instanceof InputError ? toNodeError(node, error, 0) : error;
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
		try {
			const { run, ready } = entry;
			const outputs = run ? await run.call(this) : await runForEachItem(this, ready);
			KeptWrites.clear(this);
			warnOfFindings(this, outputs);
			return includeInputFields(this, outputs);
		} catch (error) {
			return settleFailure(this, error);
		}
	};
}
