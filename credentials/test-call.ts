import type {
	ICredentialTestFunctions,
	IDataObject,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { Call } from '../nodes/shared/http/transfer/call';
import { describeNetworkError, findBound, getSystemCode } from '../nodes/shared/http/network-error';
import { isObject, parseJson } from '../nodes/shared/parameters/json';

const TIMEOUT_MS = 20_000;

/** What a test asks a service. The key goes in the headers, to this address alone. */
export interface TestCall {
	url: string;
	qs?: IDataObject;
	headers: Record<string, string>;
	/** Label of the field with the address, for what to check. */
	label: string;
}

/** An answer in JSON, or what to tell in place of one. */
export type TestAnswer = { statusCode: number; body: IDataObject } | { problem: string };

/** What the system's name for a failure means. */
const REASONS: Record<string, string> = {
	EAI_AGAIN: 'its name cannot be looked up',
	ECONNABORTED: 'it did not answer in time',
	ECONNREFUSED: 'nothing answers there',
	ECONNRESET: 'it closed the connection',
	EHOSTUNREACH: 'there is no way to it from here',
	ENETUNREACH: 'there is no way to it from here',
	ENOTFOUND: 'there is no such host',
	EPROTO: 'it does not speak https at this port',
	ERR_INVALID_CHAR: 'the key has characters that no key has',
	ERR_INVALID_URL: 'it is not a web address',
	ETIMEDOUT: 'it did not answer in time',
};

const CERTIFICATE = /CERT|SIGNATURE|SELF_SIGNED/;

function explain({ url, label }: TestCall, error: unknown): string {
	const host = URL.canParse(url) ? new URL(url).host : url;
	const code = getSystemCode(error);
	const known = CERTIFICATE.test(code ?? '') ? 'its certificate is not valid' : REASONS[code ?? ''];
	const reason = findBound(error)?.message ?? known ?? describeNetworkError(error);
	const named = [reason, code === undefined || reason === code ? '' : ` (${code})`].join('');
	const check = `Check the ${label} and the n8n server's network connection.`;
	return `n8n could not reach ${host}${named === '' ? '' : `: ${named}`}. ${check}`;
}

/** n8n's helper hands over what came with any status, or throws it. */
function readAnswer(given: unknown): { statusCode: number; body: unknown } | undefined {
	if (!isObject(given)) return undefined;
	const { statusCode, body } = given;
	return typeof statusCode === 'number' ? { statusCode, body } : undefined;
}

function explainBody({ label }: TestCall, body: unknown): string {
	const isPage = typeof body === 'string' && /^\s*</.test(body);
	const what = isPage ? 'A web page came back' : 'Something unreadable came back';
	return `${what} instead of an answer. Check ${label}, and whether a proxy intercepts the calls of n8n.`;
}

/**
 * One request of a credential's test, by the only helper that n8n gives it. It follows no redirect, so that the key
 * goes to no other host.
 */
export async function callForTest(
	context: ICredentialTestFunctions,
	call: TestCall,
): Promise<TestAnswer> {
	const limit = new Call(TIMEOUT_MS);
	const late = new Promise<never>((_resolve, reject) => (limit.onLate = reject));
	const { url, qs, headers, label } = call;
	try {
		const given: unknown = await Promise.race([
			context.helpers.request({
				method: 'GET',
				uri: url,
				qs,
				headers: { Accept: 'application/json', ...headers },
				json: true,
				simple: false,
				resolveWithFullResponse: true,
				followRedirect: false,
				timeout: TIMEOUT_MS,
			}),
			late,
		]);
		const answer = readAnswer(given);
		if (!answer) return { problem: explain(call, new Error('no answer')) };
		const { statusCode } = answer;
		if (statusCode >= 300 && statusCode < 400) {
			const advice = `Enter the final address in ${label}, often the same with https.`;
			return {
				problem: `This address redirects to another one, and the key was not sent on. ${advice}`,
			};
		}
		const body = parseJson(answer.body);
		if (isObject(body)) return { statusCode, body };
		return statusCode < 300
			? { problem: explainBody(call, answer.body) }
			: { statusCode, body: {} };
	} catch (error) {
		return { problem: explain(call, error) };
	} finally {
		limit.end();
	}
}

/** A test that failed, in words. */
export function failTest(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}

/** A test that passed. n8n's editor shows no words of its own to it, but its API does. */
export function passTest(message: string): INodeCredentialTestResult {
	return { status: 'OK', message };
}
