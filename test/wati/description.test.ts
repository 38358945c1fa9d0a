import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
	Workflow,
	type INode,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypeDescription,
	type INodeTypes,
} from 'n8n-workflow';

import { describePackage } from '../harness';

const ROOT = join(__dirname, '../..');

/** Every endpoint that the node promises to reach. */
const ENDPOINTS = [
	'DELETE /api/ext/v3/contacts/{target}',
	'DELETE /api/ext/v3/conversations/{target}/conv-tags/{tag}',
	'DELETE /api/ext/v3/webhooks/{webhookId}',
	'DELETE /connections/{connectionId}',
	'GET /api/ext/v3/account/credits',
	'GET /api/ext/v3/broadcasts',
	'GET /api/ext/v3/broadcasts/overview',
	'GET /api/ext/v3/broadcasts/{campaignId}',
	'GET /api/ext/v3/broadcasts/{campaignId}/recipients',
	'GET /api/ext/v3/channels',
	'GET /api/ext/v3/chatbots',
	'GET /api/ext/v3/contacts/count',
	'GET /api/ext/v3/contacts/{target}',
	'GET /api/ext/v3/webhooks',
	'GET /api/ext/v3/webhooks/event-types',
	'GET /api/v1/getContacts',
	'GET /api/v1/getMedia',
	'GET /api/v1/getMessageTemplates',
	'GET /api/v1/getMessages/{whatsappNumber}',
	'GET /api/v1/whatsApp/messages/{channelNumber}/{localMessageId}',
	'GET /connections',
	'GET /connections/{connectionId}',
	'POST /api/ext/v3/chatbots/start',
	'POST /api/ext/v3/conversations/typingIndicator',
	'POST /api/ext/v3/conversations/{target}/conv-tags',
	'POST /api/ext/v3/messageTemplates/schedule',
	'POST /api/v1/addContact/{whatsappNumber}',
	'POST /api/v1/assignOperator',
	'POST /api/v1/rotateToken',
	'POST /api/v1/sendInteractiveButtonsMessage',
	'POST /api/v1/sendInteractiveListMessage',
	'POST /api/v1/sendSessionFile/{whatsappNumber}',
	'POST /api/v1/sendSessionMessage/{whatsappNumber}',
	'POST /api/v1/sendTemplateMessage',
	'POST /api/v1/sendTemplateMessageCSV',
	'POST /api/v1/sendTemplateMessages',
	'POST /api/v1/updateContactAttributes/{whatsappNumber}',
	'POST /api/v2/sendTemplateMessage',
	'POST /api/v2/sendTemplateMessages',
	'POST /api/v2/webhookEndpoints',
	'POST /connections',
	'PUT /api/ext/v3/contacts/teams',
	'PUT /api/ext/v3/conversations/{target}/status',
	'PUT /api/ext/v3/webhooks/{webhookId}',
];

/** Operations that ask nobody, or ask by the routes of others. */
const WITHOUT_REQUEST = [
	'account/checkSetup',
	'account/getTriggerStatus',
	'account/getUsage',
	'conversation/resumeBot',
	'message/sendAndWait',
	'message/sendAndWaitForReply',
	'message/waitForDelivery',
];

interface Operation {
	resource: string;
	option: INodePropertyOptions;
}

let description: INodeTypeDescription;
let operations: Operation[];

beforeAll(async () => {
	const { nodes } = await describePackage();
	description = nodes.find(({ name }) => name === 'wati')!;
	// n8n adds an entry of its own to each list, for calls that a node does not offer.
	operations = description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			(options as INodePropertyOptions[])
				.filter(({ value }) => !String(value).startsWith('__'))
				.map((option) => ({ resource: String(displayOptions?.show?.resource?.[0]), option })),
		);
});

/** A property with all that is inside it, and where it stands. */
function within(property: INodeProperties, path = ''): Array<[string, INodeProperties]> {
	const place = `${path}/${property.name}`;
	const inner =
		property.type === 'fixedCollection'
			? (property.options as INodePropertyCollection[]).flatMap(({ values }) => values)
			: property.type === 'collection'
				? (property.options as INodeProperties[])
				: [];
	return [[place, property], ...inner.flatMap((one) => within(one, place))];
}

