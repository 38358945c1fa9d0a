import { createHash } from 'node:crypto';

import type { Sandbox } from '../../../sandbox';
import { parseMultipart } from '../../../sandbox/http/multipart';
import { lastRequest, maton, upload, uploadBytes, wati } from '../client';
import { useSandbox } from '../use-sandbox';

let sandbox: Sandbox;
useSandbox((opened) => (sandbox = opened), { plan: 'off', gatewayPerSecond: 0 }, false);

const MB = 1024 * 1024;
const path = '/api/v1/sendSessionFile/14155550101';
const send = async (name: string, type: string, content: string | Buffer<ArrayBuffer>) =>
	await wati(sandbox, 'POST', path, ...uploadBytes('file', name, type, content));

describe('sendSessionFile', () => {
	it('takes the part `file`, stores it and serves the same bytes', async () => {
		const bytes = Buffer.from('%PDF-1.4\r\n--not a boundary\r\n\r\n%%EOF');
		const form = upload('file', 'bill "A1".pdf', 'application/pdf', bytes);
		const { json } = await maton(sandbox, 'POST', `/wati${path}?caption=Your+bill`, form);
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		expect(json).toMatchObject({ result: true, message: { type: 'document', text: 'Your bill' } });
		expect(sandbox.messagesTo('14155550101').at(-1)).toMatchObject({
			kind: 'file',
			text: 'Your bill',
			file: {
				fileName: 'bill "A1".pdf',
				contentType: 'application/pdf',
				size: bytes.length,
				sha256,
			},
		});
		expect(lastRequest(sandbox).files).toEqual([
			{
				field: 'file',
				fileName: 'bill "A1".pdf',
				contentType: 'application/pdf',
				size: bytes.length,
				sha256,
			},
		]);
		const { data } = json.message as { data: string };
		const media = await wati(sandbox, 'GET', `/api/v1/getMedia?fileName=${data}`);
		expect(Buffer.from(media.text)).toEqual(bytes);
	});

	it.each([
		['a.png', 'image/png', 5 * MB, true],
		['a.png', 'image/png', 5 * MB + 1, false],
		['a.mp4', 'video/mp4', 16 * MB, true],
		['a.mp4', 'video/mp4', 16 * MB + 1, false],
		['a.ogg', 'audio/ogg; codecs=opus', 16 * MB + 1, false],
		['a.pdf', 'application/pdf', 17 * MB, true],
		['a.webp', 'image/webp', 100 * 1024, true],
		['a.webp', 'image/webp', 100 * 1024 + 1, false],
		['a.txt', 'text/plain', 0, false],
		['a.docx', 'application/octet-stream', 10, true],
		['a.bin', 'application/octet-stream', 10, false],
		['a.gif', 'image/gif', 10, false],
		['a.wav', 'audio/wav', 10, false],
		['a.wav', 'application/octet-stream', 10, false],
		['a.csv', 'text/csv', 10, false],
	])('%s as %s with %d bytes: accepted %s', async (name, type, size, accepted) => {
		const { status, json } = await send(name, type, Buffer.alloc(size));
		expect([status, json.result]).toEqual([200, accepted]);
	});

	it('refuses a WAV under another name', async () => {
		const wav = Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt '), Buffer.alloc(20)]);
		const { json } = await send('voice.mp3', 'audio/mpeg', wav);
		expect(json).toEqual({ result: false, info: 'File is not allowed by WhatsApp' });
	});

	it('allows 500 KB for an animated sticker', async () => {
		const webp = Buffer.alloc(400 * 1024);
		webp.write('RIFF', 0);
		webp.write('WEBPVP8X', 8);
		webp[20] = 2;
		webp.writeUIntLE(511, 24, 3);
		webp.writeUIntLE(511, 27, 3);
		expect((await send('a.webp', 'image/webp', webp)).json.result).toBe(true);
	});

	it('refuses other parts and types, cut bodies, long captions and closed windows', async () => {
		const other = upload('document', 'a.pdf', 'application/pdf', 'x');
		expect((await wati(sandbox, 'POST', path, other)).json.errors).toHaveProperty('file');
		expect((await wati(sandbox, 'POST', path, { file: 'x' })).status).toBe(415);
		const type = { 'content-type': 'multipart/form-data; boundary=b' };
		const cut = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\nx';
		expect((await wati(sandbox, 'POST', path, cut, type)).status).toBe(400);
		const long = `${path}?caption=${'a'.repeat(1025)}`;
		const pdf = () => upload('file', 'a.pdf', 'application/pdf', 'x');
		expect((await wati(sandbox, 'POST', long, pdf())).status).toBe(400);
		const closed = '/api/v1/sendSessionFile/14155550108';
		expect((await wati(sandbox, 'POST', closed, pdf())).json.message).toBe(
			'Ticket has been expired.',
		);
	});
});

describe('parseMultipart', () => {
	it('keeps bytes, empty parts and several parts apart', () => {
		const body = Buffer.concat([
			Buffer.from('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n--x\r\n'),
			Buffer.from(
				'Content-Disposition: form-data; name="b"; filename="b"\r\nContent-Type: a/b\r\n\r\n',
			),
			Buffer.from([0, 13, 10, 45, 45, 255]),
			Buffer.from('\r\n--x--\r\n'),
		]);
		const parts = parseMultipart('multipart/form-data; boundary="x"', body);
		expect(parts.map(({ name, contentType }) => [name, contentType])).toEqual([
			['a', undefined],
			['b', 'a/b'],
		]);
		expect(parts[0]?.content).toHaveLength(0);
		expect(parts[1]?.content).toEqual(Buffer.from([0, 13, 10, 45, 45, 255]));
	});

	it('refuses a body without boundary or end', () => {
		expect(() => parseMultipart('multipart/form-data', Buffer.from('x'))).toThrow('boundary');
		const open = Buffer.from('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nabc');
		expect(() => parseMultipart('multipart/form-data; boundary=x', open)).toThrow('end of Stream');
	});
});
