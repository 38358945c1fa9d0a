import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../shared/parameters/json';
import { errorsText, errorText, plainText } from '../../../shared/http/answers/refusal-text';

/** Recipients that v1 names as refused when it sends to many. It names nobody else. */
export interface NamedRefusals {
	numbers: string[];
	parameters: string[];
}

function textsIn(list: unknown): string[] {
	return Array.isArray(list)
		? list.map((entry) => (isObject(entry) ? JSON.stringify(entry) : String(entry)))
		: [];
}

/**
 * The refused recipients in v1's answer to many, `errors: { error, invalidWhatsappNumbers,
 * invalidCustomParameters }`: `result` stays true although some are in these lists. Seen in public clients;
 * WATI documents no shape.
 */
export function namedRefusals(body: IDataObject): NamedRefusals {
	const errors = isObject(body.errors) ? body.errors : {};
	return {
		numbers: textsIn(errors.invalidWhatsappNumbers),
		parameters: textsIn(errors.invalidCustomParameters),
	};
}

/** What `errors` says, also where it names recipients. */
export function readNamedErrors(errors: unknown): string | undefined {
	if (!isObject(errors)) return errorsText(errors);
	return (
		errorText(errors.error) ??
		describeNamedRefusals(namedRefusals({ errors })) ??
		errorsText(errors)
	);
}

/** Which recipients were refused, as a sentence; undefined when none was. */
export function describeNamedRefusals({ numbers, parameters }: NamedRefusals): string | undefined {
	const texts = [
		...(numbers.length > 0 ? [`Not on WhatsApp: ${numbers.join(', ')}`] : []),
		...(parameters.length > 0 ? [`Parameters not accepted for: ${parameters.join(', ')}`] : []),
	];
	return plainText(texts.join('. '));
}