const everyProperty = () => description.properties.flatMap((property) => within(property));

/** Properties that the node itself declares, not n8n's own request options. */
const own = () => everyProperty().filter(([place]) => !place.startsWith('/requestOptions'));

const choicesOf = ({ type, options }: INodeProperties) =>
	type === 'options' || type === 'multiOptions' ? ((options ?? []) as INodePropertyOptions[]) : [];

test('there are operations of eleven resources', () => {
	expect([...new Set(operations.map(({ resource }) => resource))].sort()).toEqual([
		'account',
		'campaign',
		'channel',
		'chatbot',
		'connection',
		'contact',
		'conversation',
		'media',
		'message',
		'template',
		'webhook',
	]);
	expect(operations).toHaveLength(51);
});

test('every resource and operation is offered with either credential, and a notice says where one does not do', () => {
	const lists = description.properties.filter(({ name }) =>
		['resource', 'operation'].includes(name),
	);
	const conditional = lists.flatMap((list) => [
		...Object.keys(list.displayOptions?.show ?? {}),
		...choicesOf(list).flatMap(({ displayOptions }) => Object.keys(displayOptions?.show ?? {})),
	]);
	expect([...new Set(conditional)]).toEqual(['resource']);
	const noticesFor = (credential: string) =>
		description.properties
			.filter(({ name }) => name === 'credentialNotice')
			.filter(({ displayOptions }) => displayOptions?.show?.authentication?.includes(credential))
			.map(({ displayOptions }) => {
				const { resource, operation } = displayOptions!.show!;
				return `${String(resource?.[0])}/${String(operation?.[0])}`;
			})
			.sort();
	const pathOf = ({ option }: Operation) => String(option.routing?.request?.url ?? '');
	const tokenOnly = operations.filter(
		(operation) =>
			pathOf(operation).startsWith('/api/ext/v3/') ||
			['/api/v1/rotateToken', '/api/v2/webhookEndpoints'].includes(pathOf(operation)) ||
			pathOf(operation).startsWith('/api/v1/whatsApp/messages/'),
	);
	const placesOf = (list: Operation[]) =>
		list.map(({ resource, option }) => `${resource}/${String(option.value)}`).sort();
	expect(noticesFor('matonApi')).toEqual(placesOf(tokenOnly));
	const onConnections = operations.filter(({ resource }) => resource === 'connection');
	expect(noticesFor('watiApi')).toEqual(placesOf(onConnections));
});

test('every operation has routing, an action in sentence case and a description', () => {
	const faults = operations.flatMap(({ resource, option }) => {
		const { name, value, action, description: text, routing } = option;
		const place = `${resource}/${String(value)}`;
		return [
			...(routing?.request?.method || WITHOUT_REQUEST.includes(place)
				? []
				: [`${place}: no routing`]),
			...(action && /^[A-Z][^A-Z]*(CSV|URL)?$/.test(action) ? [] : [`${place}: action ${action}`]),
			...(text && text !== name && text.endsWith('.') === text.includes('. ')
				? []
				: [`${place}: description ${text}`]),
		];
	});
	expect(faults).toEqual([]);
});

test('every operation has an output schema', () => {
	const missing = operations
		.map(({ resource, option }) => `v1.0.0/${resource}/${String(option.value)}.json`)
		.filter((file) => !existsSync(join(ROOT, 'nodes/Wati/__schema__', file)));
	expect(missing).toEqual([]);
});

test('every output schema is in the built package', () => {
	const missing = operations
		.map(({ resource, option }) => `v1.0.0/${resource}/${String(option.value)}.json`)
		.filter((file) => !existsSync(join(ROOT, 'dist/nodes/Wati/__schema__', file)));
	expect(missing).toEqual([]);
});

test('every endpoint is reached', () => {
	const reached = operations.flatMap(({ option }) => {
		const { method, url } = option.routing?.request ?? {};
		if (method === undefined) return [];
		const call = `${method} ${String(url)}`;
		return call.includes('{apiVersion}')
			? ['v1', 'v2'].map((version) => call.replace('{apiVersion}', version))
			: [call];
	});
	expect([...new Set(reached)].sort()).toEqual(ENDPOINTS);
});

