import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { findWords } from './code-words';

const SHARED = resolve(__dirname, '../../nodes/shared');

/** Rooms that know the gateway, through which every service is reached. */
const GATEWAY_ROOMS = ['maton/', 'http/'];

/** Words that shared code has to hold all the same, as `file: word`, with the reason. */
const EXCEPTIONS: Record<string, string> = {
	'errors/catalogue.ts: maton': 'a missing connection of the gateway is a failure of its own',
	'fields/delivery-fields.ts: maton':
		'builds the field that overrides the connection of the gateway',
	'http/route/addresses.ts: wati': 'people paste the address with the name of the app behind it',
	'items/input-fields.ts: wati': 'an output field, which workflows read',
	'items/routed-items.ts: maton': 'the credential of the gateway is the default of every node',
	'sending/own-messages.ts: wati': 'an output field, which workflows read',
	'waiting/question/question.ts: wati': 'an output field, which workflows read',
	'webhooks/browser-page.ts: meta': 'an element of HTML',
	'webhooks/event.ts: wati': 'an output field, which workflows read',
	'webhooks/memory/shared-status.ts: wati': 'a key in the static data of workflows',
};

const files = readdirSync(SHARED, { recursive: true, encoding: 'utf8' }).filter((name) =>
	name.endsWith('.ts'),
);

/** Names of services in the code of a file, comments aside: they name the sources of facts. */
function findServices(file: string): string[] {
	const isOfGateway = GATEWAY_ROOMS.some((room) => file.startsWith(room));
	const services = new Set(['wati', 'meta', ...(isOfGateway ? [] : ['maton'])]);
	const words = findWords(readFileSync(join(SHARED, file), 'utf8'));
	return [...new Set(words)].filter((word) => services.has(word)).map((word) => `${file}: ${word}`);
}

test('shared code names no service', () => {
	const found = files.flatMap(findServices).sort();
	expect(found).toEqual(Object.keys(EXCEPTIONS).sort());
});
