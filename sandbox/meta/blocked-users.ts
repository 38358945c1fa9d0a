import type { Answer } from '../http/exchange';
import { isUserId } from '../state/business/customers';
import type { JsonObject } from '../http/json';
import { getPhone, type MetaCall, type MetaRoute } from './call';
import { graphRefusal, parameterRequired } from './errors';
import { checkProduct, jsonBody, readList } from './inputs';

const PATTERN = '/{version}/{phoneNumberId}/block_users';

/** Meta, "Block users" (2026-06-26); `user_id` of somebody without a number: whatsapp-api-js 6.3.0. */
export const blockRoutes: MetaRoute[] = [
	{ method: 'POST', pattern: PATTERN, handle: (call) => change(call, 'added_users', block) },
	{ method: 'DELETE', pattern: PATTERN, handle: (call) => change(call, 'removed_users', unblock) },
	{ method: 'GET', pattern: PATTERN, handle: listBlocked },
];

function block(call: MetaCall, address: string): JsonObject | undefined {
	const { id } = getPhone(call);
	if (!call.account.isWindowOpen(id, address)) {
		const details = 'User has not messaged in the last 24 hours';
		return { message: 'Re-engagement required', code: 131047, error_data: { details } };
	}
	call.account.blocked.add(call.account.customers.keyOf(address));
	return undefined;
}

function unblock(call: MetaCall, address: string): undefined {
	call.account.blocked.delete(call.account.customers.keyOf(address));
}

function change(
	call: MetaCall,
	done: string,
	apply: (call: MetaCall, address: string) => JsonObject | undefined,
): Answer {
	getPhone(call);
	const body = jsonBody(call.request);
	checkProduct(body);
	const users = readList(body.block_users);
	if (users.length === 0) throw parameterRequired('block_users');
	const outcomes = users.map(({ user, user_id: userId }) => {
		const input = String(user ?? userId ?? '');
		const { waId } = call.account.customers.find(input);
		const named = isUserId(input) ? { input, user_id: input } : { input, wa_id: waId };
		return { named, error: apply(call, input) };
	});
	const failed = outcomes
		.filter(({ error }) => error)
		.map(({ named, error }) => ({ ...named, errors: [error] }));
	const good = outcomes.filter(({ error }) => !error).map(({ named }) => named);
	const lists = { [done]: good, ...(failed.length > 0 ? { failed_users: failed } : {}) };
	if (good.length > 0) call.tookEffect();
	const json = { messaging_product: 'whatsapp', block_users: lists };
	if (failed.length === 0) return { status: 200, json };
	const { answer } = graphRefusal({
		code: 139100,
		title: 'Failed to block/unblock users',
		details: 'Failed to block some users, see the block_users response list for details',
	});
	return { ...answer, json: { ...json, ...('json' in answer ? (answer.json as object) : {}) } };
}

function listBlocked(call: MetaCall): Answer {
	getPhone(call);
	const data = [...call.account.blocked].map((key) =>
		isUserId(key)
			? { messaging_product: 'whatsapp', user_id: key }
			: { messaging_product: 'whatsapp', wa_id: key },
	);
	return { status: 200, json: { data, paging: { cursors: { before: 'QVFI', after: 'QVFJ' } } } };
}
