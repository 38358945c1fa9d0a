import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';

import { FAILURES, type FailureCode, type MessageOverrides } from './catalogue';

/** A failure as n8n shows it: an API error once a server was asked, an operation error for what never left. */
export type NodeFailure = NodeApiError | NodeOperationError;

/** What a failure says beyond its code. */
export interface FailureText {
	message?: string;
	/** Replaces the catalogue's advice. */
	description?: string;
	/** Status of the answer; undefined where none came. */
	httpCode?: string;
	itemIndex?: number;
	/** Of the one person that the request is for: among many items, nobody could tell which number was refused. */
	whatsappNumber?: string;
	/** What the server answered, for the error panel. */
	body?: unknown;
	/** The service's own words, which follow the advice. */
	words?: string;
	/** Who said them. */
	source?: string;
	/** The service's own number for the failure, for workflows that tell such numbers apart. */
	serviceCode?: number;
	/** Rows of the catalogue in the service's own words. */
	messages?: MessageOverrides;
	/** What the item that carries the failure says besides. */
	details?: IDataObject;
}

function isCode(code: unknown): code is FailureCode {
	return typeof code === 'string' && Object.hasOwn(FAILURES, code);
}

/** Failures on the way to the server or back, which have no status. */
const ON_THE_WAY: ReadonlySet<FailureCode> = new Set([
	'answer-too-large',
	'answer-unreadable',
	'file-too-large',
	'not-reachable',
	'outcome-unknown',
	'recipient-left-out',
	'service-unavailable',
]);

function bodyForPanel(body: unknown): IDataObject {
	if (typeof body === 'object' && body !== null && !Buffer.isBuffer(body))
		return body as IDataObject;
	return typeof body === 'string' ? { body: body.slice(0, 2_000) } : {};
}

/** The service's words as the advice does not have them yet. */
function quote(
	advice: string,
	{ words, source = 'The service', serviceCode }: FailureText,
): string {
	if (words === undefined || advice.includes(words)) return '';
	const isNamed = serviceCode === undefined || words.includes(String(serviceCode));
	const ending = isNamed ? '' : ` (code ${serviceCode})`;
	const stop = isNamed && /[.!?]$/.test(words) ? '' : '.';
	return ` ${source} answered: "${words}"${ending}${stop}`;
}

function createError(
	node: INode,
	code: FailureCode,
	message: string,
	description: string,
	{ httpCode, itemIndex, body, words }: FailureText,
): NodeFailure {
	if (httpCode === undefined && !ON_THE_WAY.has(code)) {
		return new NodeOperationError(node, message, { description, itemIndex });
	}
	const error = new NodeApiError(node, bodyForPanel(body) as never, {
		message,
		description,
		httpCode,
		itemIndex,
	});
	// n8n would take a number in the body for the status.
	error.httpCode = httpCode ?? null;
	// The panel shows them as the full message.
	error.messages = words === undefined ? [] : [words];
	return error;
}

/**
 * A failure as n8n shows it: what happened in the user's words as the message, then in the description what to do,
 * the service's own words, and the item, as n8n's guidelines ask. The stable code is in `context.code`.
 */
export function nodeError(node: INode, code: FailureCode, text: FailureText = {}): NodeFailure {
	const { itemIndex, serviceCode, words, source, details, whatsappNumber } = text;
	const kind = { ...FAILURES[code], ...text.messages?.[code] };
	const told = text.message ?? kind.message;
	const named = code === 'number-refused' ? whatsappNumber : undefined;
	const message = named === undefined ? told : told.replace('this number', named);
	const place = itemIndex === undefined ? '' : ` [Item ${itemIndex}]`;
	const advice = text.description ?? kind.advice;
	const description = `${advice}${quote(advice, text)}${place}`;
	const error = createError(node, code, message, description, text);
	// n8n puts a general text in place of a message that names a system code such as ECONNABORTED.
	error.message = message;
	error.context.code = code;
	if (serviceCode !== undefined) error.context.serviceCode = serviceCode;
	if (words !== undefined) Object.assign(error.context, { words, source });
	if (details !== undefined) error.context.details = details;
	return error;
}

/** Whether an error is one of ours, or of an API; n8n's own operation errors have no code. */
export function isNodeFailure(error: unknown): error is NodeFailure {
	if (error instanceof NodeApiError) return true;
	return error instanceof NodeOperationError && isCode(error.context.code);
}

/** The status of the answer behind a failure; undefined where none came. */
export function getHttpCode(error: unknown): string | undefined {
	return error instanceof NodeApiError ? (error.httpCode ?? undefined) : undefined;
}

/** The service's own words in a failure made by {@link nodeError}; undefined where it said nothing. */
export function getWords(error: unknown): string | undefined {
	const words = isNodeFailure(error) ? error.context.words : undefined;
	return typeof words === 'string' ? words : undefined;
}

/** The advice of a failure made by {@link nodeError}, without the item it was told of. */
export function getAdvice({ description }: { description?: string | null }): string {
	return (description ?? '').replace(/ \[Item \d+\]$/, '');
}

/** What a failure made by {@link nodeError} says, to say it again with another advice or item. */
export function readFailureText(error: NodeFailure): FailureText & { message: string } {
	const { source, serviceCode } = error.context;
	return {
		message: error.message,
		httpCode: getHttpCode(error),
		words: getWords(error),
		...(typeof source === 'string' ? { source } : {}),
		...(typeof serviceCode === 'number' ? { serviceCode } : {}),
	};
}

/** The code of a failure made by {@link nodeError}; undefined for anything else. */
export function getErrorCode(error: unknown): FailureCode | undefined {
	if (!isNodeFailure(error)) return undefined;
	const { code } = error.context;
	return isCode(code) ? code : undefined;
}

/**
 * The item that carries a failure when the node continues on error. n8n keeps only the message of an
 * item's `error`, so the fields are data of the item; these three keys send it to the error output.
 */
export function errorItem(
	error: NodeFailure,
	itemIndex: number,
	details: IDataObject = {},
): INodeExecutionData {
	const { serviceCode, details: own } = error.context;
	return {
		json: {
			error: error.message,
			message: error.description ?? '',
			details: {
				code: getErrorCode(error) ?? null,
				httpCode: getHttpCode(error) ?? null,
				itemIndex,
				...(typeof serviceCode === 'number' ? { serviceCode } : {}),
				...(own as IDataObject | undefined),
				...details,
			},
		},
		pairedItem: { item: itemIndex },
	};
}
