import { V3_PATH, watiBaseUrl, watiRootUrl } from '../services/wati/addresses';
import { WATI_MESSAGES } from '../services/wati/errors/messages';
import { findRefusal } from '../services/wati/errors/predicate';
import { watiWaitingNode } from '../services/wati/waiting-node';
import { getBareKey } from '../shared/http/answers/blank-key';
import { isWrite } from '../shared/http/request-session';
import type { NodeService } from '../shared/http/pipeline';
import type { Service } from '../shared/http/service';
import { buildAnnouncer } from '../shared/waiting/triggers/announce-sends';
import { toEndpointName } from './endpoint-name';
import { limitsFor } from './limits';
import { isApproved, readTemplates, templateNamed } from './methods/template-list';
import { verification } from './operations/chat/verification';
import { optOutCheck } from './operations/opt-out/opt-out-check';
import { windowCheck } from './operations/chat/window-rule';
import { markText } from './requests/message/local-message-id';
import { describeSend, isSend } from './requests/message/outgoing';
import { isToMany, mostIn, recipientListIn } from './requests/template/recipient-list';
import { expectedAnswer } from './responses/expected-answers';
import { messageText } from './responses/messages/message-text';
import { neededVariables, renderedBody } from './responses/template-variables';

/** Whether a path is one of WATI's v3 API, which lives at the root of the host; Maton does not list it (spec A). */
function isOfV3(path: string): boolean {
	return path.startsWith(`${V3_PATH}/`);
}

/** Paths of v1 and v2 that Maton does not list either (spec A). */
const TOKEN_ONLY = [
	'/api/v1/rotateToken',
	'/api/v1/whatsApp/messages/',
	'/api/v2/webhookEndpoints',
	'/api/v2/whatsapp/phoneNumbers',
];

function isTokenOnly(path: string): boolean {
	return isOfV3(path) || TOKEN_ONLY.some((start) => path.startsWith(start));
}

/** WATI, through Maton or directly (spec A and E). */
export const wati: Service = {
	app: 'wati',
	name: 'WATI',
	messages: WATI_MESSAGES,
	direct: {
		credentialType: 'watiApi',
		resolve({ apiUrl, accessToken = '' }) {
			const address = watiBaseUrl(String(apiUrl));
			const rootUrl = watiRootUrl(String(apiUrl));
			const key = getBareKey(String(accessToken));
			return { apiUrl: address, rootUrl, account: address, key, tenant: address };
		},
	},
	getBase({ apiUrl, rootUrl }, path) {
		// Only the host of a WATI token has a root to reach.
		if (isTokenOnly(path) && rootUrl === undefined) return undefined;
		return isOfV3(path) ? rootUrl : apiUrl;
	},
	expectedAnswer,
	readTraits: (options, kind) => ({
		kind,
		isV3: isOfV3(options.url),
		writes: isWrite(options.method),
		expects: expectedAnswer(options),
		// A file names its recipients as well, and the answer only those that were refused.
		manyRecipients: isToMany(options.body) || /\/sendTemplateMessageCSV$/.test(options.url),
	}),
	findRefusal,
	throttled: ({ statusCode }) => (statusCode === 429 ? 'account' : undefined),
	limitsFor,
	toEndpointName,
	isSend: ({ url }) => isSend(url),
	markSend: markText,
	describeSend,
	countCalls(options) {
		const list = recipientListIn(options.body);
		return list ? Math.ceil(describeSend(options).recipients.length / mostIn(list)) : 1;
	},
	// v1 and v2 write camelCase, v3 snake_case; v3 answers 400 where one of both is missing.
	isPaged: ({ pageNumber, page_number }) => (pageNumber ?? page_number) !== undefined,
	pageQuery: ({ number, size }, { page_number: isV3 }) =>
		isV3 === undefined
			? { pageNumber: number, pageSize: size }
			: { page_number: number, page_size: size },
	messageText: ({ qs, body }) => messageText(qs ?? {}, body),
	templates: {
		read: async (_context, readPage) => await readTemplates(readPage),
		find: (templates, { template = '' }) => templateNamed(templates, template),
		isApproved,
		needed: neededVariables,
		rendered: renderedBody,
	},
};

/** WATI as the operations of its node reach it: its chats can be read. */
export const watiNode: NodeService = {
	service: wati,
	chatWindow: windowCheck,
	optOut: optOutCheck,
	verification,
	announceSends: buildAnnouncer(watiWaitingNode),
};
