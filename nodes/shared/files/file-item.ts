import type {
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';

/** The bytes of an answer as binary data, read from the network into n8n's storage. */
export async function fileItem(
	context: Pick<IExecuteSingleFunctions, 'getNodeParameter' | 'helpers'>,
	response: Pick<IN8nHttpFullResponse, 'body'>,
	fileName: string,
	mimeType: string,
): Promise<INodeExecutionData> {
	const property = String(context.getNodeParameter('binaryPropertyName', 'data'));
	const content = response.body as unknown as Buffer;
	const file = await context.helpers.prepareBinaryData(content, fileName, mimeType);
	return {
		json: { fileName, mimeType, fileSize: file.bytes },
		binary: { [property]: file },
	};
}
