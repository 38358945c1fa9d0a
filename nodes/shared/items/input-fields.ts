import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

function getIndex({ pairedItem }: INodeExecutionData): number | undefined {
	const [first] = [pairedItem].flat();
	return typeof first === 'number' ? first : first?.item;
}

/** n8n itself keeps the fields of the input on an item that carries a failure. */
function isFailure({ json }: INodeExecutionData): boolean {
	return json.error !== undefined && json.details !== undefined;
}

/** What sends of this package say of one message. Beside another message it would be wrong. */
const OF_A_SEND: ReadonlySet<string> = new Set([
	'accepted',
	'optedOut',
	'optedOutRows',
	'leftOut',
	'code',
	'reason',
	'remembered',
	'sentInstead',
	'messages',
	'messageId',
	'localMessageId',
	'watiId',
	'broadcastId',
	'conversationId',
	'messageStatus',
	'messageStatusMeaning',
	'groupId',
	'bsuid',
	'whatsappNumber',
	'delivery',
	'response',
]);

/** The fields of the input, where both are sends without what the earlier one says of its message. */
function readFields(input: IDataObject, output: IDataObject): IDataObject {
	const areSends = [input, output].every(({ accepted }) => typeof accepted === 'boolean');
	if (!areSends) return input;
	return Object.fromEntries(Object.entries(input).filter(([name]) => !OF_A_SEND.has(name)));
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
			const given = index === undefined ? undefined : input[index]?.json;
			if (isFailure(item) || given === undefined) return item;
			return { ...item, json: { ...readFields(given, item.json), ...item.json } };
		}),
	);
}
