/**
 * Reads a picture of the browser.
 * @param {import('playwright-core').Page} page that draws it
 * @param {string} picture a PNG as Base64
 * @param {number} [width] to draw it in; without one it stays as it is
 * @returns {Promise<{ pixels: Buffer, width: number, height: number }>} `pixels` as red, green, blue and alpha
 */
export async function readPixels(page, picture, width) {
	const { pixels, ...size } = await page.evaluate(draw, [picture, width]);
	return { ...size, pixels: Buffer.from(pixels, 'base64') };
}

/** Reads a picture inside the page, where a browser can, and gives its pixels as Base64. */
async function draw([picture, wantedWidth]) {
	const { Image, document } = globalThis;
	const image = new Image();
	image.src = `data:image/png;base64,${picture}`;
	await image.decode();
	const width = wantedWidth ?? image.naturalWidth;
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
