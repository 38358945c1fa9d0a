import type {
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';

import { getHeader } from '../../shared/http/answers/answer';
import { fileItem } from '../../shared/files/file-item';

/** A file at Meta. */
export interface MediaRecord {
	id: string;
	url: string;
	mimeType: string;
}

/** Endings of names by type, for files that Meta keeps without a name (Meta, "Supported media types"). */
const ENDINGS: Record<string, string> = {
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/webp': 'webp',
	'video/mp4': 'mp4',
	'video/3gpp': '3gp',
	'audio/aac': 'aac',
	'audio/amr': 'amr',
	'audio/mpeg': 'mp3',
	'audio/mp4': 'm4a',
	'audio/ogg': 'ogg',
	'application/pdf': 'pdf',
	'text/plain': 'txt',
};

type Reading = Pick<IExecuteSingleFunctions, 'getNodeParameter' | 'helpers'>;

/** A downloaded file under the name the user wants, or its ID with the ending of its type. */
export async function mediaItem(
	context: Reading,
	response: Pick<IN8nHttpFullResponse, 'body'>,
	{ id, mimeType }: Pick<MediaRecord, 'id' | 'mimeType'>,
): Promise<INodeExecutionData> {
	const chosenName = String(context.getNodeParameter('options.fileName', '')).trim();
	const ending = ENDINGS[mimeType];
	const fileName = chosenName || (ending ? `${id}.${ending}` : id);
	return await fileItem(context, response, fileName, mimeType);
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
