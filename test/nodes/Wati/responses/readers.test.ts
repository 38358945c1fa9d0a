import type { IDataObject } from 'n8n-workflow';
import * as readers from '../../../../nodes/Wati/responses/readers';
import { ADA, read } from '../../read-items';

describe('what is accepted', () => {
	test.each<[IDataObject, IDataObject]>([
		[
			{ receivers: [{ waId: '1415', localMessageId: 'l' }] },
			{ whatsappNumber: '1415', localMessageId: 'l' },
		],
		[
			{ phone_number: '1416', local_message_id: 'l' },
			{ whatsappNumber: '1416', localMessageId: 'l' },
		],
		[{ contact: { wAid: '1417' } }, { whatsappNumber: '1417' }],
		[
			{ message: { localMessageId: 'l', whatsappMessageId: 'w', conversationId: 'c' } },
			{ whatsappNumber: ADA, localMessageId: 'l', messageId: 'w', conversationId: 'c' },
		],
		[
			{ message: { local_message_id: 'l', conversation_id: 'c' } },
			{ whatsappNumber: ADA, localMessageId: 'l', conversationId: 'c' },
		],
		[{ receivers: ['x'], message: 'sent', contact: 5 }, { whatsappNumber: ADA }],
		[{ receivers: [{ waId: '' }] }, { whatsappNumber: ADA }],
		[
			{ message: { localMessageId: 'null', whatsappMessageId: '0', id: '000' } },
			{ whatsappNumber: ADA },
		],
	])('of %j is %j', async (answer, known) => {
		expect(await read(readers.accepted, answer)).toEqual([{ accepted: true, ...known }]);
		expect(await read(readers.accepted, answer, { 'options.includeResponse': true })).toEqual([
			{ accepted: true, ...known, response: answer },
		]);
	});

	test('of no JSON is the recipient alone', async () => {
		const none = [{ accepted: true, whatsappNumber: ADA }];
		expect(await read(readers.accepted, 'ok')).toEqual(none);
		expect(await read(readers.acceptedFile, 'ok')).toEqual([{ accepted: true }]);
		const wanted = { 'options.includeResponse': true };
		expect(await read(readers.acceptedFile, 'ok', wanted)).toEqual([
			{ accepted: true, response: {} },
		]);
	});
});

test('an assignment names the operator, or the bot', async () => {
	const base = { assigned: true, whatsappNumber: ADA };
	expect(await read(readers.assigned, {}, { email: ' o@example.com ' })).toEqual([
		{ ...base, operatorEmail: 'o@example.com' },
	]);
	expect(await read(readers.assigned, {}, { assignTo: 'bot', email: 'o@example.com' })).toEqual([
		{ ...base, operatorEmail: null },
	]);
});

test.each([
	['"tok"', 'tok'],
	['bare', 'bare'],
	...['token', 'access_token', 'newToken', 'result', 'data'].map((name) => [
		{ other: 'x', [name]: 'tok' },
		'tok',
	]),
])('the new token in %j is a secret', async (body, token) => {
	const [item] = await read(readers.newToken, body);
	expect(item).toMatchObject({ token, secret: true });
	expect(item!.nextStep).toMatch(/^Save the token in the WATI credential before/);
});

test('an answer without a token says where to find it', async () => {
	const [item] = await read(readers.newToken, { result: true });
	expect(item).toMatchObject({ token: null, secret: false });
	expect(item!.nextStep).toMatch(/^WATI answered without a token\. Open WATI under/);
});

describe('a download', () => {
	const file = async (parameters: IDataObject, headers: IDataObject = {}) =>
		(await read(readers.readDownload, Buffer.from('abc'), parameters, headers))[0];

	test.each<[IDataObject, IDataObject, string, string]>([
		[{ fileName: 'data/images/a.JPG' }, {}, 'a.JPG', 'image/jpeg'],
		[{ fileName: 'data%2Fimages%2fb.png' }, {}, 'b.png', 'image/png'],
		[{ fileName: 'x?fileName=c.pdf' }, {}, 'c.pdf', 'application/pdf'],
		[{ fileName: 'a.pdf', 'options.fileName': ' mine.txt ' }, {}, 'mine.txt', 'text/plain'],
		[{}, { 'content-disposition': 'attachment; filename="d.csv"' }, 'd.csv', 'text/csv'],
		[{}, {}, 'media', 'application/octet-stream'],
		[{ fileName: 'a.jpg' }, { 'content-type': 'image/webp; q=1' }, 'a.jpg', 'image/webp'],
		[{ fileName: 'a.mp4' }, { 'content-type': 'application/octet-stream' }, 'a.mp4', 'video/mp4'],
	])('of %j with %j is %s of %s', async (parameters, headers, fileName, mimeType) => {
		const item = { fileName, mimeType, fileSize: 3, in: ['data'] };
		expect(await file(parameters, headers)).toEqual(item);
	});

	test('goes where the user wants it', async () => {
		expect((await file({ binaryPropertyName: 'photo' }))?.in).toEqual(['photo']);
	});
});
