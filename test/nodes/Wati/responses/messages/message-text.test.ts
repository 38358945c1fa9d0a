import { messageText } from '../../../../../nodes/Wati/responses/messages/message-text';

describe('the text of a message without a template', () => {
	test('is its text, else its caption', () => {
		expect(messageText({ messageText: 'Hi', caption: 'No' }, undefined)).toBe('Hi');
		expect(messageText({ messageText: '', caption: 'Look' }, { caption: 'No' })).toBe('Look');
		expect(messageText({}, { caption: 'Look' })).toBe('Look');
		expect(messageText({}, 'bytes')).toBe('');
	});

	test('of WATI has the choices in brackets', () => {
		const body = {
			header: { text: 'Top' },
			body: 'Choose',
			footer: '',
			buttonText: 'Open',
			buttons: [{ text: 'Yes' }, { text: { title: 'No' } }, { text: '' }, 'x'],
			sections: [{ title: 'Group', rows: [{ title: 'Row' }] }, { rows: 'none' }],
		};
		expect(messageText({ messageText: 'not this' }, body)).toBe(
			'Top\nChoose\nOpen\n[Yes]\n[No]\n[Group]\n[Row]',
		);
	});
});
