import type { IDataObject } from 'n8n-workflow';

import { checkUrl, textParameter } from '../../../shared/parameters/input';
import type { Step } from '../../../shared/parameters/pre-send';
import { readCaption } from './session-file';

/** POST /conversations/messages/fileViaUrl (official OpenAPI): WATI fetches the file itself. */
export const fileByUrl: Step = function (options) {
	const caption = readCaption(this);
	options.body = {
		...(options.body as IDataObject),
		file_url: checkUrl('File URL', textParameter(this, 'fileUrl')).href,
		...(caption === '' ? {} : { caption }),
	};
	return options;
};
