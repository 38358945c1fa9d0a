import {
	getNumber,
	getObject,
	getObjects,
	getText,
	type Payload,
} from '../../shared/webhooks/payload';
import { explainFailure, type MessageFailure } from '../whatsapp/message-failure';
import { findMetaCode, META_FAILURES } from './errors/codes';

/**
 * Reads the first error of a status, a message or a change: Meta's number, the most telling of its words, and what
 * both mean. Null where nothing went wrong.
 */
export function readFailure(source: Payload): MessageFailure | null {
	const [error] = getObjects(source, 'errors');
	if (!error) return null;
	const data = getObject(error, 'errorData') ?? {};
	const number = getNumber(error, 'code');
	const failure = {
		code: getText(error, 'code'),
		detail: getText(data, 'details') ?? getText(error, 'message', 'title'),
	};
	return explainFailure(
		failure,
		number === null ? undefined : findMetaCode(number),
		META_FAILURES,
	);
}
