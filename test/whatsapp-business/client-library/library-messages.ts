import type { INodeParameters } from 'n8n-workflow';

import { knownBusiness } from '../../../sandbox/demo/business';
import { loadLibrary } from './client-library';

const lib = loadLibrary();

const link = 'https://www.example.com/file.pdf';
const { catalogId, flowId } = knownBusiness;

/** One message, as a user of the node fills it in and as a program writes it with the library. */
export interface SameMessage {
	title: string;
	operation: string;
	parameters: INodeParameters;
	message: object;
}

const same = (
	operation: string,
	title: string,
	parameters: INodeParameters,
	message: object,
): SameMessage => ({ operation, title, parameters, message });

const body = new lib.Body('Which?');
const texts = { bodyText: 'Which?', footerText: 'Small' };
const footer = new lib.Footer('Small');

const MEDIA: SameMessage[] = [
	same('sendText', 'a text', { messageText: 'Hello' }, new lib.Text('Hello')),
	same(
		'sendText',
		'a text with a preview',
		{ messageText: link, options: { previewUrl: true } },
		new lib.Text(link, true),
	),
	same('sendAudio', 'audio', { mediaLink: link }, new lib.Audio(link)),
	same('sendAudio', 'voice', { mediaLink: link, voice: true }, new lib.Audio(link, false, true)),
	same(
		'sendDocument',
		'a document',
		{ mediaLink: link, caption: 'Bill', fileName: 'bill.pdf' },
		new lib.Document(link, false, 'Bill', 'bill.pdf'),
	),
	same(
		'sendImage',
		'an image',
		{ mediaLink: link, caption: 'Look' },
		new lib.Image(link, false, 'Look'),
	),
	same('sendSticker', 'a sticker', { mediaLink: link }, new lib.Sticker(link)),
	same(
		'sendVideo',
		'a video',
		{ mediaLink: link, caption: 'See' },
		new lib.Video(link, false, 'See'),
	),
];

const OTHERS: SameMessage[] = [
	same(
		'sendContacts',
		'a card in full',
		{
			contacts: {
				contact: [
					{
						formattedName: 'Dr. Ada King Lovelace Jr.',
						firstName: 'Ada',
						middleName: 'King',
						lastName: 'Lovelace',
						prefix: 'Dr.',
						suffix: 'Jr.',
						company: 'Analytical',
						department: 'Engines',
						jobTitle: 'Programmer',
						birthday: '1990-05-17',
						phones: {
							phone: [
								{ phone: '+14155550101', type: 'CELL' },
								{ phone: '+14155550102', type: 'WORK' },
							],
						},
						emails: { email: [{ email: 'ada@example.com', type: 'WORK' }] },
						urls: { url: [{ url: 'https://www.example.com', type: 'HOME' }] },
						addresses: {
							address: [
								{
									street: '1 Main Street',
									city: 'San Francisco',
									state: 'CA',
									zip: '94103',
									country: 'United States',
									countryCode: 'US',
									type: 'HOME',
								},
							],
						},
					},
				],
			},
		},
		new lib.Contacts([
			new lib.Name('Dr. Ada King Lovelace Jr.', 'Ada', 'Lovelace', 'King', 'Jr.', 'Dr.'),
			new lib.Organization('Analytical', 'Engines', 'Programmer'),
			new lib.Birthday('1990', '05', '17'),
			new lib.Phone('+14155550101', 'CELL', '14155550101'),
			new lib.Phone('+14155550102', 'WORK', '14155550102'),
			new lib.Email('ada@example.com', 'WORK'),
			new lib.Url('https://www.example.com', 'HOME'),
			new lib.Address(
				'United States',
				'US',
				'CA',
				'San Francisco',
				'1 Main Street',
				'94103',
				'HOME',
			),
		]),
	),
	same(
		'sendLocation',
		'a place',
		{ latitude: '52.52', longitude: '13.405', name: 'Shop', address: 'Main Street 1' },
		new lib.Location(13.405, 52.52, 'Shop', 'Main Street 1'),
	),
	same(
		'sendReaction',
		'a reaction',
		{ messageId: 'wamid.A', emoji: '👍' },
		new lib.Reaction('wamid.A', '👍'),
	),
];

