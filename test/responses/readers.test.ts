import type { IDataObject } from 'n8n-workflow';

import * as meta from '../../nodes/MatonWhatsAppBusiness/responses/readers';
import { mediaFile } from '../../nodes/MatonWhatsAppBusiness/responses/media';
import { getDirection, messagesOfV3 } from '../../nodes/Wati/responses/chat-messages';
import { campaign, campaignRecipients, campaigns } from '../../nodes/Wati/responses/campaigns';
import { statusRecord } from '../../nodes/Wati/responses/message-status';
import * as readers from '../../nodes/Wati/responses/readers';
import { deleted, record, records, type Reader } from '../../nodes/shared/http/answers/readers';
import { templates } from '../../nodes/Wati/responses/templates';
import * as v3 from '../../nodes/Wati/responses/v3-readers';
import * as hooks from '../../nodes/Wati/responses/webhooks';

const ADA = '14155550101';

/** Reads a body as the engine has a reader do it, and gives the data of the items. */
async function read(
	reader: Reader,
	body: unknown,
	parameters: IDataObject = {},
	headers: IDataObject = {},
): Promise<IDataObject[]> {
	const known: IDataObject = { whatsappNumber: ADA, ...parameters };
	const context = {
		getNodeParameter: (name: string, fallback?: unknown) => known[name] ?? fallback,
		helpers: {
			prepareBinaryData: async (content: Buffer) => ({ bytes: content.length }),
		},
	};
	const response = { statusCode: 200, headers, body };
	const items = await reader.call(context as never, [], response as never);
	return items.map(({ json, binary }) => (binary ? { ...json, in: Object.keys(binary) } : json));
}

const SIMPLE = { simplify: true };

test('records come as they are, or simplified in the order of the fields', async () => {
	const body = { result: [{ c: 3, b: 2, a: 1 }] };
	const reader = records(['a', 'b', 'x']);
	expect(await read(reader, body)).toEqual([{ c: 3, b: 2, a: 1 }]);
	expect(JSON.stringify(await read(reader, body, SIMPLE))).toBe('[{"a":1,"b":2}]');
	expect(await read(reader, body, { simplify: 'true' })).toEqual([{ c: 3, b: 2, a: 1 }]);
});

test('a record is what stands under its name, else the answer', async () => {
	const inner = { contact: { id: 1 } };
	expect(await read(record('contact'), inner)).toEqual([{ id: 1 }]);
	expect(await read(record('other'), inner)).toEqual([inner]);
	expect(await read(record(), inner)).toEqual([inner]);
	expect(await read(record(), 'bytes')).toEqual([{}]);
});

describe('what is accepted', () => {
	test.each<[IDataObject, IDataObject]>([
		[
			{ receivers: [{ waId: '1415', localMessageId: 'l' }] },
			{ whatsappNumber: '1415', localMessageId: 'l' },
		],
		[
			{ phone_number: '1416', local_message_id: 'l' },
			{ whatsappNumber: '1416', localMessageId: 'l' },
		],
		[{ contact: { wAid: '1417' } }, { whatsappNumber: '1417' }],
		[
			{ message: { localMessageId: 'l', whatsappMessageId: 'w', conversationId: 'c' } },
			{ whatsappNumber: ADA, localMessageId: 'l', whatsappMessageId: 'w', conversationId: 'c' },
		],
		[
			{ message: { local_message_id: 'l', conversation_id: 'c' } },
			{ whatsappNumber: ADA, localMessageId: 'l', conversationId: 'c' },
		],
		[{ receivers: ['x'], message: 'sent', contact: 5 }, { whatsappNumber: ADA }],
		[{ receivers: [{ waId: '' }] }, { whatsappNumber: ADA }],
	])('of %j is %j', async (answer, known) => {
		expect(await read(readers.accepted, answer)).toEqual([{ accepted: true, ...known, answer }]);
	});

	test('of no JSON is the recipient alone', async () => {
		const none = [{ accepted: true, whatsappNumber: ADA, answer: {} }];
		expect(await read(readers.accepted, 'ok')).toEqual(none);
		expect(await read(readers.acceptedFile, 'ok')).toEqual([{ accepted: true, answer: {} }]);
		expect(await read(readers.acceptedFile, { a: 1 })).toEqual([
			{ accepted: true, answer: { a: 1 } },
		]);
	});

	test('of Meta has the number and the ID of the message', async () => {
		const answer = {
			contacts: [{ input: '+1415', wa_id: '1415' }],
			messages: [{ id: 'wamid.1', message_status: 'accepted' }],
		};
		expect(await read(meta.accepted, answer)).toEqual([
			{
				accepted: true,
				whatsappNumber: '1415',
				whatsappMessageId: 'wamid.1',
				messageStatus: 'accepted',
				answer,
			},
		]);
		const sparse = { contacts: [{ input: '+1415' }], messages: 'x' };
		expect(await read(meta.accepted, sparse)).toEqual([
			{ accepted: true, whatsappNumber: '+1415', answer: sparse },
		]);
		expect(await read(meta.accepted, '')).toEqual([{ accepted: true, answer: {} }]);
	});
});

