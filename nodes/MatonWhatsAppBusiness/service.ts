import type { Service } from '../shared/http/service';
import { transportOf } from '../shared/http/transport';
import { isMetaSend, metaOutgoingOf } from './requests/outgoing';
import { uploadOf } from './requests/uploads';
import { expectedMetaAnswer } from './responses/expected-answers';
import { metaMessageText } from './responses/message-text';
import { findMetaFailure, throttledBy } from './responses/predicate';
import { renderedTemplate, templateVariablesOf } from './responses/template-form';
import { WORDS } from './responses/words';
import { findMetaTemplate, readMetaTemplates } from './operations/template-list';
import { ACCOUNT_LIMIT } from '../shared/http/pace/limit';

/** `POST /{id}/messages` whatever the version and the number. */
function endpointOf(method: string, path: string): string {
	if (path.startsWith('/connections')) return `${method} /connections`;
	const [, , , name] = path.split('/');
	return `${method} /{id}${name === undefined ? '' : `/${name}`}`;
}

/** Meta's Cloud API through Maton (spec D). */
export const meta: Service = {
	app: 'whatsapp-business',
	name: 'Meta',
	words: WORDS,
	expectedAnswer: expectedMetaAnswer,
	findFailure: findMetaFailure,
	throttled: throttledBy,
	limitsFor: () => [ACCOUNT_LIMIT],
	endpointOf,
	isSend: isMetaSend,
	outgoingOf: metaOutgoingOf,
	isPaged: ({ limit }) => limit !== undefined,
	pageQuery: ({ size, cursor }) => ({ limit: size, ...(cursor ? { after: cursor } : {}) }),
	messageText: metaMessageText,
	callsBefore: (shaped) => (uploadOf(shaped) ? 1 : 0),
	templates: {
		read: readMetaTemplates,
		find: (templates, { template = '', language = '' }) =>
			findMetaTemplate(templates, { name: template, language }),
		isApproved: ({ status }) => status === 'APPROVED',
		needed: (template) =>
			templateVariablesOf(template)
				.filter(({ required }) => required)
				.map(({ name }) => name),
		rendered: renderedTemplate,
	},
};

/** The way out of this node. */
export const transport = transportOf(meta);
