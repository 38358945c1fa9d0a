import type { INode, INodeExecutionData } from 'n8n-workflow';

import type { FailureCode, MessageOverrides } from '../errors/catalogue';
import { nodeError, type FailureText, type NodeFailure } from '../errors/node-error';
import type { Answer } from './answers/answer';
import { findBound, getSystemCode, type NetworkErrorKind } from './network-error';
import type { ExchangeRequest, Interceptor } from './pipeline';
import type { RequestTraits } from './request-traits';
import type { Refusal } from '../errors/refusal';
import type { RouteKind, Service } from './service';
import { OutOfTime, TooLarge } from './transfer/bounds';

/** How an exchange ended, after so many API requests that left. */
export type ExchangeResult = {
	calls: number;
	/** When the last one left, in milliseconds. */
	sentAt?: number;
} &
	/** With what the service said no with, if it did: an answer is judged once. */
	(| { answer: Answer; refusal?: Refusal; items?: INodeExecutionData[] }
		| { aborted: 'cancelled' | 'stopped' }
		| { networkError: NetworkErrorKind; error: unknown }
	);

export type ExchangeInterceptor = Interceptor<ExchangeRequest, ExchangeResult>;

const LATE_ADVICE =
	'Try again later. Reading is safe to repeat. If the answer is long, ask for less at once, or raise the Timeout under Request Options in the settings of the node.';

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The failure to read an answer that goes on beyond its bound. */
export function tooLarge(node: INode, bound: TooLarge, place: FailureText): NodeFailure {
	const code = bound.isFile ? 'file-too-large' : 'answer-too-large';
	return nodeError(node, code, { ...place, message: capitalized(bound.message) });
}

/** Refusals that the gateway makes as well as the service behind it. */
const OF_GATEWAYS: ReadonlySet<FailureCode> = new Set([
	'credential-refused',
	'not-allowed',
	'not-found',
	'outcome-unknown',
	'rate-limited',
	'service-unavailable',
]);

/** The catalogue as a service says it on one of the ways to it. */
function getMessages({ messages, direct }: Service, kind: RouteKind): MessageOverrides {
	const rows = Object.entries((kind === 'direct' && direct?.messages) || {});
	const own = rows.map(([code, row]) => [code, { ...messages[code as FailureCode], ...row }]);
	return { ...messages, ...(Object.fromEntries(own) as MessageOverrides) };
}

/**
 * The failure in how an exchange ended, as n8n shows it.
 *
 * @returns undefined when the answer is a success
 */
export function findFailure(
	node: INode,
	result: ExchangeResult,
	traits: RequestTraits,
	service: Service,
	of: Pick<FailureText, 'itemIndex' | 'whatsappNumber'> = {},
): NodeFailure | undefined {
	const { name } = service;
	const getPlace = () => ({ ...of, messages: getMessages(service, traits.kind) });
	if ('aborted' in result) return nodeError(node, 'cancelled', getPlace());
	if ('answer' in result) {
		const { answer, refusal } = result;
		if (!refusal) return undefined;
		const { code, advice: description, ...told } = refusal;
		const isUnsure = traits.kind === 'maton' && OF_GATEWAYS.has(code);
		const sender = code === 'no-connection' ? 'Maton' : name;
		const source = refusal.source ?? (isUnsure ? undefined : sender);
		const text = { ...told, source, description, body: answer.body };
		return nodeError(node, code, { ...getPlace(), ...text });
	}
	const { networkError, error } = result;
	const place = getPlace();
	const systemCode = getSystemCode(error);
	const detail = systemCode ? ` (${systemCode})` : '';
	if (networkError === 'not-sent') {
		return nodeError(node, 'not-reachable', {
			...place,
			message: `The server could not be reached${detail}`,
		});
	}
	if (networkError === 'cancelled' && !traits.writes) return nodeError(node, 'cancelled', place);
	const bound = findBound(error);
	if (!traits.writes) {
		if (bound instanceof TooLarge) return tooLarge(node, bound, place);
		return nodeError(node, 'service-unavailable', {
			...place,
			...(bound instanceof OutOfTime ? { description: LATE_ADVICE } : {}),
			message: bound ? capitalized(bound.message) : `No answer came back${detail}`,
		});
	}
	const told = bound?.message ?? `no answer came back${detail}`;
	const reason = networkError === 'cancelled' ? `the execution was canceled${detail}` : told;
	return nodeError(node, 'outcome-unknown', {
		...place,
		message: `It is unknown whether ${name} accepted this: ${reason}`,
	});
}
