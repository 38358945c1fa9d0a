const tests = (folder, ...names) => names.map((name) => `${folder}/${name}.test.ts`);

/**
 * The folders that are measured, and the tests that run against each mutant of them: those near it, and
 * `slowTests` against those that survive them. A file of `nodes` belongs to the first area with a path that
 * its own begins with. `built` tells whether the tests run the built package, which then is built with the mutants.
 */
export const AREAS = [
	{
		files: [
			'nodes/WatiTrigger/verify.ts',
			'nodes/services/wati/normalize.ts',
			'nodes/shared/webhooks/memory/duplicates.ts',
		],
		tests: tests(
			'test/nodes',
			...['WatiTrigger/verify', 'services/wati/normalize', 'services/wati/normalize.fields'],
			...['duplicates', 'trigger-memory'].map((name) => `shared/webhooks/memory/${name}`),
		),
		built: false,
	},
	{
		files: [
			'nodes/Wati/responses',
			'nodes/MatonWhatsAppBusiness/responses',
			'nodes/services/wati/errors/predicate.ts',
			'nodes/shared/http/answers',
		],
		tests: [
			'test/nodes/Wati/responses',
			'test/nodes/MatonWhatsAppBusiness/responses',
			...tests('test/nodes/services/wati/errors', 'named-refusals', 'predicate'),
			'test/nodes/shared/http/answers',
			...tests('test/nodes/shared', 'parameters/json', 'templates/placeholders'),
		],
		built: false,
	},
	{
		files: ['nodes/Wati/operations/send-to-many', 'nodes/shared/items'],
		tests: [
			'test/bulk',
			'test/nodes/Wati/operations/send-to-many',
			'test/nodes/shared/items',
			...tests('test/sending', 'guard', 'preview', 'usage'),
			...tests('test/wati', 'contacts', 'messages', 'templates/schedule', 'templates/send-to-many', 'templates/templates'),
		],
		slowTests: [
			...tests('test/conversation', 'asking', 'waiting'),
			...tests('test/security', 'redirects', 'requests'),
			...tests('test/sending', 'files/files', 'files/streams', 'verification/verify', 'window'),
			...tests('test/wati', 'account/credentials', 'foreign-hosts', 'statuses', 'v3/contacts'),
		],
		built: true,
	},
	{
		files: ['nodes/shared/webhooks/turns', 'nodes/shared/webhooks/pause'],
		tests: [
			'test/nodes/shared/webhooks',
			...tests('test/trigger/turns', 'turns', 'pause'),
			...tests('test/whatsapp-business-trigger', 'turns', 'pause'),
		],
		slowTests: tests('test/trigger', 'turns/turn-kills', 'handover'),
		built: true,
	},
	{
		files: ['nodes/shared/http', 'nodes/shared/sending', 'nodes/Wati/operations'],
		tests: [
			...['shared/http', 'shared/items', 'shared/sending', 'Wati'].map(
				(room) => `test/nodes/${room}`,
			),
			...tests('test/sending', 'guard', 'texts/long-text', 'numbers', 'preview', 'usage'),
			...tests('test/wati', 'account/check-setup', 'contacts', 'foreign-hosts', 'messages', 'paging'),
			...tests('test/wati', 'account/rotate-token', 'templates/templates'),
			...tests('test/security', 'redirects', 'requests'),
		],
		slowTests: [
			...tests('test/conversation', 'asking', 'delivery', 'looking'),
			...tests('test/promises', 'bad-input', 'refusals'),
			...tests('test/security', 'fetches'),
			...tests('test/sending', 'execution-retry', 'files/files', 'files/streams', 'tool-calls', 'window'),
			...tests('test/sending/verification', 'unknown-writes', 'verify'),
			...tests('test/trigger', 'trigger-status'),
			...tests(
				'test/wati',
				'account/credentials',
				'loaders',
				'other-resources',
				'routes',
				'templates/schedule',
				'templates/send-to-many',
			),
			...tests('test/wati', 'statuses', 'v3/chatbots-webhooks', 'v3/contacts', 'v3/conversations', 'v3/files', 'v3/route'),
		],
		built: true,
	},
];

/** @param {string} path a folder or file, with or without lines as in `verify.ts:10-20` */
export function areaOf(path) {
	return AREAS.find(({ files }) => files.some((file) => path.startsWith(file)));
}

/** @param {string} path as Stryker's `--mutate` takes it */
export const filesUnder = (path) => (/\.ts(:|$)/.test(path) ? path : `${path}/**/*.ts`);
