import { seconds } from '../../scripts/lib/progress.mjs';
import { PublishedExample } from '../lib/workflows/published-example.mjs';
import { startOver } from '../lib/workflows/trigger.mjs';
import { aiAgent } from './examples/ai-agent.mjs';
import { assistant } from './examples/assistant.mjs';
import { botAndTeam } from './examples/bot-and-team.mjs';
import { campaignFromSheet } from './examples/campaign-from-sheet.mjs';
import { optOutKeeper } from './examples/opt-out-keeper.mjs';
import { orderConfirmation } from './examples/order-confirmation.mjs';
import { supportHandOver } from './examples/support-hand-over.mjs';
import { survey } from './examples/survey.mjs';
import { voiceNote } from './examples/voice-note.mjs';

/**
 * One module for each example. It names its `file` in examples/, a `label`, the `numbers` of its customers, which
 * no other example has, and what the test changes (see {@link PublishedExample.open}). `check(example, context)`
 * runs it and holds what the customers got and what the items say against what is expected.
 */
const EXAMPLES = [
	orderConfirmation,
	survey,
	supportHandOver,
	campaignFromSheet,
	optOutKeeper,
	assistant,
	botAndTeam,
	aiAgent,
	voiceNote,
];

/** Each example has a webhook, and what a busy n8n did not answer in time comes again at once. */
const HABITS = { webhookLimit: EXAMPLES.length, retryEveryMs: 2_000 };

async function run(session, example) {
	const started = performance.now();
	const published = await PublishedExample.open(session, example);
	try {
		await example.check(published, session);
		return { workflow: published.workflow };
	} catch (error) {
		return { workflow: published.workflow, error };
	} finally {
		await published.close();
		console.log(`        ${example.file} took ${seconds(performance.now() - started)}`);
	}
}

/** All examples side by side, so that the silent customers of one are waited for while others talk. */
async function runAll(session) {
	await startOver(session);
	await session.sandbox.control('POST', 'webhooks/settings', HABITS);
	return new Map(
		EXAMPLES.map((example) => [example.file, run(session, example).catch((error) => ({ error }))]),
	);
}

let runs;

/** The first check starts all examples; each one tells the outcome of its own, and takes the picture of its canvas. */
export const examplesChecks = Object.fromEntries(
	EXAMPLES.map(({ file, label }) => [
		label,
		async (session) => {
			runs ??= runAll(session);
			const { workflow, error } = await (await runs).get(file);
			if (workflow) {
				await session.editor.openWorkflow(workflow.id);
				await session.picture(`example-${file.replace('.json', '')}`);
			}
			if (error) throw error;
		},
	]),
);
