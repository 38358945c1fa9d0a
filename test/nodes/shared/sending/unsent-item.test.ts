import type { INode } from 'n8n-workflow';

import { nodeError } from '../../../../nodes/shared/errors/node-error';
import { createUnsentItem } from '../../../../nodes/shared/sending/unsent-item';

const node = { name: 'WATI', onError: 'continueRegularOutput' } as INode;
const unsent = (given: () => unknown, own = node) => ({
	getNode: () => own,
	getItemIndex: () => 2,
	getNodeParameter: given as never,
});
const failure = nodeError(node, 'number-refused', { itemIndex: 2 });
const FACTS = ['error', 'message', 'details'];

test.each([
	['a number as given', () => ({ value: 14155550101 }), { whatsappNumber: '14155550101' }],
	['an ID', () => 'US.13491208655302741918', { bsuid: 'US.13491208655302741918' }],
	['no such field', () => '', {}],
	['an object', () => ({ value: { a: 1 } }), {}],
	[
		'an expression that fails',
		() => {
			throw new Error('No such node');
		},
		{},
	],
])('names whom it was for: %s', (_, given, person) => {
	const { json, pairedItem } = createUnsentItem(unsent(given), failure);
	const { error, message, details, ...own } = json;
	expect([error, message, details]).not.toContain(undefined);
	expect(own).toEqual({ accepted: false, ...person });
	expect(pairedItem).toEqual({ item: 2 });
});

test('a number that was read counts more than the one that was given', () => {
	const { json } = createUnsentItem(unsent(() => '+1 415 555 0101'), failure, '14155550101');
	expect(json.whatsappNumber).toBe('14155550101');
});

test('an unknown outcome is neither accepted nor not', () => {
	const unknown = nodeError(node, 'outcome-unknown');
	expect(createUnsentItem(unsent(() => ''), unknown).json.accepted).toBeNull();
});

test('has no further keys at the error output, which n8n would not send there', () => {
	const split = { ...node, onError: 'continueErrorOutput' } as INode;
	const { json } = createUnsentItem(unsent(() => '14155550101', split), failure);
	expect(Object.keys(json)).toEqual(FACTS);
});
