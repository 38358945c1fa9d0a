import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { INodeType } from 'n8n-workflow';

import { n8n } from '../../package.json';
import { answersPage } from './answers/page';
import { errorsPage } from './errors';
import { listOperations, buildPages, getPlace, type Subject } from './operations';
import { strayRequests } from './requests';

const ROOT = join(__dirname, '../..');
export const DOCS = join(ROOT, 'docs');
const OPERATIONS = 'operations';

const SENDING = 'How requests leave, what is repeated and what never is: [sending](../sending.md).';

/** What one should know of a node besides its fields. */
const INTRODUCTIONS: Record<string, string> = {
	wati: `Paths are below the endpoint URL of the WATI credential, or below \`https://api.maton.ai/wati\` with Maton; \`/connections\` is below \`https://api.maton.ai\`. ${SENDING}`,
	watiTrigger: 'Set-up, events and answers: [trigger](../trigger.md).',
	matonWhatsAppBusiness: `Paths are below \`https://api.maton.ai/whatsapp-business\`; \`/connections\` is below \`https://api.maton.ai\`. ${SENDING}`,
	matonWhatsAppBusinessTrigger:
		'Set-up, events and answers: [trigger](../whatsapp-business-trigger.md).',
};

/** A node of the built package by its file. */
function loadSubject(file: string): Subject {
	const className = basename(file, '.node.js');
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- the built class, as n8n loads it
	const classes = require(join(ROOT, file)) as Record<string, new () => INodeType>;
	const { description } = new classes[className]!();
	const introduction = INTRODUCTIONS[description.name] ?? '';
	return { description, folder: basename(dirname(file)), introduction };
}

/**
 * Every generated page below `docs/`, by its path. The nodes come from `dist`.
 *
 * @throws Error when an operation's request is not known, or one is told of an operation that is gone.
 */
export function generatedPages(): Record<string, string> {
	const subjects = n8n.nodes.map(loadSubject);
	const places = subjects.flatMap(({ description }) =>
		listOperations(description).map((operation) => getPlace(description, operation)),
	);
	const strays = strayRequests(places);
	if (strays.length > 0) {
		throw new Error(`scripts/docs/requests.ts tells of no operation: ${strays.join(', ')}`);
	}
	const pages = subjects
		.flatMap((subject) => Object.entries(buildPages(subject)))
		.map(([file, text]): [string, string] => [`${OPERATIONS}/${file}`, text]);
	return { 'answers.md': answersPage(), 'errors.md': errorsPage(), ...Object.fromEntries(pages) };
}

/** Pages about operations that are not generated any more. */
export function outdatedPages(pages: Record<string, string>): string[] {
	return readdirSync(join(DOCS, OPERATIONS))
		.map((file) => `${OPERATIONS}/${file}`)
		.filter((file) => !(file in pages));
}
