import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import {
	buildScanConfig,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The rooms of nodes/shared in their one direction: each may import those before it. */
const SHARED_ROOMS = [
	'parameters',
	'errors',
	'formatting',
	'http',
	'files',
	'fields',
	'templates',
	'sending',
	'maton',
	'items',
	'webhooks',
	'waiting',
];

/** Which service a node is of. */
const NODE_SERVICES = {
	Wati: 'wati',
	WatiTrigger: 'wati',
	MatonWhatsAppBusiness: 'meta',
	MatonWhatsAppBusinessTrigger: 'meta',
};

const nodeFolders = Object.keys(NODE_SERVICES).map((node) => `./nodes/${node}`);

/** Imports go from a node to its service to what is shared, and never back or across. */
const importZones = [
	...Object.entries(NODE_SERVICES).map(([node, service]) => ({
		target: `./nodes/${node}`,
		from: [
			...nodeFolders.filter((folder) => folder !== `./nodes/${node}`),
			`./nodes/services/${service === 'wati' ? 'meta' : 'wati'}`,
		],
		message: 'A node imports itself, its service and nodes/shared.',
	})),
	{
		target: './nodes/services/wati',
		from: [...nodeFolders, './nodes/services/meta'],
		message: 'A service imports itself, services/whatsapp and nodes/shared.',
	},
	{
		target: './nodes/services/meta',
		from: [...nodeFolders, './nodes/services/wati'],
		message: 'A service imports itself, services/whatsapp and nodes/shared.',
	},
	{
		target: './nodes/services/whatsapp',
		from: [...nodeFolders, './nodes/services/wati', './nodes/services/meta'],
		message: 'What both services know of WhatsApp imports itself and nodes/shared.',
	},
	{
		target: './nodes/shared',
		from: [...nodeFolders, './nodes/services'],
		message: 'nodes/shared knows no node and no service.',
	},
	...SHARED_ROOMS.slice(0, -1).map((room, place) => ({
		target: `./nodes/shared/${room}`,
		from: SHARED_ROOMS.slice(place + 1).map((later) => `./nodes/shared/${later}`),
		message: `nodes/shared/${room} stands before this room: see SHARED_ROOMS.`,
	})),
];

const shipped = ['credentials/**/*.ts', 'nodes/**/*.ts'];

/** The type check finds the same, and reads the imports anyway. */
const CHECKED_BY_TYPESCRIPT = {
	'import-x/default': 'off',
	'import-x/named': 'off',
	'import-x/namespace': 'off',
	'import-x/no-named-as-default-member': 'off',
	'import-x/no-unresolved': 'off',
};

/** The scanner has a version of the plugin of its own, so both can only apply under two names. */
const nameAsScanners = (named = {}) =>
	Object.fromEntries(
		Object.entries(named).map(([name, value]) => [
			name.replace('@n8n/community-nodes', '@n8n/scanner'),
			value,
		]),
	);

const scanner = (await buildScanConfig()).map((config) => ({
	...config,
	plugins: nameAsScanners(config.plugins),
	rules: nameAsScanners(config.rules),
}));

/** What n8n wants of a community node, and the direction of imports. `.oxlintrc.json` has what holds for any code. */
export default defineConfig(
	{
		files: shipped,
		extends: [
			tseslint.configs.base,
			n8nCommunityNodesPlugin.configs.recommended,
			importX.flatConfigs.recommended,
		],
		settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
		rules: {
			'import-x/no-restricted-paths': ['error', { zones: importZones }],
			...CHECKED_BY_TYPESCRIPT,
		},
	},
	{
		files: ['package.json'],
		extends: [n8nCommunityNodesPlugin.configs.recommended],
	},
	{
		// As n8n scans a source, which counts no exception that a comment makes.
		files: SOURCE_FILE_PATTERNS,
		extends: scanner,
		linterOptions: { noInlineConfig: true },
	},
);
