import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { engine } from './engine';

/**
 * Stores bytes as n8n does and returns what an item carries for them.
 *
 * @param bytes a string is taken as UTF-8 text.
 */
export async function binary(
	bytes: Buffer | string,
	fileName: string,
	mimeType: string,
): Promise<IBinaryData> {
	const { core } = await engine();
	return await core.prepareBinaryData(Buffer.from(bytes), '1', 'harness', fileName, mimeType);
}

/**
 * Reads the bytes behind a binary property of an item.
 *
 * @throws when the item has no such property.
 */
export async function readBinary(item: INodeExecutionData, property = 'data'): Promise<Buffer> {
	const data = item.binary?.[property];
	if (data === undefined) {
		const present = Object.keys(item.binary ?? {}).join(', ') || 'none';
		throw new Error(`The item has no binary property "${property}" (it has: ${present})`);
	}
	const { core } = await engine();
	const { Container } = await import('@n8n/di');
	return await Container.get(core.BinaryDataService).getAsBuffer(data);
}
