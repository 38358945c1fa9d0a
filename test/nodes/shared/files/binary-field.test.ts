import type { IDataObject } from 'n8n-workflow';

import { ADA, number, operation, shown, useBench } from '../../../wati/setup';

const bench = useBench();

/** Events of messages with a file, as triggers give them out. */
test.each<[string, IDataObject, string]>([
	['was not fetched', { media: { type: 'image', path: 'data/a.jpg' } }, "'Download Media'"],
	[
		'could not be fetched',
		{ media: { type: 'image', notFetched: 'WATI answered the request for the file with 404' } },
		'could not download the file: WATI answered the request for the file with 404',
	],
	['was never there', { media: null }, 'The item has no file at all.'],
])('a file that %s is told with what to do', async (_what, json, advice) => {
	const parameters = operation('message', 'sendFile', { whatsappNumber: number(ADA) });
	const result = await bench.run({ parameters, items: [json] });
	expect(shown(result)).toMatchObject({
		message: "The item has no binary field 'data' (Input Binary Field)",
		description: expect.stringContaining(advice) as string,
		code: 'input-invalid',
	});
	expect(bench.requests).toEqual([]);
});
