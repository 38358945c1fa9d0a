import { Refusal } from '../http/exchange';

const TRACE = 'A1b2C3d4E5f6G7h8';

/** What a Graph error says; HTTP 400 unless told otherwise. */
interface GraphError {
	code: number;
	title: string;
	status?: number;
	details?: string;
	type?: 'OAuthException' | 'GraphMethodException';
	subcode?: number;
	userTitle?: string;
	userMessage?: string;
}

/** An error body of the Graph API (Meta, "Error codes", "Error response syntax"). */
export function graphRefusal(error: GraphError): Refusal {
	const { code, title, status = 400, details, type = 'OAuthException', subcode } = error;
	const { userTitle, userMessage } = error;
	return new Refusal({
		status,
		json: {
			error: {
				message: subcode === undefined ? `(#${code}) ${title}` : title,
				type,
				code,
				...(subcode === undefined ? {} : { error_subcode: subcode }),
				...(details === undefined
					? {}
					: { error_data: { messaging_product: 'whatsapp', details } }),
				...(userTitle === undefined ? {} : { error_user_title: userTitle }),
				...(userMessage === undefined ? {} : { error_user_msg: userMessage }),
				fbtrace_id: TRACE,
			},
		},
	});
}

/** A parameter that is not as the endpoint wants it. */
export function invalidParameter(details: string): Refusal {
	return graphRefusal({ code: 100, title: 'Invalid parameter', details });
}

/** A parameter that must be there, named as in Meta's own words. */
export function parameterRequired(name: string): Refusal {
	return graphRefusal({ code: 100, title: `The parameter ${name} is required.` });
}

/** An id that leads to nothing, or to what another account owns. */
export function unknownObject(method: string, id: string): Refusal {
	const verb = method.toLowerCase();
	return graphRefusal({
		code: 100,
		subcode: 33,
		type: 'GraphMethodException',
		title: `Unsupported ${verb} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
	});
}
