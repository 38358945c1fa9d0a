import { Readable } from 'node:stream';

import type { IHttpRequestOptions, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';

import { fetchMedia } from '../../../nodes/MatonWhatsAppBusinessTrigger/media';
import { attachFile } from '../../../nodes/shared/webhooks/receiving/attached-file';

const TOKEN = 'token-of-Meta';
const ADDRESS = 'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1';

const media = (url: string | null) => ({
	type: 'audio',
	id: '1013859600285441',
	url,
	mimeType: 'audio/ogg; codecs=opus',
	sha256: null,
	fileName: null,
	voice: true,
});

/** Fetches a file with a token of Meta; `answers` come in order. */
async function fetchWith(url: string | null, answers: Array<{ statusCode: number; body: string }>) {
	const asked: IHttpRequestOptions[] = [];
	const context = {
		getNodeParameter: () => 'whatsAppApi',
		getCredentials: async () => ({ accessToken: ` ${TOKEN} ` }),
		logger: { warn() {} },
		helpers: {
			async httpRequest(options: IHttpRequestOptions) {
				asked.push(options);
				const { statusCode, body } = answers.shift()!;
				return { statusCode, headers: {}, body: Readable.from([Buffer.from(body)]) };
			},
			prepareBinaryData: async (bytes: Buffer, fileName: string, mimeType: string) => ({
				data: bytes.toString(),
				fileName,
				mimeType,
			}),
		},
	} as unknown as IWebhookFunctions;
	const item: INodeExecutionData = { json: {} };
	const options = { field: 'data', mostBytes: 1_000, types: [] };
	await attachFile(
		context,
		item,
		media(url),
		options,
		async () => await fetchMedia(context, media(url), options),
	);
	return { item, asked: asked.map(({ url: to, headers }) => [to, headers?.Authorization]) };
}

test('with a token of Meta, the address in the event is enough', async () => {
	const { item, asked } = await fetchWith(ADDRESS, [{ statusCode: 200, body: 'sound' }]);
	expect(item.binary?.data).toEqual({
		data: 'sound',
		fileName: '1013859600285441.ogg',
		mimeType: 'audio/ogg',
	});
	expect(asked).toEqual([[ADDRESS, `Bearer ${TOKEN}`]]);
});

test('without one, the Graph API is asked for it', async () => {
	const { item, asked } = await fetchWith(null, [
		{ statusCode: 200, body: JSON.stringify({ url: ADDRESS }) },
		{ statusCode: 200, body: 'sound' },
	]);
	expect(item.binary?.data?.data).toBe('sound');
	expect(asked).toEqual([
		['https://graph.facebook.com/v26.0/1013859600285441', `Bearer ${TOKEN}`],
		[ADDRESS, `Bearer ${TOKEN}`],
	]);
});

test.each([
	['http://lookaside.fbsbx.com/x', /not one of Meta/],
	['https://fbsbx.com.example.com/x', /not one of Meta/],
	['https://evilfbsbx.com/x', /not one of Meta/],
	['file:///etc/passwd', /no URL/],
])('%s gets no token', async (url, reason) => {
	const { item, asked } = await fetchWith(url, []);
	expect(asked).toEqual([]);
	expect((item.json.media as { notFetched: string }).notFetched).toMatch(reason);
});

test('a token that Meta refuses is named', async () => {
	const { item } = await fetchWith(ADDRESS, [{ statusCode: 401, body: '' }]);
	expect((item.json.media as { notFetched: string }).notFetched).toBe(
		"Meta's file server answered with 401: check the token in the credential WhatsApp API, and its access to the account",
	);
});
