import { pageInfoOf, recordsOf } from '../../nodes/shared/http/answers/records';

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
	expect(recordsOf({ other: [{}], [name]: RECORDS })).toEqual(RECORDS);
	expect(recordsOf({ [name]: { items: RECORDS } })).toEqual(RECORDS);
});

test('a list may be the whole answer, as text too', () => {
	expect(recordsOf(RECORDS)).toEqual(RECORDS);
	expect(recordsOf(JSON.stringify(RECORDS))).toEqual(RECORDS);
});

test('a name without a list gives way to the next one', () => {
	expect(recordsOf({ messages: null, result: RECORDS })).toEqual(RECORDS);
});

test('what is no record is passed over', () => {
	expect(recordsOf([1, null, { id: 'a' }, 'x', []])).toEqual([{ id: 'a' }]);
	expect([{}, { result: true }, 'text', null, 5].flatMap(recordsOf)).toEqual([]);
});

describe('what a page says', () => {
	test('each record has its key, by its fields where it has no ID', () => {
		expect(pageInfoOf([{ id: 7 }, { name: 'x' }])).toEqual({
			keys: ['7', '{"name":"x"}'],
			last: false,
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
		expect(pageInfoOf(body)).toEqual({ keys: ['a', 'b'], total, last: false });
	});

	test.each([
		[{ nextPage: null }, true],
		[{ nextPage: '' }, true],
		[{ nextPage: 'https://wati.example.com/2' }, false],
		[{}, false],
	])('v1 with the link %j is the last: %p', (link, last) => {
		expect(pageInfoOf({ result: RECORDS, link }).last).toBe(last);
	});

	test.each([
		[3, true],
		[2, false],
		[1, false],
		['3', false],
	])('v3 with the size %p is the last: %p', (size, last) => {
		expect(pageInfoOf({ contact_list: RECORDS, page_size: size }).last).toBe(last);
	});

	test.each([
		[
			{ next: 'https://graph.example.com', cursors: { after: 'x' } },
			{ last: false, cursor: 'x' },
		],
		[{ cursors: { after: 'x' } }, { last: true }],
		[{ next: 'https://graph.example.com', cursors: { after: '' } }, { last: true }],
		[{ next: 'https://graph.example.com', cursors: { after: 5 } }, { last: true }],
		[{ next: 'https://graph.example.com' }, { last: true }],
		[undefined, { last: true }],
	])('Meta with the paging %j goes on with %j', (paging, expected) => {
		expect(pageInfoOf({ data: RECORDS, paging })).toEqual({ keys: ['a', 'b'], ...expected });
	});
});
