import { startSpeechService } from '../../lib/services/speech-service.mjs';

const [PAU, QUIN, RITA] = [1, 2, 3].map((place) => `1415555380${place}`);

let speech;

/** The speech service of the example is one on this machine. */
async function withSpeechService(workflow, { api }) {
	speech = await startSpeechService('Is my parcel on its way?');
	const openAiApi = await api.saveCredential({
		name: 'Speech service',
		type: 'openAiApi',
		data: { apiKey: 'key-of-the-speech-service', url: speech.url },
	});
	const nodes = workflow.nodes.map((node) =>
		node.name === 'Write It Down'
			? {
					...node,
					parameters: { ...node.parameters, url: `${speech.url}/audio/transcriptions` },
					credentials: { openAiApi },
				}
			: node,
	);
	return { ...workflow, nodes };
}

async function check(example, { api, assert }) {
	try {
		await example.says(QUIN, { text: 'I write' });
		await example.says(PAU, { kind: 'voice' });
		const executions = await example.ended(1);
		assert.deepEqual(await example.textsTo(PAU), ['You said: Is my parcel on its way?']);
		assert.deepEqual(await example.textsTo(QUIN), []);
		const { runData } = await api.execution(executions[0].id);
		const [heard] = runData['Customer Speaks'][0].data.main[0];
		const [{ key, model, bytes }] = speech.requests;
		assert.deepEqual([key, model], ['Bearer key-of-the-speech-service', 'whisper-1']);
		assert.ok(bytes.length > 0);
		assert.deepEqual(bytes, await api.file(heard.binary.data));

		speech.refuse();
		await example.says(RITA, { kind: 'voice' });
		await example.ended(2);
		assert.deepEqual(await example.textsTo(RITA), [
			'Sorry, I could not understand your voice message. Could you write it, please?',
		]);
	} finally {
		await speech.stop();
	}
}

/** A voice message, a typed one, and one that the service does not understand. */
export const voiceNote = {
	file: 'voice-note.json',
	label: 'voice note: what a customer says comes back in writing',
	numbers: [PAU, QUIN, RITA],
	change: withSpeechService,
	check,
};