test('an assignment names the operator, or the bot', async () => {
	const base = { assigned: true, whatsappNumber: ADA };
	expect(await read(readers.assigned, {}, { email: ' o@example.com ' })).toEqual([
		{ ...base, operatorEmail: 'o@example.com' },
	]);
	expect(await read(readers.assigned, {}, { assignTo: 'bot', email: 'o@example.com' })).toEqual([
		{ ...base, operatorEmail: null },
	]);
});

test.each([
	['"tok"', 'tok'],
	['bare', 'bare'],
	...['token', 'access_token', 'newToken', 'result', 'data'].map((name) => [
		{ other: 'x', [name]: 'tok' },
		'tok',
	]),
])('the new token in %j is a secret', async (body, token) => {
	const [item] = await read(readers.newToken, body);
	expect(item).toMatchObject({ token, secret: true });
	expect(item!.nextStep).toMatch(/^Save the token in the WATI credential before/);
});

test('an answer without a token says where to find it', async () => {
	const [item] = await read(readers.newToken, { result: true });
	expect(item).toMatchObject({ token: null, secret: false });
	expect(item!.nextStep).toMatch(/^WATI answered without a token\. Open WATI under/);
});

describe('a download', () => {
	const file = async (parameters: IDataObject, headers: IDataObject = {}) =>
		(await read(readers.download, Buffer.from('abc'), parameters, headers))[0];

	test.each<[IDataObject, IDataObject, string, string]>([
		[{ fileName: 'data/images/a.JPG' }, {}, 'a.JPG', 'image/jpeg'],
		[{ fileName: 'data%2Fimages%2fb.png' }, {}, 'b.png', 'image/png'],
		[{ fileName: 'x?fileName=c.pdf' }, {}, 'c.pdf', 'application/pdf'],
		[{ fileName: 'a.pdf', 'options.fileName': ' mine.txt ' }, {}, 'mine.txt', 'text/plain'],
		[{}, { 'content-disposition': 'attachment; filename="d.csv"' }, 'd.csv', 'text/csv'],
		[{}, {}, 'media', 'application/octet-stream'],
		[{ fileName: 'a.jpg' }, { 'content-type': 'image/webp; q=1' }, 'a.jpg', 'image/webp'],
		[{ fileName: 'a.mp4' }, { 'content-type': 'application/octet-stream' }, 'a.mp4', 'video/mp4'],
	])('of %j with %j is %s of %s', async (parameters, headers, fileName, mimeType) => {
		const item = { fileName, mimeType, fileSize: 3, in: ['data'] };
		expect(await file(parameters, headers)).toEqual(item);
	});

	test('goes where the user wants it', async () => {
		expect((await file({ binaryPropertyName: 'photo' }))?.in).toEqual(['photo']);
	});

	test('of Meta has the ending of its type', async () => {
		const named = async (mime: string | undefined, parameters: IDataObject = {}) => {
			const headers = mime === undefined ? {} : { 'content-type': mime };
			const all = { mediaId: ' 12 ', ...parameters };
			return (await read(mediaFile, Buffer.from('a'), all, headers))[0];
		};
		expect(await named('image/jpeg; q=1')).toMatchObject({
			fileName: '12.jpg',
			mimeType: 'image/jpeg',
		});
		expect(await named(undefined)).toMatchObject({
			fileName: '12',
			mimeType: 'application/octet-stream',
		});
		expect(await named('image/png', { 'options.fileName': ' a.png ' })).toMatchObject({
			fileName: 'a.png',
		});
	});
});

test('the status of a message is found bare and under two names', async () => {
	const record = { statusString: 'READ', text: 'a', other: 1 };
	expect(await read(statusRecord, record, SIMPLE)).toEqual([{ statusString: 'READ', text: 'a' }]);
	expect(await read(statusRecord, { message: record })).toEqual([record]);
	expect(await read(statusRecord, { result: record })).toEqual([record]);
	expect(await read(statusRecord, { ...record, message: { a: 1 } })).toHaveLength(1);
	expect(await read(statusRecord, { message: 'x' })).toEqual([{ message: 'x' }]);
	expect(await read(statusRecord, '')).toEqual([{}]);
});

