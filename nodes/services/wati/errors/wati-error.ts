import type { INode } from 'n8n-workflow';

import type { FailureCode } from '../../../shared/errors/catalogue';
import { nodeError, type FailureText, type NodeFailure } from '../../../shared/errors/node-error';
import { WATI_MESSAGES } from './messages';

/** A failure as n8n shows it, in what is said of WATI where its text says nothing; see {@link nodeError}. */
export function watiError(node: INode, code: FailureCode, text: FailureText = {}): NodeFailure {
	return nodeError(node, code, { messages: WATI_MESSAGES, source: 'WATI', ...text });
}
