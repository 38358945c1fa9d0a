import type {
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';

import { getHeader } from '../../shared/http/answers/answer';
import { fileItem } from '../../shared/files/file-item';
import { nameMedia } from '../../services/meta/media-name';

/** A file at Meta. */
export interface MediaRecord {
	id: string;
	url: string;
	mimeType: string;
}

type Reading = Pick<IExecuteSingleFunctions, 'getNodeParameter' | 'helpers'>;

/** A downloaded file under the name the user wants, or its ID with the ending of its type. */
export async function mediaItem(
	context: Reading,
	response: Pick<IN8nHttpFullResponse, 'body'>,
	{ id, mimeType }: Pick<MediaRecord, 'id' | 'mimeType'>,
): Promise<INodeExecutionData> {
	const chosenName = String(context.getNodeParameter('options.fileName', '')).trim();
	return await fileItem(context, response, chosenName || nameMedia(id, mimeType), mimeType);
}

/** Reader of a file that the gateway itself serves. */
export async function mediaFile(
	this: IExecuteSingleFunctions,
	_items: INodeExecutionData[],
	response: IN8nHttpFullResponse,
): Promise<INodeExecutionData[]> {
	const told = getHeader(response, 'content-type') ?? 'application/octet-stream';
	const id = String(this.getNodeParameter('mediaId', '')).trim();
	return [await mediaItem(this, response, { id, mimeType: told.split(';')[0]!.trim() })];
}
