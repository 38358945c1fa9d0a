import { randomBytes } from 'node:crypto';

import type { Answer } from '../../http/exchange';
import { readTarget } from '../../state/wati/targets';
import { failure, success } from '../answers';
import type { WatiCall, WatiRoute } from '../call';
import { queryTarget, requiredQuery } from '../inputs';

/** Operators, stored media and the token. */
export const accountRoutes: WatiRoute[] = [
	{
		method: 'POST',
		pattern: '/api/v1/assignOperator',
		throughMaton: true,
		contentType: 'text/plain; charset=utf-8',
		handle: assignOperator,
	},
	{ method: 'GET', pattern: '/api/v1/getMedia', throughMaton: true, handle: getMedia },
	{ method: 'GET', pattern: '/api/file/showFile', throughMaton: false, handle: getMedia },
	{ method: 'POST', pattern: '/api/v1/rotateToken', throughMaton: false, handle: rotateToken },
];

function assignOperator(call: WatiCall) {
	const target = readTarget(call.tenant, queryTarget(call));
	if (target.kind !== 'contact') throw failure(call, { result: false, info: 'contact missing' });
	const email = call.request.query.get('email');
	const operator = call.tenant.operators.find((one) => one.email === email) ?? null;
	if (email && !operator) throw failure(call, { result: false, info: 'operator not found' });
	call.tookEffect();
	call.tenant.conversation(target.contact).assign(operator);
	return success({ result: true });
}

/** The bytes under a whole stored path; the content type is not told. */
function getMedia(call: WatiCall): Answer {
	const media = call.tenant.media.find(requiredQuery(call, 'fileName'));
	return media ? { status: 200, bytes: media.content } : { status: 404 };
}

/** Blocks the given token and answers a new one as bare text. */
function rotateToken(call: WatiCall): Answer {
	const token = requiredQuery(call, 'token').replace(/^Bearer\s+/i, '');
	if (!call.tenant.tokens.delete(token)) {
		throw failure(call, { result: false, info: 'token not found' });
	}
	call.tookEffect();
	const fresh = `wati-rotated-${randomBytes(12).toString('hex')}`;
	call.tenant.tokens.add(fresh);
	return { status: 200, text: fresh };
}
