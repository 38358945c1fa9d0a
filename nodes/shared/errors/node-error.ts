import { NodeApiError, type IDataObject, type INode, type INodeExecutionData } from 'n8n-workflow';

import { FAILURES, type FailureCode, type MessageOverrides } from './catalogue';

/** What a failure says beyond its code. */
export interface FailureText {
	message?: string;
	/** Replaces the catalogue's advice. */
	description?: string;
	httpCode?: string;
	itemIndex?: number;
	/** What the server answered, for the error panel. */
	body?: unknown;
	/** The service's own number for the failure, for workflows that tell such numbers apart. */
	serviceCode?: number;
	/** Rows of the catalogue in the service's own words. */
	messages?: MessageOverrides;
}

function bodyForPanel(body: unknown): IDataObject {
	if (typeof body === 'object' && body !== null && !Buffer.isBuffer(body))
		return body as IDataObject;
	return typeof body === 'string' ? { body: body.slice(0, 2_000) } : {};
}

/**
 * A failure as n8n shows it: the message in the server's words, the description as advice, and the
 * stable code in `context.code`. The item is named in the description, as n8n's guidelines ask.
 */
export function nodeError(node: INode, code: FailureCode, text: FailureText = {}): NodeApiError {
	const { itemIndex, serviceCode } = text;
	const kind = { ...FAILURES[code], ...text.messages?.[code] };
	const place = itemIndex === undefined ? '' : ` [Item ${itemIndex}]`;
	const error = new NodeApiError(node, bodyForPanel(text.body) as never, {
		message: text.message ?? kind.message,
		description: `${text.description ?? kind.advice}${place}`,
		httpCode: text.httpCode ?? 'none',
		itemIndex,
	});
	// n8n puts a general text in place of a message that names a system code such as ECONNABORTED.
	error.message = text.message ?? kind.message;
	error.context.code = code;
	if (serviceCode !== undefined) error.context.serviceCode = serviceCode;
	return error;
}

/** The code of a failure made by {@link nodeError}; undefined for anything else. */
export function getErrorCode(error: unknown): FailureCode | undefined {
	if (!(error instanceof NodeApiError)) return undefined;
	const { code } = error.context;
	return typeof code === 'string' && code in FAILURES ? (code as FailureCode) : undefined;
}

/**
 * The item that carries a failure when the node continues on error. n8n keeps only the message of an
 * item's `error`, so the fields are data of the item; these three keys send it to the error output.
 */
export function errorItem(
	error: NodeApiError,
	itemIndex: number,
	details: IDataObject = {},
): INodeExecutionData {
	const { serviceCode } = error.context;
	return {
		json: {
			error: error.message,
			message: error.description ?? '',
			details: {
				code: getErrorCode(error) ?? null,
				httpCode: error.httpCode === 'none' ? null : error.httpCode,
				itemIndex,
				...(typeof serviceCode === 'number' ? { serviceCode } : {}),
				...details,
			},
		},
		pairedItem: { item: itemIndex },
	};
}
