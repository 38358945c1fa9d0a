import { metaMessageText } from '../../../../nodes/MatonWhatsAppBusiness/responses/message-text';

describe('the text of a message without a template', () => {
	test.each([
		[{ type: 'text', text: { body: 'Hi' } }, 'Hi'],
		[{ type: 'image', image: { caption: 'Look' } }, 'Look'],
		[{ type: 'location', location: { name: 'Here', address: 'Road 1' } }, 'Here\nRoad 1'],
		[{ type: 'reaction', reaction: { emoji: '👍' } }, '👍'],
		[
			{ type: 'contacts', contacts: [{ name: { formatted_name: 'Ada' } }, { name: 'x' }, 5] },
			'Ada',
		],
		[
			{
				type: 'interactive',
				interactive: {
					header: { text: 'Top' },
					body: { text: 'Choose' },
					footer: { text: 'End' },
					action: {
						button: 'Open',
						buttons: [{ reply: { title: 'Yes' } }, { reply: 'x' }],
						sections: [{ title: 'Group', rows: [{ title: 'Row' }, { title: '' }] }],
					},
				},
			},
			'Top\nChoose\nEnd\nOpen\n[Yes]\n[Group]\n[Row]',
		],
		[
			{
				type: 'interactive',
				interactive: {
					action: { parameters: { display_text: 'Shop', url: 'https://example.com' } },
				},
			},
			'[Shop] https://example.com',
		],
		[{}, ''],
		['text', ''],
	])('of Meta %j', (body, text) => expect(metaMessageText({ body } as never)).toBe(text));
});