const CHOICES: SameMessage[] = [
	same(
		'sendButtons',
		'buttons below an image',
		{
			...texts,
			headerType: 'image',
			headerMediaUrl: link,
			buttons: { button: [{ id: 'y', text: 'Yes' }, { text: 'No' }] },
		},
		new lib.Interactive(
			new lib.ActionButtons(new lib.Button('y', 'Yes'), new lib.Button('No', 'No')),
			body,
			new lib.Header(new lib.Image(link)),
			footer,
		),
	),
	same(
		'sendList',
		'a list',
		{
			...texts,
			headerText: 'Order',
			buttonText: 'Open',
			sections: {
				section: [
					{ title: 'One', rows: { row: [{ id: 'a', title: 'A', description: 'First' }] } },
					{ title: 'Two', rows: { row: [{ id: 'b', title: 'B' }] } },
				],
			},
		},
		new lib.Interactive(
			new lib.ActionList(
				'Open',
				new lib.ListSection('One', new lib.Row('a', 'A', 'First')),
				new lib.ListSection('Two', new lib.Row('b', 'B')),
			),
			body,
			new lib.Header('Order'),
			footer,
		),
	),
	same(
		'sendCtaUrl',
		'a link button',
		{ ...texts, buttonText: 'Go', buttonUrl: link, headerType: 'text', headerText: 'Order' },
		new lib.Interactive(new lib.ActionCTA('Go', link), body, new lib.Header('Order'), footer),
	),
	same(
		'sendFlow',
		'a Flow by its ID, with a screen',
		{
			...texts,
			headerText: 'Order',
			flow: flowId,
			buttonText: 'Book',
			flowScreen: 'DAY',
			flowData: '{"people":2}',
			options: { flowToken: 'token-1' },
		},
		new lib.Interactive(
			new lib.ActionFlow({
				flow_id: flowId,
				flow_cta: 'Book',
				flow_token: 'token-1',
				flow_action: 'navigate',
				flow_action_payload: { screen: 'DAY', data: { people: 2 } },
			}),
			body,
			new lib.Header('Order'),
			footer,
		),
	),
	same(
		'sendFlow',
		'a draft of a Flow by its name',
		{
			bodyText: 'Which?',
			flow: 'feedback',
			buttonText: 'Say',
			flowAction: 'data_exchange',
			options: { flowMode: 'draft' },
		},
		new lib.Interactive(
			new lib.ActionFlow({
				flow_name: 'feedback',
				flow_cta: 'Say',
				mode: 'draft',
				flow_action: 'data_exchange',
			}),
			body,
		),
	),
	same(
		'sendLocationRequest',
		'a request for a place',
		{ bodyText: 'Which?' },
		new lib.Interactive(new lib.ActionLocation(), body),
	),
	same(
		'sendContactRequest',
		'a request for the number',
		{ bodyText: 'Which?' },
		new lib.Interactive(new lib.ActionContactRequest(), body),
	),
	same(
		'sendCallPermissionRequest',
		'a request to call',
		{ bodyText: 'Which?' },
		new lib.Interactive(new lib.ActionCallPermission(), body),
	),
];

const product = (id: string) => new lib.CatalogProduct(id, catalogId);

const CATALOG: SameMessage[] = [
	same(
		'sendProduct',
		'a product',
		{ ...texts, catalogId, productId: 'sku-1' },
		new lib.Interactive(new lib.ActionProduct(product('sku-1')), body, undefined, footer),
	),
	same(
		'sendProductList',
		'products in sections',
		{
			...texts,
			catalogId,
			headerText: 'Order',
			productSections: {
				section: [
					{ title: 'One', products: 'sku-1, sku-2' },
					{ title: 'Two', products: ['sku-3'] },
				],
			},
		},
		new lib.Interactive(
			new lib.ActionProductList(
				catalogId,
				new lib.ProductSection('One', product('sku-1'), product('sku-2')),
				new lib.ProductSection('Two', product('sku-3')),
			),
			body,
			new lib.Header('Order'),
			footer,
		),
	),
	same(
		'sendCatalog',
		'the catalog',
		{ ...texts, options: { thumbnailProductId: 'sku-1' } },
		new lib.Interactive(new lib.ActionCatalog(product('sku-1')), body, undefined, footer),
	),
];

/** Every message without a template that both know. */
export const SAME_MESSAGES: SameMessage[] = [...MEDIA, ...OTHERS, ...CHOICES, ...CATALOG];
