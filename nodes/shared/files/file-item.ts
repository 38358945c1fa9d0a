import type {
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';

import { isStream } from '../http/answers/streamed-answer';

/** The bytes of an answer as binary data, read from the network into n8n's storage. */
export async function fileItem(
	context: Pick<IExecuteSingleFunctions, 'getNodeParameter' | 'helpers'>,
	response: Pick<IN8nHttpFullResponse, 'body'>,
	fileName: string,
	mimeType: string,
): Promise<INodeExecutionData> {
	const property = String(context.getNodeParameter('binaryPropertyName', 'data'));
	const body: unknown = response.body;
	const store = async () =>
		await context.helpers.prepareBinaryData(body as Buffer, fileName, mimeType);
	// Where the storage refuses the file, its connection is closed at once.
	const file = await store().finally(() => isStream(body) && body.destroy());
	return {
		json: { fileName, mimeType, fileSize: file.bytes },
		binary: { [property]: file },
	};
}
