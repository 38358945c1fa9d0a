import type { IDataObject } from 'n8n-workflow';

import type { Reader } from '../../nodes/shared/http/answers/readers';

export const ADA = '14155550101';

/** Reads a body as the engine has a reader do it, and gives the data of the items. */
export async function read(
	reader: Reader,
	body: unknown,
	parameters: IDataObject = {},
	headers: IDataObject = {},
): Promise<IDataObject[]> {
	const known: IDataObject = { whatsappNumber: ADA, ...parameters };
	const context = {
		getNodeParameter: (name: string, fallback?: unknown) => known[name] ?? fallback,
		helpers: {
			prepareBinaryData: async (content: Buffer) => ({ bytes: content.length }),
		},
	};
	const response = { statusCode: 200, headers, body };
	const items = await reader.call(context as never, [], response as never);
	return items.map(({ json, binary }) => (binary ? { ...json, in: Object.keys(binary) } : json));
}

/** Parameters of a node whose user wants a simplified output. */
export const SIMPLE = { simplify: true };
