import { Readable } from 'stream';

import type { Answer } from '../../../../../nodes/shared/http/answers/answer';
import { readAnswer } from '../../../../../nodes/shared/http/interceptors/read-answer';
import type { ExchangeRequest } from '../../../../../nodes/shared/http/pipeline';
import { wati } from '../../../../../nodes/Wati/service';

const KEY = 'a-key-of-a-customer';

/** Reads an answer to a request with the key, and tells what its items were made of. */
async function read(given: Partial<Answer>, change: object = {}) {
	const seen: unknown[] = [];
	const request = {
		context: { helpers: {} },
		route: { service: wati, key: KEY },
		traits: { kind: 'direct', isV3: false, writes: false, manyRecipients: false },
		readItems: async ({ body }: Answer) => {
			seen.push(body);
			return [{ json: {} }];
		},
		...change,
	} as unknown as ExchangeRequest;
	const answer: Answer = { statusCode: 200, headers: {}, body: {}, ...given };
	const result = await readAnswer(request, async () => ({ answer, calls: 2, sentAt: 7 }));
	return { result, seen };
}

const ofFile = { kind: 'direct', isV3: false, writes: false, manyRecipients: false };
const asFile = { traits: { ...ofFile, expects: { isFile: true } } };

test('items of an answer are made without the key, also where a file was expected', async () => {
	const body = { result: true, echo: `Bearer ${KEY}` };
	for (const change of [{}, asFile]) {
		const { result, seen } = await read({ body }, change);
		expect(seen).toEqual([{ result: true, echo: 'Bearer ***' }]);
		expect(result).toMatchObject({ answer: { body: seen[0] }, items: [{ json: {} }] });
	}
});

test('the bytes of a file stay as they are', async () => {
	const body = Buffer.from(`%PDF ${KEY}`);
	expect((await read({ body }, asFile)).seen).toEqual([body]);
});

test('a refusal has no items, and what is left of it is closed', async () => {
	const body = Readable.from([Buffer.from('%PDF')]);
	const { result, seen } = await read({ statusCode: 500, body }, { readItems: undefined });
	expect(seen).toEqual([]);
	expect('items' in result).toBe(false);
	expect(body.destroyed).toBe(true);
	const refused = await read({ statusCode: 400, body: { message: 'No' } });
	expect(refused.seen).toEqual([]);
	expect(refused.result).toMatchObject({ calls: 2, sentAt: 7 });
});

test('a connection lost while the items are made counts as one lost before the answer', async () => {
	const error = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
	const body = Readable.from([Buffer.from('%PDF')]);
	const readItems = async () => await Promise.reject(error);
	const { result } = await read({ body }, { readItems, ...asFile });
	expect(result).toEqual({ networkError: 'unknown', error, calls: 2, sentAt: 7 });
	expect(body.destroyed).toBe(true);
});
