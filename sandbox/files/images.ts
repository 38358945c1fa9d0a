import { deflateSync } from 'node:zlib';

import { crc32 } from './crc32';

/** An RGB image with a colour gradient (PNG specification). */
export function pngImage(width: number, height: number): Buffer {
	const rows = Buffer.alloc(height * (1 + width * 3));
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			const at = y * (1 + width * 3) + 1 + x * 3;
			rows[at] = (x * 255) / width;
			rows[at + 1] = (y * 255) / height;
			rows[at + 2] = 140;
		}
	}
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 2, 0, 0, 0], 8);
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		pngChunk('IHDR', head),
		pngChunk('IDAT', deflateSync(rows)),
		pngChunk('IEND', Buffer.alloc(0)),
	]);
}

function pngChunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	const check = Buffer.alloc(4);
	check.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, check]);
}

/** One pixel. */
export function jpegImage(): Buffer {
	const scan = Buffer.from(
		`/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP${'/'.repeat(86)}` +
			'wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
		'base64',
	);
	return Buffer.concat([scan, Buffer.from([0xff, 0xd9])]);
}
