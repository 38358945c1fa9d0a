import { nodeError } from '../../../../../nodes/shared/errors/node-error';
import { setLazyBody } from '../../../../../nodes/shared/http/lazy-body';
import { ItemStatuses } from '../../../../../nodes/shared/http/run-state';
import { NODE } from '../../../../harness/node';
import { ACCEPTED, ADA, prepareItem, SEND } from '../operation-setup';

beforeEach(() => jest.useFakeTimers({ now: Date.UTC(2026, 2, 1) }));
afterEach(() => jest.useRealTimers());

const form = () => {
	const data = new FormData();
	data.set('file', new Blob(['x']), 'a.txt');
	return data;
};

/** A send whose body is read when it is its turn. */
function lazy(name: string, reads: string[]) {
	const options = { ...SEND, url: `/api/v1/sendSessionFile/${ADA}` };
	const read = async () => {
		reads.push(name);
		return form();
	};
	setLazyBody(options, { outline: { file: name }, read });
	return options;
}

describe('a file', () => {
	test('is read when it is its turn, and tells one request from another', async () => {
		const reads: string[] = [];
		const run = {};
		const agent = { run, runOf: 'AI Agent' };
		const first = prepareItem(lazy('a', reads), [ACCEPTED], agent);
		await first.send();
		expect(first.left[0]!.body).toBeInstanceOf(FormData);
		await prepareItem(lazy('a', reads), [ACCEPTED], agent).send();
		await prepareItem(lazy('b', reads), [ACCEPTED], agent).send();
		expect(reads).toEqual(['a', 'b']);
	});

	test('is not read for a request in its place', async () => {
		const reads: string[] = [];
		const { send } = prepareItem(lazy('a', reads), [ACCEPTED]);
		await send({ instead: true, url: '/api/v1/sendTemplateMessage', method: 'POST' });
		expect(reads).toEqual([]);
	});

	test('is not read where nothing may leave', async () => {
		const reads: string[] = [];
		const statuses = new ItemStatuses(true, true);
		statuses.noteFailure(0, nodeError(NODE, 'request-refused'));
		await prepareItem(lazy('a', reads), [ACCEPTED], { statuses }).send();
		await prepareItem(lazy('b', reads), [ACCEPTED], { signal: AbortSignal.abort() }).send();
		expect(reads).toEqual([]);
	});
});
