import { resourceProperties } from '../operation';
import { getAll } from './getAll.operation';
import { sendButtons } from './sendButtons.operation';
import { sendFile } from './sendFile.operation';
import { sendFileByUrl } from './sendFileByUrl.operation';
import { sendList } from './sendList.operation';
import { sendText } from './sendText.operation';

export const message = resourceProperties('message', 'sendText', [
	getAll,
	sendButtons,
	sendFile,
	sendFileByUrl,
	sendList,
	sendText,
]);
