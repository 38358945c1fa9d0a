import { writeFile } from 'node:fs/promises';

const WIDTH = 960;
const COLORS = 128;

/** What a moving picture of the window is made of, step by step. */
export class Film {
	#page;

	#frames = [];

	/** @param {import('playwright-core').Page} page */
	constructor(page) {
		this.#page = page;
	}

	/**
	 * Takes the window as it is now.
	 * @param {number} showMs how long it is to be seen
	 */
	async take(showMs) {
		const picture = await this.#page.screenshot();
		this.#frames.push({ picture: picture.toString('base64'), showMs });
	}

	/**
	 * Writes what was taken as a GIF that plays for ever.
	 * @param {string} file
	 * @returns {Promise<number>} its size in bytes
	 */
	async write(file) {
		const { default: gifenc } = await import('gifenc');
		const { GIFEncoder, quantize, applyPalette } = gifenc;
		const encoder = GIFEncoder();
		const page = await this.#page.context().browser().newPage();
		try {
			for (const { picture, showMs } of this.#frames) {
				const { pixels, width, height } = await page.evaluate(drawSmaller, [picture, WIDTH]);
				const colors = Buffer.from(pixels, 'base64');
				const palette = quantize(colors, COLORS);
				encoder.writeFrame(applyPalette(colors, palette), width, height, {
					palette,
					delay: showMs,
				});
			}
		} finally {
			await page.close();
		}
		encoder.finish();
		const bytes = encoder.bytes();
		await writeFile(file, bytes);
		return bytes.length;
	}
}

/** Reads a picture inside the page, where a browser can, and gives its pixels as Base64. */
async function drawSmaller([picture, width]) {
	const { Image, document } = globalThis;
	const image = new Image();
	image.src = `data:image/png;base64,${picture}`;
	await image.decode();
	const height = Math.round((image.naturalHeight * width) / image.naturalWidth);
	const canvas = Object.assign(document.createElement('canvas'), { width, height });
	const context = canvas.getContext('2d');
	context.imageSmoothingQuality = 'high';
	context.drawImage(image, 0, 0, width, height);
	const { data } = context.getImageData(0, 0, width, height);
	const parts = [];
	for (let at = 0; at < data.length; at += 0x8000) {
		parts.push(String.fromCharCode(...data.subarray(at, at + 0x8000)));
	}
	return { pixels: globalThis.btoa(parts.join('')), width, height };
}
