import { randomUUID } from 'node:crypto';

import { CONNECTION_ID, PHONE_NUMBER_ID } from '../../lib/services/asked-services.mjs';
import { ENDS, statesOf, untilState } from '../../lib/workflows/conversation.mjs';
import { PACKAGE_NAME } from '../../lib/paths.mjs';
import { startOver } from '../../lib/workflows/trigger.mjs';

const PATIENCE_MS = 300_000;

/** People who have a username instead of a number, whom Meta names by a BSUID alone. */
const [WRITER, OPTED_OUT] = ['US.90071992547409931', 'US.90071992547409932'];

const node = (name, type, typeVersion, place, more) => ({
	id: randomUUID(),
	name,
	type: `${PACKAGE_NAME}.${type}`,
	typeVersion,
	position: [place * 220, 0],
	...more,
});

/** Who writes gets each kind of message; then somebody who opted out is left out. */
function listSteps({ address }) {
	const eventsElsewhere = address !== undefined;
	return {
		'Send a Text': { operation: 'sendText', messageText: 'Hello' },
		'Send a Template': {
			operation: 'sendTemplate',
			template: { __rl: true, mode: 'list', value: 'hello_world|en_US' },
		},
		'Send a Picture': {
			operation: 'sendImage',
			mediaSource: 'link',
			mediaLink: 'https://www.example.com/parcel.jpg',
		},
		'Answer in the Chat': {
			operation: 'sendText',
			whatsappNumber: '',
			messageText: 'Thank you',
			options: { replyToMessageId: "={{ $('They Write').item.json.messageId }}" },
		},
		Ask: {
			operation: 'sendAndWaitForReply',
			messageType: 'text',
			messageText: 'Which order?',
			limitAmount: 10,
			limitUnit: 'minutes',
			options: { eventsElsewhere },
		},
		'Leave Out': {
			operation: 'sendText',
			whatsappNumber: OPTED_OUT,
			messageText: 'News',
			options: { respectOptOut: true },
			onError: 'continueRegularOutput',
		},
	};
}

function buildWorkflow(session) {
	const { matonApi, matonWhatsAppBusinessWebhookApi, n8nApi } = session.credentials;
	const trigger = node('They Write', 'matonWhatsAppBusinessTrigger', 2, 0, {
		webhookId: randomUUID(),
		parameters: { events: ['messageReceived'], options: { useN8nApi: true } },
		credentials: { matonWhatsAppBusinessWebhookApi, n8nApi },
	});
	const steps = Object.entries(listSteps(session)).map(
		([name, { onError, options, ...own }], place) =>
			node(name, 'matonWhatsAppBusiness', 2, place + 1, {
				...(onError === undefined ? {} : { onError }),
				parameters: {
					resource: 'message',
					phoneNumberId: { __rl: true, mode: 'id', value: PHONE_NUMBER_ID },
					whatsappNumber: "={{ $('They Write').item.json.bsuid }}",
					...own,
					options: { ...options, connection: { __rl: true, mode: 'id', value: CONNECTION_ID } },
				},
				credentials: { matonApi },
			}),
	);
	const nodes = [trigger, ...steps];
	const connections = Object.fromEntries(
		steps.map(({ name }, place) => [
			nodes[place].name,
			{ main: [[{ node: name, type: 'main', index: 0 }]] },
		]),
	);
	return {
		name: 'Write to people without a number',
		settings: { executionOrder: 'v1' },
		nodes,
		connections,
	};
}

/** What was sent: whom each request names, and by which field. */
async function listSends({ sandbox }) {
	const requests = await sandbox.requests();
	return requests
		.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'))
		.map(({ body }) => [body.type, body.to, body.recipient]);
}

async function check(session) {
	const { api, sandbox, metaApp, url, address = url, assert, routeBy } = session;
	const control = async (method, path, body) =>
		await sandbox.control(method, `business/${path}`, body);
	await startOver(session);
	routeBy?.('path');
	const workflow = await api.publishNew(buildWorkflow(session));
	const [{ webhookId }] = workflow.nodes;
	try {
		const callbackUrl = `${address}/webhook/${webhookId}/whatsapp-business`;
		await control('PUT', 'subscription', { callbackUrl, ...metaApp });
		await control('POST', 'preference', { userId: OPTED_OUT, value: 'stop' });
		await control('GET', 'deliveries');
		await control('POST', 'customer', { userId: WRITER, username: 'ada', text: 'Hello' });
		await untilState(session, workflow, ['waiting'], PATIENCE_MS);
		await control('POST', 'customer', { userId: WRITER, text: 'A-1' });
		const { id, status } = await untilState(session, workflow, ENDS, PATIENCE_MS);
		assert.equal(status, 'success');
		const kinds = ['text', 'template', 'image', 'text', 'text'];
		assert.deepEqual(
			await listSends(session),
			kinds.map((type) => [type, undefined, WRITER]),
		);
		const { runData } = await api.execution(id);
		const [asked] = runData.Ask.at(-1).data.main[0];
		assert.deepEqual([asked.json.reply.status, asked.json.reply.value], ['answered', 'A-1']);
		const [left] = runData['Leave Out'].at(-1).data.main[0];
		assert.match(JSON.stringify(left.json), /recipient-opted-out/);
		assert.equal((await statesOf(session, workflow)).length, 1);
	} finally {
		await control('DELETE', 'subscription');
		await api.unpublish(workflow);
	}
}

/** Customers of WhatsApp Business who hide their number. */
export const withoutNumberChecks = {
	'people without a number get a text, a template, a picture and an answer, reply to a question, and opt out':
		check,
};
