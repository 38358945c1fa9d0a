const { mkdir, readdir, readFile, rm, writeFile } = require('node:fs/promises');
const { dirname, join } = require('node:path');
const { build } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const {
	convertCompilerOptionsFromJson,
	flattenDiagnosticMessageText,
	transpileModule,
} = require('typescript');

const { options: compilerOptions } = convertCompilerOptionsFromJson(
	require('./tsconfig.json').compilerOptions,
	__dirname,
);

const sources = { base: '.', encoding: false };

const clean = () => rm('dist', { recursive: true, force: true });

const compileFile = async (path) => {
	const { outputText, diagnostics } = transpileModule(await readFile(path, 'utf8'), {
		fileName: join(__dirname, path),
		compilerOptions,
		reportDiagnostics: true,
	});
	if (diagnostics.length > 0) {
		throw new Error(`${path}: ${flattenDiagnosticMessageText(diagnostics[0].messageText, '\n')}`);
	}
	const target = join('dist', path.replace(/\.ts$/, '.js'));
	await mkdir(dirname(target), { recursive: true });
	await writeFile(target, outputText);
};

/** File by file, which `isolatedModules` allows; `npm run typecheck` looks at all of them together. */
const compile = async () => {
	for (const folder of ['credentials', 'nodes']) {
		const paths = await readdir(folder, { recursive: true });
		const sources = paths.filter((path) => path.endsWith('.ts'));
		await Promise.all(sources.map((path) => compileFile(join(folder, path))));
	}
};

const copyIcons = () => src(['icons/*.svg'], sources).pipe(dest('dist'));

/** The codex files and output schemas are data that n8n reads beside each node. */
const copyNodeData = () =>
	src(['nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], {
		...sources,
		allowEmpty: true,
	}).pipe(dest('dist'));

/** The folders of the packages that a bundle took files from, e.g. `node_modules/libphonenumber-js`. */
const packagesIn = (inputs) => {
	const folders = Object.keys(inputs).map(
		(path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1],
	);
	return [...new Set(folders)].filter((folder) => folder !== undefined).sort();
};

const licenceOf = async (folder) => {
	const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
	const file = (await readdir(folder)).find((entry) => /^licen[cs]e(\.md|\.txt)?$/i.test(entry));
	if (file === undefined) throw new Error(`${name} brings no licence and so cannot be bundled`);
	return `${name} ${version}\n\n${(await readFile(join(folder, file), 'utf8')).trim()}\n`;
};

const bundle = async (source) => {
	const outfile = join('dist', source.replace(/\.ts$/, '.js'));
	const { metafile } = await build({
		entryPoints: [source],
		outfile,
		allowOverwrite: true,
		bundle: true,
		drop: ['console'],
		format: 'cjs',
		legalComments: 'none',
		metafile: true,
		minify: true,
		platform: 'node',
		target: 'node20',
	});
	const licences = await Promise.all(packagesIn(metafile.inputs).map(licenceOf));
	await writeFile(outfile.replace(/\.js$/, '.LICENSE.txt'), licences.join('\n'));
};

/**
 * A file `*-library.ts` passes on what is used of a package. Its place in `dist` is taken by the package itself in one
 * file, with the licence beside it, so that nothing is installed with this one.
 */
const bundleLibraries = async () => {
	const sources = await readdir('nodes', { recursive: true });
	const libraries = sources.filter((path) => path.endsWith('-library.ts'));
	await Promise.all(libraries.map((path) => bundle(join('nodes', path))));
};

exports.build = series(clean, parallel(compile, copyIcons, copyNodeData), bundleLibraries);
exports.default = exports.build;
