import type { INodeParameters } from 'n8n-workflow';

import { SleepingExecution } from '../../harness';
import { operationsOf } from '../../schemas/node-schemas';
import { useResumedTrigger } from '../../schemas/resumed-trigger';
import { fileItem } from '../../wati/setup';
import { listExamples } from './every-operation';
import { directly, NODE, op, picked, send, useMeta } from '../setup';

const meta = useMeta();
const examples = listExamples(meta, useResumedTrigger());

const NUMBER = '100200300400601';
const ACCOUNT = '100200300400501';
const BLOCKED = `${NUMBER}/block_users`;
const CODES = `${NUMBER}/message_qrdls`;
const PROFILE = `${NUMBER}/whatsapp_business_profile`;
const TEMPLATES = `${ACCOUNT}/message_templates`;
const SENT = [`POST ${NUMBER}/messages`];
const UPLOADED = [...SENT, `POST ${NUMBER}/media`, ...SENT];
/** A connection is something of Maton. */
const NEEDS_MATON = ['This operation needs a Maton key'];

/** What each operation asks Meta with its token, in the order of its examples; `{id}` is an ID that Meta gave. */
const REQUESTS: Record<string, string[]> = {
	'analytics/get': [
		...Array<string>(3).fill(`GET ${ACCOUNT}`),
		`GET ${ACCOUNT}/template_analytics`,
	],
	'blockedUser/block': [`POST ${BLOCKED}`],
	'blockedUser/getAll': [`GET ${BLOCKED}`],
	'blockedUser/unblock': [`DELETE ${BLOCKED}`],
	'businessProfile/get': [`GET ${PROFILE}`],
	'businessProfile/update': [`POST ${PROFILE}`],
	'connection/create': NEEDS_MATON,
	'connection/delete': NEEDS_MATON,
	'connection/get': NEEDS_MATON,
	'connection/getAll': NEEDS_MATON,
	'conversation/resumeBot': [],
	'media/delete': ['DELETE {id}'],
	'media/download': ['GET {id}', 'GET lookaside.fbsbx.com/whatsapp_business/attachments/'],
	'media/getUrl': ['GET {id}'],
	'media/upload': [`POST ${NUMBER}/media`],
	'message/markAsRead': SENT,
	'message/sendAddressRequest': SENT,
	'message/sendAndWait': SENT,
	'message/sendAndWaitForReply': SENT,
	'message/sendAudio': SENT,
	'message/sendButtons': SENT,
	'message/sendCallPermissionRequest': SENT,
	'message/sendCarousel': SENT,
	'message/sendCatalog': SENT,
	'message/sendContactRequest': SENT,
	'message/sendContacts': SENT,
	'message/sendCtaUrl': SENT,
	'message/sendDocument': UPLOADED,
	'message/sendFlow': SENT,
	'message/sendImage': UPLOADED,
	'message/sendList': SENT,
	'message/sendLocation': SENT,
	'message/sendLocationRequest': SENT,
	'message/sendProduct': SENT,
	'message/sendProductList': SENT,
	'message/sendReaction': SENT,
	'message/sendSticker': SENT,
	'message/sendTemplate': SENT,
	'message/sendText': SENT,
	'message/sendVideo': SENT,
	'message/waitForDelivery': [],
	'phoneNumber/checkSetup': [`GET ${NUMBER}`],
	'phoneNumber/get': [`GET ${NUMBER}`],
	'phoneNumber/getAll': [`GET ${ACCOUNT}/phone_numbers`],
	'qrCode/create': [`POST ${CODES}`],
	'qrCode/delete': [`DELETE ${CODES}/4O4YGZEG3RIVE1`],
	'qrCode/get': [`GET ${CODES}/4O4YGZEG3RIVE1`],
	'qrCode/getAll': [`GET ${CODES}`],
	'qrCode/update': [`POST ${CODES}`],
	'template/create': [`POST ${TEMPLATES}`],
	'template/delete': [`DELETE ${TEMPLATES}`],
	'template/getAll': [`GET ${TEMPLATES}`],
	'template/update': ['POST {id}'],
};

/** The requests of the test so far. Fails where one lacks the token. */
function listRequests(): string[] {
	return meta.bench.requests.map(({ method, path, headers }) => {
		expect(headers.authorization).toBe('Bearer meta-sandbox-token');
		const host = headers.host === 'graph.facebook.com' ? '' : String(headers.host);
		const place = `${host}${path}`.replace(/^\/v26\.0\//, '').replace(/^9\d{15}$/, '{id}');
		return `${method} ${place}`;
	});
}

async function run(parameters: INodeParameters): Promise<string[]> {
	const items = [await fileItem('bytes', 'a.png', 'image/png')];
	const { error } = await meta.run({ parameters: directly(parameters), items });
	return [...listRequests(), ...(error ? [error.message] : [])];
}

const options = { eventsElsewhere: true };
/** Operations that sleep once they have sent. */
const SLEEPING: Record<string, INodeParameters> = {
	'message/sendAndWait': send('sendAndWait', { message: 'May it be refunded?', options }),
	'message/sendAndWaitForReply': send('sendAndWaitForReply', { messageText: 'When?', options }),
	'message/waitForDelivery': op('message', 'waitForDelivery', { messageId: 'wamid.1', options }),
};

test('every operation is in the table', async () => {
	expect(Object.keys(REQUESTS).sort()).toEqual(await operationsOf(NODE));
});

test.each(Object.entries(REQUESTS))(
	'%s asks Meta itself, with the token',
	async (operation, wanted) => {
		const sleeping = SLEEPING[operation];
		if (sleeping) {
			const parameters = directly(sleeping);
			const credentials = meta.direct();
			await SleepingExecution.start({ node: NODE, parameters, credentials, items: [{}] });
			expect(listRequests()).toEqual(wanted);
			return;
		}
		const seen: string[] = [];
		for (const parameters of examples[operation]!()) {
			seen.push(...(await run(parameters)).slice(seen.length));
		}
		expect(seen).toEqual(wanted);
	},
);

test('marketing messages have an address of their own', async () => {
	const { templates } = meta.sandbox.businessAccount();
	templates.find(({ name }) => name === 'hello_world')!.category = 'MARKETING';
	const template = picked('hello_world|en_US');
	const parameters = send('sendTemplate', { template, options: { marketingMessages: 'fallback' } });
	expect(await run(parameters)).toEqual([`POST ${NUMBER}/marketing_messages`]);
});
