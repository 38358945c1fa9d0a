import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

import { listSearch, resourceMapping } from '../../nodes/MatonWhatsAppBusiness/methods';
import { describePackage } from '../harness';
import { operationsOf } from '../schemas/node-schemas';
import { NODE } from './setup';

const ROOT = join(__dirname, '../..');

/** Every endpoint that specification D lists, and Meta's own for further resources. */
const ENDPOINTS = [
	'DELETE /connections/{connectionId}',
	'DELETE /{version}/{businessAccountId}/message_templates',
	'DELETE /{version}/{mediaId}',
	'DELETE /{version}/{phoneNumberId}/block_users',
	'DELETE /{version}/{phoneNumberId}/message_qrdls/{qrCode}',
	'GET /connections',
	'GET /connections/{connectionId}',
	'GET /{version}/{businessAccountId}',
	'GET /{version}/{businessAccountId}/message_templates',
	'GET /{version}/{businessAccountId}/phone_numbers',
	'GET /{version}/{mediaId}',
	'GET /{version}/{phoneNumberId}',
	'GET /{version}/{phoneNumberId}/block_users',
	'GET /{version}/{phoneNumberId}/message_qrdls',
	'GET /{version}/{phoneNumberId}/message_qrdls/{qrCode}',
	'GET /{version}/{phoneNumberId}/whatsapp_business_profile',
	'POST /connections',
	'POST /{version}/{businessAccountId}/message_templates',
	'POST /{version}/{phoneNumberId}/block_users',
	'POST /{version}/{phoneNumberId}/media',
	'POST /{version}/{phoneNumberId}/message_qrdls',
	'POST /{version}/{phoneNumberId}/messages',
	'POST /{version}/{phoneNumberId}/whatsapp_business_profile',
	'POST /{version}/{templateId}',
];

/** Operations that ask by the routes of others, or ask nobody. */
const WAITING = [
	'checkSetup',
	'resumeBot',
	'sendAndWait',
	'sendAndWaitForReply',
	'waitForDelivery',
];

let description: INodeTypeDescription;
let options: INodePropertyOptions[];

beforeAll(async () => {
	const { nodes } = await describePackage();
	description = nodes.find(({ name }) => name === NODE)!;
	options = description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap((property) => property.options as INodePropertyOptions[])
		.filter(({ value }) => !String(value).startsWith('__'));
});

test('every endpoint of the specification is reached', () => {
	const reached = options.flatMap(({ routing, value }) => {
		if (WAITING.includes(String(value))) return [];
		const { method, url } = routing!.request!;
		return [`${method} ${String(url)}`];
	});
	expect([...new Set(reached)].sort()).toEqual(ENDPOINTS);
});

test('every operation has an action in sentence case and a description', () => {
	const faults = options.filter(
		({ action = '', description: text = '' }) =>
			!/^[A-Z][^A-Z]*(URL|QR codes?)?$/.test(action) || text === '' || text.endsWith('.'),
	);
	expect(faults.map(({ value }) => value)).toEqual([]);
});

test('every operation has an output schema, in the package as well', async () => {
	const folder = 'nodes/MatonWhatsAppBusiness/__schema__/v2.0.0';
	const missing = (await operationsOf(NODE))
		.flatMap((operation) => [`${folder}/${operation}.json`, `dist/${folder}/${operation}.json`])
		.filter((file) => !existsSync(join(ROOT, file)));
	expect(missing).toEqual([]);
});

test('no routing holds an expression', () => {
	const expressions = [...JSON.stringify(description.properties).matchAll(/"(=\{[^"]*)"/g)];
	const given = new Set(expressions.map(([, text]) => text));
	given.delete('={{ $json.messageId }}');
	// The period of analytics, which people see in the form.
	given.delete('={{ $now.minus({ days: 7 }).toISO() }}');
	given.delete('={{ $now.toISO() }}');
	expect([...given]).toEqual([]);
});

test('every locator and mapper names a method that exists', () => {
	const text = JSON.stringify(description.properties);
	const used = [...text.matchAll(/"(?:searchListMethod|resourceMapperMethod)":"(\w+)"/g)];
	const names = [...new Set(used.map(([, name]) => name))].sort();
	expect(names).toEqual(Object.keys({ ...listSearch, ...resourceMapping }).sort());
});

test('nothing in the editor speaks of WATI', () => {
	const words = JSON.stringify(description.properties.filter(({ name }) => name !== 'notice'));
	expect(words.match(/.{30}WATI.{30}/g) ?? []).toEqual([]);
});

test('the node presents itself', () => {
	expect(description).toMatchObject({
		displayName: 'WhatsApp Business (Maton)',
		usableAsTool: true,
		credentials: [
			{ name: 'matonApi', required: true },
			{ name: 'whatsAppApi', required: true },
		],
	});
	const codex = JSON.parse(
		readFileSync(
			join(ROOT, 'dist/nodes/MatonWhatsAppBusiness/MatonWhatsAppBusiness.node.json'),
			'utf8',
		),
	) as Record<string, unknown>;
	expect(codex.node).toBe(`n8n-nodes-maton-wati.${NODE}`);
	for (const theme of ['', '.dark']) {
		expect(existsSync(join(ROOT, `dist/icons/whatsapp-business${theme}.svg`))).toBe(true);
	}
});

test.each([
	['sendAudio', '.mp3'],
	['sendDocument', '.pdf'],
	['sendImage', '.jpg'],
	['sendSticker', '.webp'],
	['sendVideo', '.mp4'],
])('%s shows the address of a file of its kind', (operation, ending) => {
	const links = description.properties.filter(
		({ name, displayOptions }) =>
			name === 'mediaLink' && displayOptions?.show?.operation?.includes(operation),
	);
	expect(links.map(({ placeholder }) => placeholder?.endsWith(ending))).toEqual([true]);
});
