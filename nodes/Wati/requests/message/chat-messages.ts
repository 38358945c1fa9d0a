import type { Step } from '../../../shared/parameters/pre-send';
import { numberInPath } from '../contact/recipient';
import { isV3Chat, targetInPath } from './target';

/** GET /api/ext/v3/conversations/{target}/messages (official OpenAPI, "Get messages"). */
const OF_V3 = '/api/ext/v3/conversations/{target}/messages';

/** Names the chat whose messages are read, by v3 where only that reaches it. */
export const chatInPath: Step = async function (options) {
	if (!isV3Chat(this)) return await numberInPath.call(this, options);
	const request = { ...options, url: OF_V3, qs: { page_number: 1 } };
	return await targetInPath.call(this, request);
};
