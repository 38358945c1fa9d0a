import * as hooks from '../../../../nodes/Wati/responses/webhooks';
import { read, SIMPLE } from '../../read-items';

describe('webhooks', () => {
	const hook = { id: 'h', url: 'https://n8n.example.com/x?token=secret&a=b#end', status: 2, x: 1 };
	const simple = {
		id: 'h',
		url: 'https://n8n.example.com/x?token=***&a=***#end',
		status: 'defective',
		eventTypes: null,
		channelNumber: null,
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
			channel_phone_number: '1-415',
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
				channelNumber: '1415',
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
			{ status: 'enabled', eventTypes: [], channelNumber: '1', failedInARow: 3, lastUpdated: 'u' },
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
