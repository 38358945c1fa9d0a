import { isSend, outgoingOf } from '../requests/outgoing';
import { messageText } from '../responses/message-text';
import { findFailure } from '../responses/predicate';
import { neededVariables, renderedBody } from '../responses/template-variables';
import { limitsFor } from './limits';
import type { Service } from './service';
import { isApproved, readTemplates, templateNamed } from './template-list';
import { endpointOf } from './usage';

/** WATI, through Maton or directly (spec A and E). */
export const wati: Service = {
	app: 'wati',
	name: 'WATI',
	words: {},
	findFailure,
	throttled: ({ statusCode }) => (statusCode === 429 ? 'account' : undefined),
	limitsFor,
	endpointOf,
	isSend: ({ url }) => isSend(url),
	outgoingOf,
	isPaged: ({ pageNumber }) => pageNumber !== undefined,
	pageQuery: ({ number, size }) => ({ pageNumber: number, pageSize: size }),
	messageText: ({ qs, body }) => messageText(qs ?? {}, body),
	templates: {
		read: async (_context, readPage) => await readTemplates(readPage),
		find: (templates, { template = '' }) => templateNamed(templates, template),
		isApproved,
		needed: neededVariables,
		rendered: renderedBody,
	},
};
