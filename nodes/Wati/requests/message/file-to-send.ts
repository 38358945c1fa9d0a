import type { Step } from '../../../shared/parameters/pre-send';
import { textParameter, type ParameterSource } from '../../../shared/parameters/input';
import { numberInPath } from '../contact/recipient';
import { fileByUrl } from './file-by-url';
import { sessionFile } from './session-file';
import { sessionOptions } from './session-text';
import { targetInBody } from './target';

/** POST /api/ext/v3/conversations/messages/fileViaUrl (official OpenAPI). Some accounts answer 404. */
export const FILE_BY_URL = '/api/ext/v3/conversations/messages/fileViaUrl';

/** POST /api/v1/sendSessionFile/{whatsappNumber} (spec A, "Send Session File"; spec E, "send_session_file"). */
export const SESSION_FILE = '/api/v1/sendSessionFile/{whatsappNumber}';

/**
 * Whether WATI can fetch the file itself, so that its bytes do not pass through n8n: of an address, with the token, and
 * without a name of one's own, which v3 does not take.
 */
function isFetchedByWati(context: ParameterSource): boolean {
	return (
		textParameter(context, 'authentication') === 'watiApi' &&
		textParameter(context, 'fileSource') === 'url' &&
		textParameter(context, 'options.fileName').trim() === ''
	);
}

/** A file that n8n reads and uploads. */
export const uploadedFile: Step = async function (options) {
	const addressed = await numberInPath.call(this, options);
	return await sessionOptions.call(this, await sessionFile.call(this, addressed));
};

/** A file from an input field or an address, by the endpoint that carries it with the least effort. */
export const fileToSend: Step = async function (options) {
	if (!isFetchedByWati(this)) return await uploadedFile.call(this, options);
	const request = { ...options, url: FILE_BY_URL };
	return await fileByUrl.call(this, await targetInBody.call(this, request));
};
