import { createServer } from 'node:http';

async function bodyOf(request) {
	const chunks = [];
	for await (const chunk of request) chunks.push(chunk);
	return Buffer.concat(chunks);
}

/** The parts of a form, by name. */
async function formOf(request) {
	const body = await bodyOf(request);
	const { 'content-type': type } = request.headers;
	return await new Response(body, { headers: { 'content-type': type } }).formData();
}

/**
 * A speech service on this machine, which hears the same words in every file. It takes what OpenAI's does (API reference,
 * "Create transcription").
 * @param {string} text
 * @returns {Promise<{ url: string, requests: object[], refuse: () => void, stop: () => Promise<void> }>} `requests` holds the
 *   key, the model and the bytes of each file; after `refuse` the service answers 400
 */
export async function startSpeechService(text) {
	const requests = [];
	let refuses = false;
	const server = createServer(async (request, response) => {
		const form = await formOf(request);
		requests.push({
			key: request.headers.authorization,
			model: form.get('model'),
			bytes: Buffer.from(await form.get('file').arrayBuffer()),
		});
		response.writeHead(refuses ? 400 : 200, { 'content-type': 'application/json' });
		response.end(
			JSON.stringify(refuses ? { error: { message: 'No speech was found' } } : { text }),
		);
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${server.address().port}/v1`,
		requests,
		refuse: () => {
			refuses = true;
		},
		stop: () =>
			new Promise((resolve) => {
				server.close(resolve);
				server.closeAllConnections();
			}),
	};
}
