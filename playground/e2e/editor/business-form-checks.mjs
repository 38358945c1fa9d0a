import { randomUUID } from 'node:crypto';

import { PACKAGE_NAME } from '../../lib/paths.mjs';

const NODE = 'WhatsApp Business (Maton)';
const TIMEOUT_MS = 120_000;
const ADA = '14155550101';
/** The first number of the simulator's account at Meta. */
const OWN_NUMBER = '100200300400601';

/** What the form asks for, by the choice in Registration. */
const REGISTRATIONS = {
	'The App': ['Credential for WhatsApp OAuth API'],
	'One Account': ['Credential for WhatsApp OAuth API', 'Credential for WhatsApp API'],
	'One Phone Number': [
		'Credential for WhatsApp OAuth API',
		'Credential for WhatsApp API',
		'Phone Number ID',
	],
	'By Hand': ['Credential', 'Verify Token'],
};

const node = (name, type, typeVersion, place, parameters, credentials = {}) => ({
	id: randomUUID(),
	name,
	type,
	typeVersion,
	position: [place * 220, 0],
	parameters,
	credentials,
});

/** A template whose document comes from a binary field, with nothing in Business Phone Number. */
function buildHeaderFileWorkflow(credential) {
	const nodes = [
		node('Run', 'n8n-nodes-base.manualTrigger', 1, 0, {}),
		node('Text', 'n8n-nodes-base.set', 3.4, 1, {
			mode: 'raw',
			jsonOutput: '{ "text": "Invoice R-17: 24 EUR" }',
		}),
		node('File', 'n8n-nodes-base.convertToFile', 1.1, 2, {
			operation: 'toText',
			sourceProperty: 'text',
			options: { fileName: 'invoice.txt' },
		}),
		node(
			'Send',
			`${PACKAGE_NAME}.matonWhatsAppBusiness`,
			2,
			3,
			{
				resource: 'message',
				operation: 'sendTemplate',
				whatsappNumber: `+${ADA}`,
				template: { __rl: true, mode: 'list', value: 'invoice_ready|en_US' },
				templateParameters: {
					mappingMode: 'defineBelow',
					value: { body_1: 'Ada', body_2: 'R-17', button_0_url: 'R-17' },
				},
				options: { headerFile: 'data' },
			},
			{ matonApi: credential },
		),
	];
	const links = nodes.slice(1).map(({ name }, place) => [nodes[place].name, name]);
	const connections = Object.fromEntries(
		links.map(([from, to]) => [from, { main: [[{ node: to, type: 'main', index: 0 }]] }]),
	);
	return { name: 'A header from a file', nodes, connections, settings: {} };
}

/** The forms of WhatsApp Business, and what fields do that are left empty. */
export const businessFormChecks = {
	'every way of registration opens a whole form that names its credentials': async ({
		assert,
		editor,
		picture,
	}) => {
		await editor.openNewWorkflow();
		await editor.palette.openForFirstStep();
		await editor.palette.search('whatsapp', NODE);
		await editor.palette.pick(NODE);
		await editor.palette.pickAction('On message received');
		await editor.opened();
		assert.deepEqual((await editor.readForm()).red, []);
		for (const [choice, wanted] of Object.entries(REGISTRATIONS)) {
			await editor.choose('registration', choice);
			const { red, values, text } = await editor.readForm();
			assert.equal(values.Registration, choice);
			assert.deepEqual(red, [], choice);
			for (const label of wanted) assert.ok(text.includes(label), `${choice}: ${text}`);
			if (choice === 'One Account') await picture('business-trigger-account');
		}
		await editor.closeNode();
	},

	'a header from a binary field leaves from the number in the credential': async ({
		assert,
		api,
		sandbox,
	}) => {
		const { url, matonKey, meta } = sandbox.addresses;
		const { id, name } = await api.saveCredential({
			name: 'Maton with a number',
			type: 'matonApi',
			data: {
				apiKey: matonKey,
				connectionId: meta.connectionId,
				gatewayUrl: url,
				phoneNumberId: OWN_NUMBER,
			},
		});
		const built = buildHeaderFileWorkflow({ id, name });
		const workflow = await api.request('POST', '/workflows', built);
		const before = (await sandbox.requests()).length;
		const { status, error } = await api.runManually(workflow, { timeoutMs: TIMEOUT_MS });
		await api.request('DELETE', `/credentials/${id}`);
		assert.equal(status, 'success', error?.message);
		const posts = (await sandbox.requests())
			.slice(before)
			.filter(({ method }) => method === 'POST')
			.map(({ path }) => path.replace(/^.*\/v[\d.]+/, ''));
		assert.deepEqual(posts, [`/${OWN_NUMBER}/media`, `/${OWN_NUMBER}/messages`]);
	},
};
