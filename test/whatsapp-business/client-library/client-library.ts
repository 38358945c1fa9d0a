import { createRequire } from 'node:module';
import { join } from 'node:path';

import { buildSync } from 'esbuild';
import type * as Library from 'whatsapp-api-js/lib/messages';

/** The independent client library of the Cloud API, an ES module, in a form that all versions of Node load. */
export function loadLibrary(): typeof Library {
	const { outputFiles } = buildSync({
		stdin: {
			contents: "export * from 'whatsapp-api-js/messages'",
			resolveDir: join(__dirname, '../../..'),
		},
		bundle: true,
		format: 'cjs',
		platform: 'node',
		write: false,
	});
	const loaded = { exports: {} };
	const code = outputFiles[0]!.text;
	new Function('module', 'exports', 'require', code)(
		loaded,
		loaded.exports,
		createRequire(__filename),
	);
	return loaded.exports as typeof Library;
}

type Named = Record<string, unknown>;

/** Names whose value is Meta's own when it is left out. */
const DEFAULTS: Record<string, unknown> = {
	preview_url: false,
	policy: 'deterministic',
	recipient_type: 'individual',
	mode: 'published',
	flow_action: 'navigate',
};

/** What a body means: without defaults, and with numbers as Meta reads them, as texts. */
export function toMeaning(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(toMeaning);
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value as Named)
			.filter(([name, entry]) => entry !== undefined && DEFAULTS[name] !== entry)
			.map(([name, entry]) => [name, toMeaning(entry)]),
	);
}

/** The body that the library sends, as its `sendMessage` makes it. */
export function toLibraryBody(message: Library.Text | object, to: string): unknown {
	const { _type: type } = message as { _type: string };
	const json = JSON.parse(JSON.stringify(message)) as unknown;
	// Contacts write themselves as a text.
	const content = typeof json === 'string' ? (JSON.parse(json) as unknown) : json;
	return toMeaning({ messaging_product: 'whatsapp', to, type, [type]: content });
}
