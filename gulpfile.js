const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, parallel, series, src } = require('gulp');

const sources = { base: '.', encoding: false };

const clean = () => rm('dist', { recursive: true, force: true });

const compile = (done) =>
	execFile(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.json'], (error, out) =>
		done(error ? new Error(out || error.message) : undefined),
	);

const copyIcons = () => src(['icons/*.svg'], sources).pipe(dest('dist'));

/** The codex files and output schemas are data that n8n reads beside each node. */
const copyNodeData = () =>
	src(['nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], { ...sources, allowEmpty: true }).pipe(
		dest('dist'),
	);

exports.build = series(clean, parallel(compile, copyIcons, copyNodeData));
exports.default = exports.build;