test('no routing holds an expression', () => {
	const expressions = own().flatMap(([place, property]) => {
		const routings = [property.routing, ...choicesOf(property).map(({ routing }) => routing)];
		return routings.flatMap((routing) =>
			[...JSON.stringify(routing ?? {}).matchAll(/"(=[^"]*)"/g)].map(
				([, expression]) => `${place} ${expression}`,
			),
		);
	});
	expect(expressions).toEqual([]);
});

test('every list of choices is in order', () => {
	const unsorted = own()
		.map(([place, property]) => ({
			place,
			names: choicesOf(property)
				.filter(({ value }) => !String(value).startsWith('__'))
				.map(({ name }) => name),
		}))
		// Where the recipients come from begins with the usual answer.
		.filter(({ place }) => place !== '/recipientsFrom')
		.filter(({ names }) => [...names].sort((a, b) => a.localeCompare(b)).join() !== names.join());
	expect(unsorted).toEqual([]);
});

test('properties of one name are of one kind', () => {
	const kinds = new Map<string, Set<string>>();
	// A hidden twin keeps a value where its field is not offered.
	for (const [place, { type }] of own().filter(([, property]) => property.type !== 'hidden')) {
		kinds.set(place, (kinds.get(place) ?? new Set()).add(type));
	}
	const mixed = [...kinds].filter(([, types]) => types.size > 1).map(([place]) => place);
	expect(mixed).toEqual([]);
});

test('every choice and default of a list exists', () => {
	const wrong = own()
		.filter(([, property]) => property.type === 'options')
		.filter(([, property]) => property.typeOptions?.loadOptionsMethod === undefined)
		.filter(([, property]) => !choicesOf(property).some(({ value }) => value === property.default))
		.map(([place]) => place);
	expect(wrong).toEqual([]);
});

test('every locator and mapper names a method that exists', async () => {
	const { listSearch, loadOptions, resourceMapping } = await import('../../nodes/Wati/methods');
	const known = Object.keys({ ...listSearch, ...loadOptions, ...resourceMapping });
	const text = JSON.stringify(description.properties);
	const used = [
		...text.matchAll(/"(?:searchListMethod|resourceMapperMethod|loadOptionsMethod)":"(\w+)"/g),
	].map(([, name]) => name);
	expect(used.length).toBeGreaterThan(5);
	expect(used.filter((name) => !known.includes(name!))).toEqual([]);
});

test.each([
	['sendText', 'message', 'Send Text: Message'],
	['getAll', 'template', 'Get Many: Template'],
	['sendAndWaitForReply', 'message', 'Send and Wait for Reply: Message'],
])('%s of %s reads "%s" on the canvas', (operation, resource, subtitle) => {
	const node: INode = {
		...{ id: '1', name: 'WATI', type: 'wati', typeVersion: 1, position: [0, 0] },
		parameters: { operation, resource },
	};
	const type = { description } as INodeType;
	const nodeTypes = { getByNameAndVersion: () => type } as unknown as INodeTypes;
	const { expression } = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const shown = expression.getSimpleParameterValue(node, description.subtitle, 'internal', {});
	expect(shown).toBe(subtitle);
});

test('the node presents itself', () => {
	expect(description).toMatchObject({
		name: 'wati',
		displayName: 'WATI',
		usableAsTool: true,
		credentials: [
			{ name: 'matonApi', displayOptions: { show: { authentication: ['matonApi'] } } },
			{ name: 'watiApi', displayOptions: { show: { authentication: ['watiApi'] } } },
		],
	});
	const codex = JSON.parse(readFileSync(join(ROOT, 'nodes/Wati/Wati.node.json'), 'utf8')) as Record<
		string,
		unknown
	>;
	expect(codex).toMatchObject({
		node: 'n8n-nodes-maton-wati.wati',
		categories: expect.arrayContaining(['Communication']),
		alias: expect.arrayContaining(['WhatsApp']),
	});
	expect(existsSync(join(ROOT, 'dist/nodes/Wati/Wati.node.json'))).toBe(true);
});
