import * as meta from '../../../../nodes/MatonWhatsAppBusiness/responses/readers';
import { read } from '../../read-items';

describe('what is accepted', () => {
	test('of Meta has the number and the ID of the message', async () => {
		const answer = {
			contacts: [{ input: '+1415', wa_id: '1415' }],
			messages: [{ id: 'wamid.1', message_status: 'accepted' }],
		};
		expect(await read(meta.accepted, answer, { 'options.includeResponse': true })).toEqual([
			{
				accepted: true,
				whatsappNumber: '1415',
				messageId: 'wamid.1',
				messageStatus: 'accepted',
				response: answer,
			},
		]);
		const sparse = { contacts: [{ input: '+1415' }], messages: 'x' };
		expect(await read(meta.accepted, sparse)).toEqual([
			{ accepted: true, whatsappNumber: '+1415' },
		]);
		expect(await read(meta.accepted, '')).toEqual([{ accepted: true }]);
	});
});

test('answers of Meta come as they are, or as their first record', async () => {
	expect(await read(meta.answered, '{"a":1}')).toEqual([{ a: 1 }]);
	expect(await read(meta.answered, 'x')).toEqual([{}]);
	expect(await read(meta.onlyRecord, { data: [{ a: 1 }, { a: 2 }] })).toEqual([{ a: 1 }]);
	expect(await read(meta.onlyRecord, { data: [] })).toEqual([{}]);
});
