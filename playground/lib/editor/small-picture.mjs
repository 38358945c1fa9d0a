import { readFile, writeFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';

import { readPixels } from './pixels.mjs';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const BIT_DEPTH = 8;
const INDEXED = 3;
/** An editor has few colors; fewer bytes matter more in a repository. */
const COLORS = 256;

function buildChunk(type, data) {
	const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	check.writeUInt32BE(crc32(named));
	return Buffer.concat([length, named, check]);
}

function buildHeader(width, height) {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([BIT_DEPTH, INDEXED], 8);
	return header;
}

/** Each line begins with its filter, 0 for none. */
function buildLines(indices, width, height) {
	const lines = Buffer.alloc((width + 1) * height);
	for (let line = 0; line < height; line += 1) {
		lines.set(indices.subarray(line * width, (line + 1) * width), line * (width + 1) + 1);
	}
	return lines;
}

/**
 * Writes a PNG again with a palette of colors, which is a third of its size.
 * @param {import('playwright-core').Page} page that reads it
 * @param {string} file
 * @param {number} [width] to draw it in; without one it stays as wide as it is
 */
export async function shrinkPicture(page, file, width) {
	const { default: gifenc } = await import('gifenc');
	const { quantize, applyPalette } = gifenc;
	const picture = (await readFile(file)).toString('base64');
	const { pixels, width: wide, height } = await readPixels(page, picture, width);
	const palette = quantize(pixels, COLORS);
	const lines = buildLines(applyPalette(pixels, palette), wide, height);
	const chunks = [
		buildChunk('IHDR', buildHeader(wide, height)),
		buildChunk('PLTE', Buffer.from(palette.flatMap((color) => color.slice(0, 3)))),
		buildChunk('IDAT', deflateSync(lines, { level: 9 })),
		buildChunk('IEND', Buffer.alloc(0)),
	];
	await writeFile(file, Buffer.concat([SIGNATURE, ...chunks]));
}
