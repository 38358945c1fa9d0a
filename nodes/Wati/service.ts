import { isSend, outgoingOf } from './requests/message/outgoing';
import { expectedAnswer } from './responses/expected-answers';
import { messageText } from './responses/message-text';
import { findFailure } from '../services/wati/predicate';
import { neededVariables, renderedBody } from './responses/template-variables';
import { limitsFor } from './limits';
import type { Service } from '../shared/http/service';
import { isApproved, readTemplates, templateNamed } from './methods/template-list';
import { endpointOf } from './endpoint-name';

/** WATI, through Maton or directly (spec A and E). */
export const wati: Service = {
	app: 'wati',
	name: 'WATI',
	words: {},
	expectedAnswer,
	findFailure,
	throttled: ({ statusCode }) => (statusCode === 429 ? 'account' : undefined),
	limitsFor,
	endpointOf,
	isSend: ({ url }) => isSend(url),
	outgoingOf,
	// v1 and v2 write camelCase, v3 snake_case; v3 answers 400 where one of both is missing.
	isPaged: ({ pageNumber, page_number }) => (pageNumber ?? page_number) !== undefined,
	pageQuery: ({ number, size }, { page_number: isV3 }) =>
		isV3 === undefined
			? { pageNumber: number, pageSize: size }
			: { page_number: number, page_size: size },
	messageText: ({ qs, body }) => messageText(qs ?? {}, body),
	callsBefore: () => 0,
	templates: {
		read: async (_context, readPage) => await readTemplates(readPage),
		find: (templates, { template = '' }) => templateNamed(templates, template),
		isApproved,
		needed: neededVariables,
		rendered: renderedBody,
	},
};