test('templates come in the statuses that are wanted, simplified with their variables', async () => {
	const one = { id: '1', status: 'APPROVED', language: { value: 'en' }, customParams: [], x: 1 };
	const body = { messageTemplates: [one, { id: '2', status: 'DELETED' }] };
	expect(await read(templates, body)).toHaveLength(2);
	const wanted = { 'filters.statuses': ['APPROVED'], ...SIMPLE };
	expect(await read(templates, body, wanted)).toEqual([
		{ id: '1', status: 'APPROVED', language: 'en', variables: [] },
	]);
	const component = { type: 'BODY', text: 'Hi {{1}}' };
	const ofMeta = { data: [{ id: '1', name: 't', components: [component] }] };
	expect(await read(meta.templates, ofMeta, SIMPLE)).toEqual([
		{ id: '1', name: 't', body: 'Hi {{1}}', variables: ['body_1'] },
	]);
	expect(await read(meta.templates, ofMeta)).toEqual(ofMeta.data);
});

test('answers of Meta come as they are, or as their first record', async () => {
	expect(await read(meta.answered, '{"a":1}')).toEqual([{ a: 1 }]);
	expect(await read(meta.answered, 'x')).toEqual([{}]);
	expect(await read(meta.onlyRecord, { data: [{ a: 1 }, { a: 2 }] })).toEqual([{ a: 1 }]);
	expect(await read(meta.onlyRecord, { data: [] })).toEqual([{}]);
});

describe('API v3', () => {
	test('has contacts whose number is digits', async () => {
		const contact = { id: '1', phone: '+1415', other: 1 };
		expect(await read(v3.contactOfV3, { contact })).toEqual([{ ...contact, phone: '1415' }]);
		expect(await read(v3.contactOfV3, contact, SIMPLE)).toEqual([{ id: '1', phone: '1415' }]);
		expect(await read(v3.contactOfV3, { phone: 5 })).toEqual([{ phone: 5 }]);
		expect(await read(v3.contactOfV3, '')).toEqual([{}]);
	});

	test('has messages with ISO times', async () => {
		const message_list = [{ id: '1', timestamp: '1772359200', x: 1 }, { id: '2' }];
		const first = { id: '1', timestamp: '2026-03-01T10:00:00.000Z' };
		const none = { direction: null };
		expect(await read(messagesOfV3, { message_list })).toEqual([
			{ ...first, x: 1, ...none },
			{ id: '2', ...none },
		]);
		expect(await read(messagesOfV3, { message_list }, SIMPLE)).toEqual([
			{ ...first, ...none },
			{ id: '2', ...none },
		]);
	});

	test.each([
		[{ eventType: 'message', owner: true }, 'outbound'],
		[{ event_type: 'message', owner: false }, 'inbound'],
		[{ event_type: 'message', owner: null }, null],
		[{ eventType: 'message', owner: 'false' }, null],
		[{ event_type: 'broadcastMessage', owner: null }, 'outbound'],
		[{ eventType: 'ticket', owner: false }, null],
		[{}, null],
	])('%j goes %p', (record, direction) => {
		expect(getDirection(record)).toBe(direction);
	});

	test('says what was done with whom', async () => {
		const done = async (reader: Reader, parameters: IDataObject = {}) =>
			(await read(reader, {}, parameters))[0];
		const tagged = { tag: 'VIP', whatsappNumber: ADA };
		expect(await done(v3.addedTag, { tag: ' VIP ' })).toEqual({ added: true, ...tagged });
		expect(await done(v3.removedTag, { tag: 'VIP' })).toEqual({ removed: true, ...tagged });
		expect(await done(v3.shownTyping)).toEqual({ shown: true, whatsappNumber: ADA });
		expect(await done(v3.updatedStatus, { chatStatus: 'solved' })).toEqual({
			updated: true,
			status: 'solved',
			whatsappNumber: ADA,
		});
		expect(await done(v3.assignedTeams, { teams: 'a, b' })).toEqual({
			assigned: true,
			teams: ['a', 'b'],
			whatsappNumber: ADA,
		});
	});

	test('tells of a deletion what it knows', async () => {
		const body = { contact_id: 'c', cleanup_completed: false };
		const known = { deleted: true, wasThere: true };
		expect(await read(v3.deletedContact, body)).toEqual([
			{ ...known, contactId: 'c', cleanupCompleted: false },
		]);
		expect(await read(v3.deletedContact, '')).toEqual([known]);
		expect(await read(deleted, '')).toEqual([{ deleted: true }]);
	});

	test('has campaigns with their counters, and recipients with their number', async () => {
		const statistics = { total_sent: 2, rate: 1 };
		const found = { id: '1', name: 'n', total_read: 1, x: 1 };
		expect(await read(campaigns, { broadcasts: [found] }, SIMPLE)).toEqual([
			{ id: '1', name: 'n' },
		]);
		expect(await read(campaign, { broadcast: found })).toEqual([found]);
		expect(await read(campaign, found, SIMPLE)).toEqual([{ id: '1', name: 'n', total_read: 1 }]);
		expect(await read(campaign, { broadcast: { ...found, statistics } }, SIMPLE)).toEqual([
			{ id: '1', name: 'n', total_sent: 2 },
		]);
		const recipients = [{ contact_phone: '+1415', status: 'READ', x: 1 }];
		expect(await read(campaignRecipients, { recipients })).toEqual([
			{ contact_phone: '1415', status: 'READ', x: 1 },
		]);
		expect(await read(campaignRecipients, { recipients }, SIMPLE)).toEqual([
			{ contact_phone: '1415', status: 'READ' },
		]);
	});
});

