import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { FAILURES, type FailureCode } from '../../../../nodes/shared/errors/catalogue';
import {
	errorItem,
	getErrorCode,
	isNodeFailure,
	nodeError,
} from '../../../../nodes/shared/errors/node-error';
import { NODE } from '../../../harness/node';

/** Failures that only come once a request left. */
const ON_THE_WAY = [
	'answer-too-large',
	'answer-unreadable',
	'file-too-large',
	'not-reachable',
	'outcome-unknown',
	'recipient-left-out',
	'service-unavailable',
];

describe.each(Object.keys(FAILURES) as FailureCode[])('%s', (code) => {
	test('without a status shows none, and is an API error only where a request left', () => {
		const error = nodeError(NODE, code, { itemIndex: 2 });
		expect(error instanceof NodeApiError).toBe(ON_THE_WAY.includes(code));
		expect((error as NodeApiError).httpCode ?? null).toBeNull();
		expect(error.messages).toEqual([]);
		expect(errorItem(error, 2).json.details).toEqual({ code, httpCode: null, itemIndex: 2 });
		expect(error.context.itemIndex).toBe(2);
	});

	test('with a status is an API error', () => {
		const error = nodeError(NODE, code, { httpCode: '400' });
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ httpCode: '400', message: FAILURES[code].message });
	});
});

test("says what happened, what to do, the service's words with its number, and the item", () => {
	const words = 'Ticket has been expired.';
	const text = { words, source: 'WATI', serviceCode: 5, httpCode: '200', itemIndex: 3 };
	const error = nodeError(NODE, 'window-closed', { ...text, description: 'Send a template.' });
	expect(error).toMatchObject({
		message: 'The 24-hour window of this chat is closed',
		description: `Send a template. WATI answered: "${words}" (code 5). [Item 3]`,
		messages: [words],
	});
});

test('repeats neither words nor a number that are said already', () => {
	const said = (description: string, words: string) =>
		nodeError(NODE, 'request-refused', { description, words, serviceCode: 7 }).description;
	expect(said('Do this.', '(#7) No')).toBe('Do this. The service answered: "(#7) No".');
	expect(said('Do this, as it said: No', 'No')).toBe('Do this, as it said: No');
});

test('keeps a message that names a system code', () => {
	const message = 'The server could not be reached (ECONNREFUSED)';
	const error = nodeError(NODE, 'not-reachable', { message });
	expect(error.message).toBe(message);
	expect(nodeError(NODE, 'input-invalid', { message }).message).toBe(message);
});

test("n8n's own operation errors are none of ours", () => {
	const own = new NodeOperationError(NODE, 'No such field');
	expect([isNodeFailure(own), getErrorCode(own)]).toEqual([false, undefined]);
});
