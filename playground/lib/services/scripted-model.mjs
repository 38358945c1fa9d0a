import { createServer } from 'node:http';

function toolCall(name, values, place) {
	return {
		id: `call_${place}`,
		type: 'function',
		function: { name, arguments: JSON.stringify(values) },
	};
}

/** What a chat completion looks like (OpenAI's API reference, "Create chat completion"). */
function completion({ model, tools = [] }, turn, place) {
	const message = { role: 'assistant', content: turn.says ?? null };
	const { calls = tools[0]?.function.name, sends } = turn;
	if (sends) message.tool_calls = [toolCall(calls, sends, place)];
	const reason = sends ? 'tool_calls' : 'stop';
	return {
		id: `chatcmpl-${place}`,
		object: 'chat.completion',
		created: Math.floor(Date.now() / 1000),
		model,
		choices: [{ index: 0, message, finish_reason: reason }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

async function bodyOf(request) {
	const chunks = [];
	for await (const chunk of request) chunks.push(chunk);
	return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

/**
 * A chat model on this machine that plays a script, for agents in tests. It speaks OpenAI's chat completions.
 * @returns {Promise<{ url: string, requests: object[], plays: (...turns: object[]) => void,
 *   decides: (choose: (body: object) => object) => void, stop: () => Promise<void> }>}
 *   `url` is the base URL of a credential; `requests` holds the bodies that came; `plays` sets what it does next, one
 *   turn for each request: `{ sends: {...} }` calls the first tool with these values, or the one that `calls` names, `{ says: 'text' }` ends, and
 *   `{ refuses: 'why' }` answers 400, as it does to a request that the script does not expect; `decides` takes a function
 *   that finds the turn for each request
 */
export async function startScriptedModel() {
	const requests = [];
	let script = [];
	let choose = () => script.shift() ?? { refuses: 'The script is over' };
	const server = createServer(async (request, response) => {
		const body = await bodyOf(request);
		requests.push(body);
		const { refuses, ...turn } = choose(body);
		const answer = refuses
			? { error: { message: refuses, type: 'invalid_request_error' } }
			: completion(body, turn, requests.length);
		response.writeHead(refuses ? 400 : 200, { 'content-type': 'application/json' });
		response.end(JSON.stringify(answer));
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${server.address().port}/v1`,
		requests,
		plays: (...turns) => {
			script = turns;
		},
		decides: (own) => {
			choose = own;
		},
		stop: () =>
			new Promise((resolve) => {
				server.close(resolve);
				server.closeAllConnections();
			}),
	};
}
