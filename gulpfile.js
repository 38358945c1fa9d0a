const { mkdir, readdir, readFile, rm, writeFile } = require('node:fs/promises');
const { dirname, join, relative, sep } = require('node:path');
const { Transform } = require('stream');

const { minify } = require('@swc/core');
const { build } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');

const { n8n } = require('./package.json');

const sources = { base: '.', encoding: false };

const clean = () => rm('dist', { recursive: true, force: true });

/** Everything that is the package's own, in one file. Its source map, for traces of errors in the sources, is not packed. */
const OWN_CODE = 'package.js';

/** Beside what n8n loads: states of the process that tests and benchmarks start anew or look at. They are not packed. */
const ALSO_LOADED = [
	'nodes/Wati/service',
	'nodes/shared/sending/own-messages',
	'nodes/shared/waiting/triggers/announce-sends',
	'nodes/shared/waiting/in-process/listeners',
	'nodes/shared/waiting/in-process/process-waits',
	'nodes/shared/webhooks/memory/duplicates',
	'nodes/shared/webhooks/memory/trigger-memory',
];

const LOADED_BY_N8N = [...n8n.nodes, ...n8n.credentials].map((path) =>
	path.replace(/^dist\/(.*)\.js$/, '$1'),
);

const nameOf = (path) => path.replace(/\W/g, '_');

const ownCode = {
	name: 'own-code',
	setup(bundler) {
		bundler.onResolve({ filter: /-library$/ }, ({ path, resolveDir }) => {
			const file = relative(__dirname, join(resolveDir, path)).split(sep).join('/');
			return { path: `./${file}.js`, external: true };
		});
	},
};

/** Esbuild's own names and calls take four percent more of the tarball. */
const minifyCode = async (code, map) =>
	await minify(code, {
		compress: true,
		ecma: 2020,
		mangle: true,
		sourceMap: { content: map },
		toplevel: true,
	});

/** One file loads in a fraction of the time of four hundred, and packs smaller. */
const compile = async () => {
	// In this order, and that of package.json, the packed file is smallest.
	const paths = [...ALSO_LOADED, ...LOADED_BY_N8N];
	const lines = paths.map((path) => `export * as ${nameOf(path)} from './${path}';`);
	const target = join('dist', OWN_CODE);
	const { outputFiles } = await build({
		stdin: { contents: lines.join('\n'), resolveDir: __dirname },
		outfile: target,
		bundle: true,
		charset: 'utf8',
		external: ['n8n-workflow'],
		format: 'cjs',
		legalComments: 'none',
		minifySyntax: true,
		platform: 'node',
		plugins: [ownCode],
		sourcemap: 'external',
		sourcesContent: false,
		target: 'node20',
		write: false,
	});
	const [mapped, built] = outputFiles.map(({ text }) => text);
	const { code, map } = await minifyCode(built, mapped);
	await mkdir('dist', { recursive: true });
	await writeFile(target, `${code}\n//# sourceMappingURL=${OWN_CODE}.map\n`);
	await writeFile(`${target}.map`, map);
	for (const path of paths) {
		const file = join('dist', `${path}.js`);
		const own = relative(dirname(file), target).split(sep).join('/');
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, `module.exports = require('${own}').${nameOf(path)};\n`);
	}
};

const copyIcons = () => src(['icons/*.svg'], sources).pipe(dest('dist'));

const withoutSpace = new Transform({
	objectMode: true,
	transform(file, _encoding, done) {
		file.contents = Buffer.from(JSON.stringify(JSON.parse(file.contents)));
		done(null, file);
	},
});

/** The codex files and output schemas are data that n8n reads beside each node. */
const copyNodeData = () =>
	src(['nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], {
		...sources,
		allowEmpty: true,
	})
		.pipe(withoutSpace)
		.pipe(dest('dist'));

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

/** How numbers are written, and with which prefix, a fifth of the data on countries: nothing here formats. */
const FOR_FORMATTING = [4, 8];

const phoneNumberData = {
	name: 'phone-number-data',
	setup(bundler) {
		bundler.onLoad({ filter: /[\\/]metadata\.max\.json(\.js)?$/ }, async ({ path }) => {
			const data = JSON.parse(await readFile(path.replace(/\.js$/, ''), 'utf8'));
			for (const country of [
				...Object.values(data.countries),
				...Object.values(data.nonGeographic),
			]) {
				for (const place of FOR_FORMATTING) country[place] = 0;
			}
			return { contents: JSON.stringify(data), loader: 'json' };
		});
	},
};

/**
 * Marked makes an instance of itself as it loads, which a bundler has to keep with the parser and renderers behind it, a
 * third of the code. Only the lexer is used here.
 */
const lexerOfMarked = {
	name: 'lexer-of-marked',
	setup(bundler) {
		bundler.onLoad({ filter: /[\\/]marked\.esm\.js$/ }, async ({ path }) => {
			const code = await readFile(path, 'utf8');
			const end = code.search(/var (\w+)=new \w+;function \w+\(\w+,\w+\)\{return \1\.parse\(/);
			const [lexer, tokenizer] = ['Lexer', 'Tokenizer'].map((name) =>
				new RegExp(`[{,](\\w+ as ${name})[,}]`).exec(code.slice(end)),
			);
			if (end < 0 || !lexer || !tokenizer) throw new Error(`${path} is built in another way now`);
			return { contents: `${code.slice(0, end)}export{${lexer[1]},${tokenizer[1]}}` };
		});
	},
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
		plugins: [phoneNumberData, lexerOfMarked],
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
