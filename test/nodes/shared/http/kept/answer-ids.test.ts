import { pickAnswerIds } from '../../../../../nodes/shared/http/kept/answer-ids';

const ADA = '14155550101';

test('keeps IDs, states and flags in their places, and nothing that tells who or what', () => {
	const answer = {
		result: true,
		info: '',
		message: {
			id: '66f0aa000000a353aa5947a6',
			whatsappMessageId: 'wamid.HBgLMTQx',
			conversationId: '66f0aa0000000000000000c1',
			text: 'Hi Ada',
			statusString: 'SENT',
			operatorName: 'Bot',
		},
		contact: { id: ADA, wAid: ADA, fullName: 'Ada', phone: ADA },
		receivers: [{ waId: ADA, localMessageId: 'order-4711-a', errors: ['No'] }],
	};
	expect(pickAnswerIds(answer, [ADA])).toEqual({
		result: true,
		message: {
			id: '66f0aa000000a353aa5947a6',
			whatsappMessageId: 'wamid.HBgLMTQx',
			conversationId: '66f0aa0000000000000000c1',
			statusString: 'SENT',
		},
		receivers: [{ localMessageId: 'order-4711-a' }],
	});
});

test("Meta's answer keeps the message's ID, not the person's", () => {
	const answer = {
		messaging_product: 'whatsapp',
		contacts: [{ input: `+${ADA}`, wa_id: ADA, user_id: 'US.13491208655302741918' }],
		messages: [{ id: 'wamid.HBgLMTQx', message_status: 'accepted' }],
	};
	expect(pickAnswerIds(answer, [ADA])).toEqual({
		messages: [{ id: 'wamid.HBgLMTQx', message_status: 'accepted' }],
	});
});

test.each([
	['no object', 'text', []],
	['nothing to keep', { text: 'Hi' }, []],
	['an ID made of the number', { id: `contact-${ADA}` }, [`+${ADA}`]],
	['too much', Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`${at}Id`, 'abcdef'])), []],
])('%s is not kept', (_, answer, people) => {
	expect(pickAnswerIds(answer, people)).toBeUndefined();
});