describe('webhooks', () => {
	const hook = { id: 'h', url: 'https://n8n.example.com/x?token=secret&a=b#end', status: 2, x: 1 };
	const simple = {
		id: 'h',
		url: 'https://n8n.example.com/x?token=***&a=***#end',
		status: 'defective',
		eventTypes: null,
		phoneNumber: null,
		failedInARow: null,
		created: null,
		lastUpdated: null,
	};

	test('are listed, simplified without secrets', async () => {
		expect(await read(hooks.webhooks, { webhooks: [hook] })).toEqual([hook]);
		expect(await read(hooks.webhooks, { webhooks: [hook] }, SIMPLE)).toEqual([simple]);
		const spelled = {
			status: '0',
			event_types: ['message'],
			channel_phone_number: '1415',
			failed_iteration_count: 0,
			created: 'c',
			last_updated: 'u',
		};
		expect(await read(hooks.webhooks, [spelled, { status: 'odd' }, {}], SIMPLE)).toMatchObject([
			{
				id: null,
				url: '',
				status: 'disabled',
				eventTypes: ['message'],
				phoneNumber: '1415',
				failedInARow: 0,
				created: 'c',
				lastUpdated: 'u',
			},
			{ status: 'odd' },
			{ status: null },
		]);
		const camel = {
			status: 1,
			eventTypes: [],
			channelPhoneNumber: '1',
			failedIterationCount: 3,
			lastUpdated: 'u',
		};
		expect(await read(hooks.webhooks, [camel], SIMPLE)).toMatchObject([
			{ status: 'enabled', eventTypes: [], phoneNumber: '1', failedInARow: 3, lastUpdated: 'u' },
		]);
	});

	test('are told after an update, where the answer has one', async () => {
		const updated = { updated: true };
		expect(await read(hooks.updatedWebhook, { result: true })).toEqual([updated]);
		expect(await read(hooks.updatedWebhook, { result: hook })).toEqual([{ ...updated, ...hook }]);
		expect(await read(hooks.updatedWebhook, hook, SIMPLE)).toEqual([{ ...updated, ...simple }]);
		expect(await read(hooks.updatedWebhook, [hook], SIMPLE)).toEqual([{ ...updated, ...simple }]);
		expect(await read(hooks.updatedWebhook, '')).toEqual([updated]);
		expect(await read(hooks.deletedWebhook, '')).toEqual([{ deleted: true, wasThere: true }]);
	});

	test.each<[unknown]>([
		[['message']],
		[{ event_types: ['message'] }],
		[{ eventTypes: ['message'] }],
		[{ result: { items: ['message'] } }],
		[{ data: ['message'] }],
	])('may be subscribed to the events of %j', async (body) => {
		expect(await read(hooks.eventTypes, body)).toEqual([{ eventType: 'message' }]);
	});

	test('may have events that are objects', async () => {
		for (const name of ['eventType', 'event_type', 'name', 'value']) {
			const [item] = await read(hooks.eventTypes, [{ [name]: 'message', more: 1 }]);
			expect(item).toMatchObject({ eventType: 'message', more: 1 });
		}
		expect(await read(hooks.eventTypes, 'x')).toEqual([]);
	});
});
