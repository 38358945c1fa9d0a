import type { IHttpRequestOptions } from 'n8n-workflow';

import { wati } from '../../../nodes/Wati/service';

describe('what a request is', () => {
	const traits = (options: Partial<IHttpRequestOptions>) =>
		wati.readTraits({ url: '/api/v1/x', ...options }, 'direct');

	test.each([
		['GET', false],
		[undefined, false],
		['POST', true],
		['DELETE', true],
	])('%p changes something: %p', (method, writes) => {
		expect(traits({ method: method as 'GET' }).writes).toBe(writes);
	});

	test('tells how its answer is read', () => {
		expect(traits({ method: 'GET' })).toEqual({
			kind: 'direct',
			isV3: false,
			writes: false,
			expects: undefined,
			manyRecipients: false,
		});
		expect(traits({ url: '/api/ext/v3/contacts' }).isV3).toBe(true);
		expect(traits({ body: { receivers: [] } }).manyRecipients).toBe(true);
		expect(traits({ encoding: 'stream' }).expects?.isFile).toBe(true);
		expect(traits({ encoding: 'json' }).expects).toBeUndefined();
		expect(traits({ method: 'POST' }).expects?.holds).toContain('a flag that says yes');
	});
});

test('tells whether a path is one of v3', () => {
	const isV3 = (url: string) => wati.readTraits({ url }, 'direct').isV3;
	expect(['/api/ext/v3/a', '/api/ext/v3x', '/x/api/ext/v3/a'].map(isV3)).toEqual([
		true,
		false,
		false,
	]);
});
