import type { IHttpRequestOptions } from 'n8n-workflow';

import { isObject } from '../../shared/parameters/json';
import {
	fileCalled,
	hasId,
	inObject,
	saysYes,
	type Expectation,
} from '../../shared/http/answers/expectation';
import { expectedOfMaton } from '../../shared/http/answers/maton-answers';
import { isOfMaton } from '../../shared/http/route/route';
import { isMetaSend } from '../requests/outgoing';
import { namesDone } from './blocked-users';

/** Meta, "Sending messages": what was accepted has an ID in `messages`, which is a text. */
const message = inObject('a message ID in `messages`', ({ messages }) => {
	const [first] = Array.isArray(messages) ? messages : [];
	return isObject(first) && typeof first.id === 'string' && hasId(first, 'id');
});

/** Spec D, "Upload Media" and "Create Template". */
const record = inObject('an `id`', (body) => hasId(body, 'id'));

/** Meta, "Block users" (2026-06-26). */
const blockList = inObject('somebody in `added_users` or `removed_users`', namesDone);

/** Meta, "QR codes and short links" (2025-10-31). */
const qrCode = inObject('a `code`', (body) => hasId(body, 'code'));

const WITH_ID = /\/(media|message_templates)$/;

/**
 * What an accepted answer to a request holds. What is none of these is answered
 * `success: true` (spec D).
 *
 * @returns undefined for reads of JSON, which have nothing to accept
 */
export function expectedMetaAnswer(options: IHttpRequestOptions): Expectation | undefined {
	const { method = 'GET', url, encoding } = options;
	if (isOfMaton(url)) return expectedOfMaton(options);
	if (method === 'GET') return encoding === 'stream' ? fileCalled() : undefined;
	if (isMetaSend(options)) return message;
	if (url.endsWith('/block_users')) return blockList;
	if (method === 'POST' && url.endsWith('/message_qrdls')) return qrCode;
	return method === 'POST' && WITH_ID.test(url) ? record : saysYes;
}
