/** One part of a multipart/form-data body. `content` is a view on the body, not a copy. */
export interface FormPart {
	name: string;
	fileName?: string;
	contentType?: string;
	content: Buffer;
}

const HEADER_END = Buffer.from('\r\n\r\n');

/**
 * Splits a multipart/form-data body (RFC 7578) in one pass.
 * @throws Error when the boundary is missing or the body is not closed by it.
 */
export function parseMultipart(contentType: string, body: Buffer): FormPart[] {
	const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
	const mark = boundary?.[1] ?? boundary?.[2];
	if (mark === undefined) throw new Error('Missing content-type boundary.');
	const first = Buffer.from(`--${mark}`);
	const next = Buffer.from(`\r\n--${mark}`);
	const parts: FormPart[] = [];
	let position = body.indexOf(first);
	if (position < 0) throw new Error('Unexpected end of Stream, the content may have been cut.');
	position += first.length;
	while (body.toString('latin1', position, position + 2) !== '--') {
		const headerEnd = body.indexOf(HEADER_END, position);
		const end = headerEnd < 0 ? -1 : body.indexOf(next, headerEnd + 2);
		if (end < 0) throw new Error('Unexpected end of Stream, the content may have been cut.');
		const start = headerEnd + HEADER_END.length;
		const part = readPart(body.toString('utf8', position, headerEnd));
		if (part) parts.push({ ...part, content: body.subarray(start, Math.max(start, end)) });
		position = end + next.length;
	}
	return parts;
}

function readPart(head: string): Omit<FormPart, 'content'> | undefined {
	const disposition = /^content-disposition:\s*form-data;(.*)$/im.exec(head)?.[1];
	if (disposition === undefined) return undefined;
	const name = /[;\s]name="((?:[^"\\]|\\.)*)"/i.exec(` ${disposition}`)?.[1];
	if (name === undefined) return undefined;
	const extended = /filename\*=UTF-8''([^;\s]+)/i.exec(disposition)?.[1];
	const plain = /filename="((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1];
	const fileName = extended !== undefined ? decodeURIComponent(extended) : plain;
	return {
		name: unquote(name),
		fileName: fileName === undefined ? undefined : unquote(fileName),
		contentType: /^content-type:\s*(.+?)\s*$/im.exec(head)?.[1],
	};
}

// Browsers and undici write a quote as %22, curl as \".
function unquote(text: string): string {
	return text.replace(/\\(["\\])/g, '$1').replace(/%22/g, '"');
}
