import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

function getIndex({ pairedItem }: INodeExecutionData): number | undefined {
	const [first] = [pairedItem].flat();
	return typeof first === 'number' ? first : first?.item;
}

/** n8n itself keeps the fields of the input on an item that carries a failure. */
function isFailure({ json }: INodeExecutionData): boolean {
	return json.error !== undefined && json.details !== undefined;
}

/**
 * The output with the fields of the input item on each item, where the user asked for them. A field of the same name
 * is the output's own.
 */
export function includeInputFields(
	context: IExecuteFunctions,
	outputs: INodeExecutionData[][],
): INodeExecutionData[][] {
	if (context.getNodeParameter('options.includeInputFields', 0, false) !== true) return outputs;
	const input = context.getInputData();
	return outputs.map((items) =>
		items.map((item) => {
			const index = getIndex(item);
			const fields = index === undefined ? undefined : input[index]?.json;
			return isFailure(item) ? item : { ...item, json: { ...fields, ...item.json } };
		}),
	);
}
