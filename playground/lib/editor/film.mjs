import { writeFile } from 'node:fs/promises';

import { readPixels } from './pixels.mjs';

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
				const { pixels, width, height } = await readPixels(page, picture, WIDTH);
				const palette = quantize(pixels, COLORS);
				encoder.writeFrame(applyPalette(pixels, palette), width, height, {
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
