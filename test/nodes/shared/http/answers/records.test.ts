import {
	readPageInfo,
	readRecords,
	buildRecordTags,
} from '../../../../../nodes/shared/http/answers/records';

const RECORDS = [{ id: 'a' }, { id: 'b' }];

test.each([
	'contact_list',
	'messageTemplates',
	'messages',
	'connections',
	'message_list',
	'templates',
	'broadcasts',
	'recipients',
	'channels',
	'chatbot_list',
	'webhooks',
	'result',
	'data',
])('the records of a list may be under %s', (name) => {
	expect(readRecords({ other: [{}], [name]: RECORDS })).toEqual(RECORDS);
	expect(readRecords({ [name]: { items: RECORDS } })).toEqual(RECORDS);
});

test('a list may be the whole answer, as text too', () => {
	expect(readRecords(RECORDS)).toEqual(RECORDS);
	expect(readRecords(JSON.stringify(RECORDS))).toEqual(RECORDS);
});

test('a name without a list gives way to the next one', () => {
	expect(readRecords({ messages: null, result: RECORDS })).toEqual(RECORDS);
});

test('what is no record is passed over', () => {
	expect(readRecords([1, null, { id: 'a' }, 'x', []])).toEqual([{ id: 'a' }]);
	expect([{}, { result: true }, 'text', null, 5].flatMap(readRecords)).toEqual([]);
});

describe('what a page says', () => {
	test('each record has its name, by its fields where it has no ID', () => {
		const same = { name: 'x' };
		expect(buildRecordTags([{ id: 7 }, same, { id: null }, { id: '' }, same])).toEqual([
			'id 7',
			'1 {"name":"x"}',
			'1 {"id":null}',
			'1 {"id":""}',
			'2 {"name":"x"}',
		]);
		expect(readPageInfo([{ id: 7 }])).toEqual({
			records: [{ id: 7 }],
			isLast: false,
			hasMore: false,
		});
	});

	test.each([
		[{ messages: { items: RECORDS, total: 9 } }, 9],
		[{ result: RECORDS, link: { total: 8 } }, 8],
		[{ result: RECORDS, total: 7 }, 7],
		[{ result: RECORDS, total_count: 6 }, 6],
		[{ result: RECORDS, total: '5' }, undefined],
		[{ result: RECORDS }, undefined],
		[{ result: RECORDS, link: 'none' }, undefined],
	])('the total of %j is %p', (body, total) => {
		expect(readPageInfo(body)).toEqual({ records: RECORDS, total, isLast: false, hasMore: false });
	});

	test.each([
		[{ nextPage: null }, true, false],
		[{ nextPage: '' }, true, false],
		[{ nextPage: 'https://wati.example.com/2' }, false, true],
		[{}, false, false],
	])('v1 with the link %j is the last: %p', (link, isLast, hasMore) => {
		expect(readPageInfo({ result: RECORDS, link })).toMatchObject({ isLast, hasMore });
	});

	test.each([
		[3, true],
		[2, false],
		[1, false],
		['3', false],
	])('v3 with the size %p is the last: %p', (size, last) => {
		expect(readPageInfo({ contact_list: RECORDS, page_size: size }).isLast).toBe(last);
	});

	const last = { isLast: true, hasMore: false };

	test.each([
		[
			{ next: 'https://graph.example.com', cursors: { after: 'x' } },
			{ isLast: false, hasMore: true, cursor: 'x' },
		],
		[{ cursors: { after: 'x' } }, last],
		[{ next: 'https://graph.example.com', cursors: { after: '' } }, last],
		[{ next: 'https://graph.example.com', cursors: { after: 5 } }, last],
		[{ next: 'https://graph.example.com' }, last],
		[undefined, last],
	])('Meta with the paging %j goes on with %j', (paging, expected) => {
		expect(readPageInfo({ data: RECORDS, paging })).toEqual({ records: RECORDS, ...expected });
	});
});
