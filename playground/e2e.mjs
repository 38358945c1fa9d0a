import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { root } from '../scripts/ensure.mjs';
import { printProblem, Problem } from '../scripts/lib/problem.mjs';
import { seconds } from '../scripts/lib/progress.mjs';
import { businessFormChecks } from './e2e/editor/business-form-checks.mjs';
import { cloudApiChecks } from './e2e/cloud-api-checks.mjs';
import { conversationChecks } from './e2e/conversation/conversation-checks.mjs';
import { editorChecks } from './e2e/editor/editor-checks.mjs';
import { examplesChecks } from './e2e/examples-checks.mjs';
import { formsChecks } from './e2e/editor/forms-checks.mjs';
import { movedChecks } from './e2e/moved-checks.mjs';
import { firstStepsChecks } from './e2e/editor/first-steps-checks.mjs';
import { ownAddressChecks } from './e2e/trigger/own-address-checks.mjs';
import { paletteChecks } from './e2e/editor/palette-checks.mjs';
import { registrationChecks } from './e2e/trigger/registration-checks.mjs';
import { restartChecks } from './e2e/trigger/restart-checks.mjs';
import { retryChecks } from './e2e/retry-checks.mjs';
import { rotationChecks } from './e2e/trigger/rotation-checks.mjs';
import { securityChecks } from './e2e/security-checks.mjs';
import { sendingChecks } from './e2e/sending-checks.mjs';
import { stepsChecks } from './e2e/editor/steps-checks.mjs';
import { triggerChecks } from './e2e/trigger/trigger-checks.mjs';
import { turnsChecks } from './e2e/conversation/turns-checks.mjs';
import { whatsappBusinessChecks } from './e2e/whatsapp-business-checks.mjs';
import { Editor } from './lib/editor/editor.mjs';
import { newKeyMark, newMetaApp } from './lib/leaks/canaries.mjs';
import { runHeadless } from './lib/editor/headless.mjs';
import { OWNER } from './lib/paths.mjs';
import { openQueueSession } from './lib/n8n/queue.mjs';

const PORT = 5720;

/**
 * Checks by group and label, run in this order on one n8n. A group sets up what it needs, and leaves no published
 * workflow behind. Each check gets the session (playground/lib/session.mjs), `editor`, `assert`, `pages` (what the
 * editor showed so far, as text), `picture(name, height)`, `pictureFolder`, which is docs/images with --pictures and
 * test-results without, `pictures`, whether they are for the docs, and `seeds`, how often a check with chance in it runs.
 */
const GROUPS = {
	editor: { ...firstStepsChecks, ...editorChecks },
	steps: stepsChecks,
	forms: formsChecks,
	palette: paletteChecks,
	sending: sendingChecks,
	retry: retryChecks,
	trigger: triggerChecks,
	restarts: restartChecks,
	registration: registrationChecks,
	rotation: rotationChecks,
	'cloud-api': { ...cloudApiChecks, ...movedChecks },
	'whatsapp-business': {
		...businessFormChecks,
		...whatsappBusinessChecks,
		...ownAddressChecks,
	},
	examples: examplesChecks,
	conversation: conversationChecks,
	turns: turnsChecks,
	// The last one: it looks at what all others left behind.
	security: securityChecks,
};

/** Groups whose checks open no browser. */
const WITHOUT_EDITOR = ['restarts', 'conversation', 'turns'];

/** The groups to run, each with its checks that were asked for. */
function chooseChecks({ only, matching }) {
	const chosen = Object.entries(GROUPS)
		.filter(([group]) => only.includes(group))
		.map(([group, checks]) => [
			group,
			Object.entries(checks).filter(([label]) => matching.some((words) => label.includes(words))),
		])
		.filter(([, checks]) => checks.length > 0);
	if (chosen.length > 0) return chosen;
	throw new Problem(`No check of these groups has "${matching.join('" or "')}" in its label.`);
}

function readOptions() {
	const usage = [
		`Usage: npm run test:e2e -- [--only ${Object.keys(GROUPS).join('|')}]... [--matching WORDS]... [--pictures] [--queue] [--seeds NUMBER]`,
		'--matching runs the checks alone that have these words in their label.',
	];
	try {
		const { values } = parseArgs({
			options: {
				only: { type: 'string', multiple: true, default: Object.keys(GROUPS) },
				matching: { type: 'string', multiple: true, default: [''] },
				pictures: { type: 'boolean', default: false },
				queue: { type: 'boolean', default: false },
				seeds: { type: 'string', default: '3' },
			},
		});
		const unknown = values.only.filter((name) => !Object.hasOwn(GROUPS, name));
		if (unknown.length === 0) return { ...values, chosen: chooseChecks(values) };
		throw new Problem(`There is no group "${unknown.join('", "')}".`, usage);
	} catch (error) {
		printProblem(error instanceof Problem ? error : new Problem(error.message, usage));
		return process.exit(1);
	}
}

const { only, chosen, pictures, queue, seeds } = readOptions();

/** Keeps what the editor shows, to be searched for secrets. A browser that hangs ends its check, not the run. */
async function keepPage(editor, pages, label) {
	const text = await editor?.text().catch(() => undefined);
	if (text !== undefined) pages.push({ label, text });
}

const pictureFolder = pictures ? join(root, 'docs', 'images') : join(root, 'test-results');

function pictureTaker(editor, pages) {
	return async (name, height) => {
		const file = join(pictureFolder, `${name}.png`);
		await editor.picture(file, height);
		if (pictures) await editor.shrinkPicture(file);
		await keepPage(editor, pages, name);
	};
}

async function passes([label, check], context) {
	const started = performance.now();
	const took = () => `(${seconds(performance.now() - started)})`;
	try {
		await check(context);
		console.log(`ok      ${label} ${took()}`);
		return true;
	} catch (error) {
		console.log(`failed  ${label} ${took()}\n${error.stack ?? error}`);
		const file = join(root, 'test-results', `failed-${label.replace(/\W+/g, '-')}.png`);
		await context.editor?.picture(file).catch(() => {});
		context.editor?.navigation.loadAgain();
		return false;
	}
}

async function openEditor({ url }) {
	const editor = await Editor.open(url);
	await editor.signIn(OWNER);
	return editor;
}

/** Runs the checks one after the other, and goes on after a failed one. */
async function runChecks(session) {
	const editor = only.every((group) => WITHOUT_EDITOR.includes(group))
		? undefined
		: await openEditor(session);
	const pages = [];
	const picture = pictureTaker(editor, pages);
	await mkdir(pictureFolder, { recursive: true });
	const context = {
		...session,
		restart: async (signal) => {
			await session.restart(signal);
			editor?.navigation.loadAgain();
		},
		editor,
		picture,
		pictureFolder,
		pictures,
		pages,
		assert,
		seeds: Number(seeds),
	};
	const result = { passed: 0, failed: 0 };
	for (const [group, checks] of chosen) {
		console.log(`\n${group}`);
		for (const check of checks) {
			result[(await passes(check, context)) ? 'passed' : 'failed'] += 1;
			await keepPage(editor, pages, check[0]);
		}
	}
	await editor?.close();
	return result;
}

// In queue mode n8n is five processes, which needs Redis and PostgreSQL (playground/lib/n8n/queue.mjs).
await runHeadless({
	name: queue ? 'e2e-queue' : 'e2e',
	port: PORT,
	work: runChecks,
	env: { N8N_LOG_LEVEL: 'debug' },
	keyMark: newKeyMark(),
	metaApp: newMetaApp(),
	...(queue ? { open: openQueueSession } : {}),
});
