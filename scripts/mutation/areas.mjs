const tests = (folder, ...names) => names.map((name) => `${folder}/${name}.test.ts`);

/**
 * The folders that are measured, and the tests that run against each mutant of them: those near it that
 * wait for nothing. A file of `nodes` belongs to the first area that its path begins with. `built` tells
 * whether the tests run the built package, which then is built with the mutants.
 */
export const AREAS = [
	{
		files: ['verify', 'duplicates', 'normalize'].map((name) => `nodes/WatiTrigger/${name}.ts`),
		tests: tests(
			'test/trigger',
			...['verify', 'duplicates', 'duplicates-bounds', 'normalize', 'normalize-fields'],
		),
		built: false,
	},
	{
		files: ['nodes/Wati/responses', 'nodes/MatonWhatsAppBusiness/responses'],
		tests: ['test/responses'],
		built: false,
	},
	{
		files: ['nodes/Wati/transport'],
		tests: [
			'test/transport',
			...tests('test/sending', 'guard', 'long-text', 'usage'),
			...tests('test/wati', 'contacts', 'messages', 'routes', 'templates'),
		],
		built: true,
	},
	{
		files: ['nodes/Wati/bulk'],
		tests: [
			...tests('test/bulk', 'options', 'routes', 'states'),
			...tests('test/wati', 'send-to-many'),
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
