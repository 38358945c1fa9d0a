import { randomUUID } from 'node:crypto';
import { request } from 'node:http';

import { PACKAGE_NAME } from '../../lib/paths.mjs';
import { followedByNothing, settled, startOver } from '../../lib/workflows/trigger.mjs';

const ADA = '14155550101';
const VERSION = 'v26.0';

/** A workflow of one WhatsApp Business Trigger that registers itself, and a step that does nothing. */
function listener({ whatsAppTriggerApi, whatsAppApi }, name, parameters) {
	const trigger = {
		id: randomUUID(),
		webhookId: randomUUID(),
		name: 'WhatsApp Business Trigger',
		type: `${PACKAGE_NAME}.matonWhatsAppBusinessTrigger`,
		typeVersion: 2,
		position: [0, 0],
		parameters: { events: ['messageReceived'], ...parameters },
		credentials: { whatsAppTriggerApi, whatsAppApi },
	};
	return { settings: {}, name, ...followedByNothing(trigger) };
}

/** What the simulator's Graph API answers to somebody who looks from outside. */
async function ask({ sandbox }, path, token) {
	const { hostname, port } = new URL(sandbox.addresses.url);
	return await new Promise((resolve, reject) => {
		const headers = { host: 'graph.facebook.com', authorization: `Bearer ${token}` };
		const call = request({ hostname, port, path: `/${VERSION}${path}`, headers }, (answer) => {
			const chunks = [];
			answer.on('data', (chunk) => chunks.push(chunk));
			answer.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
		});
		call.on('error', reject);
		call.end();
	});
}

/** The addresses that Meta has for the test number: its own, that of its account, that of the app. */
async function addresses(session) {
	const { token, testPhoneNumberId } = session.sandbox.addresses.meta;
	const path = `/${testPhoneNumberId}?fields=webhook_configuration`;
	const { webhook_configuration: told = {} } = await ask(session, path, token);
	return [told.application, told.whatsapp_business_account, told.phone_number];
}

const addressOf = ({ url }, { nodes }) => `${url}/webhook/${nodes[0].webhookId}/whatsapp-business`;

/** The trigger that registers its address at Meta itself. */
export const ownAddressChecks = {
	'triggers of the app, an account and a number stand side by side': async (session) => {
		const { api, sandbox, credentials, assert } = session;
		await startOver(session);
		const { phoneNumberId, testPhoneNumberId } = sandbox.addresses.meta;
		const places = {
			app: {},
			account: {},
			number: { phoneNumberId: testPhoneNumberId },
		};
		const workflows = {};
		for (const [registration, more] of Object.entries(places)) {
			const parameters = { registration, ...more };
			const workflow = listener(credentials, `Registered for the ${registration}`, parameters);
			workflows[registration] = await api.request('POST', '/workflows', workflow);
		}
		const expected = Object.values(workflows).map((workflow) => addressOf(session, workflow));
		const counts = {};
		/** A customer writes to a number: one workflow starts, and it is this one. */
		const arrivesAt = async (number, place) => {
			const message = { whatsappNumber: ADA, phoneNumberId: number, text: `For the ${place}` };
			await sandbox.control('POST', 'business/customer', message);
			counts[place] = (counts[place] ?? 0) + 1;
			for (const [name, workflow] of Object.entries(workflows)) {
				const { length } = await settled(session, workflow);
				assert.equal(length, counts[name] ?? 0, `${name} after a message for the ${place}`);
			}
		};

		await api.publish(workflows.app);
		assert.deepEqual(await addresses(session), [expected[0], undefined, undefined]);
		await arrivesAt(testPhoneNumberId, 'app');
		await api.publish(workflows.account);
		await api.publish(workflows.number);
		assert.deepEqual(await addresses(session), expected);
		await arrivesAt(testPhoneNumberId, 'number');
		await arrivesAt(phoneNumberId, 'account');

		await api.unpublish(workflows.number);
		assert.deepEqual(await addresses(session), [expected[0], expected[1], undefined]);
		await arrivesAt(testPhoneNumberId, 'account');
		await api.unpublish(workflows.account);
		assert.deepEqual(await addresses(session), [expected[0], undefined, undefined]);
		await arrivesAt(testPhoneNumberId, 'app');
		await api.unpublish(workflows.app);
		assert.deepEqual(await addresses(session), [undefined, undefined, undefined]);
	},

	'a token that Meta refuses is told with what to do, and nothing is registered': async (
		session,
	) => {
		const { api, sandbox, credentials, assert } = session;
		await startOver(session);
		const app = listener(credentials, 'Registered for the app', { registration: 'app' });
		const published = await api.publishNew(app);
		const whatsAppApi = await api.saveCredential({
			name: 'WhatsApp account (token that ended)',
			type: 'whatsAppApi',
			data: {
				accessToken: 'EAAtokenthatended',
				businessAccountId: sandbox.addresses.meta.accountId,
			},
		});
		const parameters = { registration: 'account' };
		const ended = listener({ ...credentials, whatsAppApi }, 'Token that ended', parameters);
		const refused = await api.request('POST', '/workflows', ended);
		const message = await api.publish(refused).then(
			() => '',
			({ message: words }) => words,
		);
		assert.match(message, /did not accept the access token.*credential WhatsApp API.*system user/);
		assert.ok(!message.includes('EAAtoken'), message);
		assert.deepEqual(await addresses(session), [addressOf(session, app), undefined, undefined]);
		await api.unpublish(refused);
		await api.unpublish(published);
	},
};
