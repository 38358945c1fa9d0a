import { META_MESSAGES } from '../services/meta/errors/messages';
import { META_DIRECT } from '../services/meta/graph/token-credential';
import type { Service } from '../shared/http/service';
import { isWrite } from '../shared/http/request-session';
import type { NodeService } from '../shared/http/pipeline';
import { isMetaSend, describeMetaSend } from './requests/outgoing';
import { toVariableLabel } from './requests/template-parts/variable-labels';
import { getUpload } from './requests/uploads';
import { expectedMetaAnswer } from './responses/expected-answers';
import { metaMessageText } from './responses/message-text';
import { findMetaRefusal, throttledBy } from './responses/predicate';
import {
	findUnfilledParts,
	readTemplateVariables,
	renderedTemplate,
} from './responses/template-form';
import { optOutCheck } from './operations/opt-out-check';
import { findMetaTemplate, readMetaTemplates } from './operations/template-list';
import { ACCOUNT_LIMIT } from '../shared/http/pace/limit';

/** `POST /{id}/messages` whatever the version and the number. */
function getEndpoint(method: string, path: string): string {
	if (path.startsWith('/connections')) return `${method} /connections`;
	const [, , , name] = path.split('/');
	return `${method} /{id}${name === undefined ? '' : `/${name}`}`;
}

/** Meta's Cloud API, through Maton (spec D) or with a token of Meta. */
export const meta: Service = {
	app: 'whatsapp-business',
	name: 'Meta',
	messages: META_MESSAGES,
	direct: META_DIRECT,
	getBase: ({ apiUrl }) => apiUrl,
	expectedAnswer: expectedMetaAnswer,
	readTraits: (options, kind) => ({
		kind,
		isV3: false,
		writes: isWrite(options.method),
		expects: expectedMetaAnswer(options),
		manyRecipients: false,
	}),
	findRefusal: findMetaRefusal,
	throttled: throttledBy,
	limitsFor: () => [ACCOUNT_LIMIT],
	toEndpointName: getEndpoint,
	isSend: isMetaSend,
	describeSend: describeMetaSend,
	isPaged: ({ limit }) => limit !== undefined,
	pageQuery: ({ size, cursor }) => ({ limit: size, ...(cursor ? { after: cursor } : {}) }),
	messageText: metaMessageText,
	countCalls: (_options, shaped) => (getUpload(shaped) ? 2 : 1),
	templates: {
		read: readMetaTemplates,
		find: (templates, { template = '', language = '' }) =>
			findMetaTemplate(templates, { name: template, language }),
		isApproved: ({ status }) => status === 'APPROVED',
		needed: (template) =>
			readTemplateVariables(template)
				.filter(({ required }) => required)
				.map(({ name }) => name),
		unfilled: findUnfilledParts,
		label: toVariableLabel,
		rendered: renderedTemplate,
	},
};

/** Meta as the operations of its node reach it: it keeps no chats to read. */
export const metaNode: NodeService = { service: meta, optOut: optOutCheck };
