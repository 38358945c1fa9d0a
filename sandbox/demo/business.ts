import { sampleFile } from '../files/sample-files';
import { BusinessAccount } from '../state/business/account';
import type { BusinessPhone, MetaComponent, MetaTemplate } from '../state/business/shapes';
import type { Ids } from '../state/ids';
import type { World } from '../state/world';

/** Ids of Meta's side that stay the same over resets and restarts. */
export const knownBusiness = {
	accountId: '100200300400501',
	token: 'meta-sandbox-token',
	phoneNumberId: '100200300400601',
	phoneNumber: '14155550300',
	/** Meta's test number: only 14155550101 may be written to. */
	testPhoneNumberId: '100200300400602',
	/** A customer with a username and no number, by BSUID. */
	usernameOnly: 'US.13491208655302741918',
	flowId: '100200300400801',
	catalogId: '100200300400901',
	/** A number that was never registered. */
	newPhoneNumberId: '100200300400603',
	connectionId: '33333333-4444-4555-8666-777777777777',
	secondAccountId: '100200300400502',
	secondToken: 'meta-sandbox-second-token',
	secondPhoneNumberId: '100200300400701',
	secondConnectionId: '44444444-5555-4666-8777-888888888888',
} as const;

const HOUR_MS = 3_600_000;

type Draft = Pick<MetaTemplate, 'name' | 'category' | 'components'> & Partial<MetaTemplate>;

const body = (text: string): MetaComponent => ({ type: 'BODY', text });
const header = (text: string): MetaComponent => ({ type: 'HEADER', format: 'TEXT', text });
const footer = (text: string): MetaComponent => ({ type: 'FOOTER', text });
const buttons = (...list: NonNullable<MetaComponent['buttons']>): MetaComponent => ({
	type: 'BUTTONS',
	buttons: list,
});
const media = (format: 'IMAGE' | 'VIDEO' | 'DOCUMENT'): MetaComponent => ({
	type: 'HEADER',
	format,
	example: { header_handle: ['https://media.example.com/example'] },
});
const withExample = (component: MetaComponent, example: object): MetaComponent => ({
	...component,
	example,
});

const DRAFTS: Draft[] = [
	{
		name: 'hello_world',
		category: 'UTILITY',
		components: [header('Hello World'), body('Welcome and congratulations!'), footer('Sample')],
	},
	...['en_US', 'de'].map(
		(language): Draft => ({
			name: 'order_update',
			language,
			category: 'UTILITY',
			components: [
				withExample(header('Order {{1}}'), { header_text: ['A-1'] }),
				withExample(
					body(
						language === 'de'
							? 'Hallo {{1}}, die Bestellung kommt am {{2}}.'
							: 'Hi {{1}}, your order arrives on {{2}}.',
					),
					{ body_text: [['Ada', 'Friday']] },
				),
			],
		}),
	),
	{
		name: 'invoice_ready',
		category: 'UTILITY',
		components: [
			media('DOCUMENT'),
			withExample(body('Hi {{1}}, your invoice {{2}} is ready.'), {
				body_text: [['Ada', 'R-17']],
			}),
			footer('Example Shop'),
			buttons(
				{
					type: 'URL',
					text: 'Pay now',
					url: 'https://shop.example.com/pay/{{1}}',
					example: ['https://shop.example.com/pay/R-17'],
				},
				{ type: 'QUICK_REPLY', text: 'I have a question' },
			),
		],
	},
	{
		name: 'spring_offer',
		category: 'MARKETING',
		parameter_format: 'NAMED',
		components: [
			media('IMAGE'),
			withExample(body('Hi {{first_name}}, take {{discount}} off until Sunday.'), {
				body_text_named_params: [
					{ param_name: 'first_name', example: 'Ada' },
					{ param_name: 'discount', example: '20 %' },
				],
			}),
			buttons(
				{ type: 'QUICK_REPLY', text: 'Stop' },
				{ type: 'COPY_CODE', text: 'Copy offer code', example: ['SPRING20'] },
				{ type: 'URL', text: 'Shop', url: 'https://shop.example.com' },
				{ type: 'PHONE_NUMBER', text: 'Call', phone_number: '+14155550300' },
			),
		],
	},
	{ name: 'new_hours', category: 'UTILITY', status: 'PENDING', components: [body('New hours.')] },
	{ name: 'free_money', category: 'MARKETING', status: 'REJECTED', components: [body('Win!')] },
	{ name: 'winter_sale', category: 'MARKETING', status: 'PAUSED', components: [body('Sale.')] },
];

function demoTemplates(ids: Ids): MetaTemplate[] {
	return DRAFTS.map((draft) => ({
		id: ids.digits(),
		language: 'en_US',
		status: 'APPROVED',
		parameter_format: 'POSITIONAL',
		...draft,
	}));
}

function phone(id: string, number: string, verifiedName: string): BusinessPhone {
	return {
		id,
		displayPhoneNumber: number,
		verifiedName,
		qualityRating: 'GREEN',
		isRegistered: true,
		profile: {},
		qrCodes: [],
	};
}

/** Two accounts of Meta's Cloud API behind two connections of one Maton key. */
export function addBusinesses(world: World, matonKey: string, seed: 'demo' | 'empty'): void {
	const known = knownBusiness;
	const account = new BusinessAccount(known.accountId, known.token, world);
	const second = new BusinessAccount(known.secondAccountId, known.secondToken, world);
	for (const one of [
		phone(known.phoneNumberId, '+1 415-555-0300', 'Example Shop'),
		{
			...phone(known.testPhoneNumberId, '+1 415-555-0310', 'Test Number'),
			allowedRecipients: ['14155550101'],
		},
		{ ...phone(known.newPhoneNumberId, '+1 415-555-0320', 'Example Desk'), isRegistered: false },
	]) {
		account.phones.set(one.id, one);
	}
	second.phones.set(
		known.secondPhoneNumberId,
		phone(known.secondPhoneNumberId, '+1 415-555-0400', 'Second Shop'),
	);
	world.businesses.set(account.id, account).set(second.id, second);
	const connection = { matonKey, app: 'whatsapp-business', status: 'ACTIVE' } as const;
	const at = (day: string) => ({ created: new Date(`${day}T07:20:53.488Z`) });
	world.connections.add({
		...connection,
		...at('2025-12-08'),
		id: known.connectionId,
		businessAccountId: account.id,
	});
	world.connections.add({
		...connection,
		...at('2026-03-09'),
		id: known.secondConnectionId,
		businessAccountId: second.id,
	});
	if (seed === 'demo') fill(account);
}

/** Three customers wrote today, one of them with a picture; one wrote too long ago. */
function fill(account: BusinessAccount): void {
	const { phoneNumberId, testPhoneNumberId } = knownBusiness;
	const now = Date.now();
	account.templates.push(...demoTemplates(account.ids));
	account.flows.push(
		{ id: knownBusiness.flowId, name: 'book_table', status: 'PUBLISHED' },
		{ id: '100200300400802', name: 'feedback', status: 'DRAFT' },
	);
	account.catalog.id = knownBusiness.catalogId;
	for (const id of ['sku-1', 'sku-2', 'sku-3']) account.catalog.products.add(id);
	account.unreachable.add('14155550111');
	const { profile } = account.phones.get(phoneNumberId) as BusinessPhone;
	Object.assign(profile, {
		about: 'Open from 9 to 5',
		description: 'Made-up goods',
		email: 'contact@example.com',
		vertical: 'RETAIL',
		websites: ['https://www.example.com/'],
	});
	const say = (waId: string, text: string, hoursAgo: number, number: string = phoneNumberId) =>
		account.receive(
			number,
			waId,
			{ type: 'text', content: { body: text }, text },
			now - hoursAgo * HOUR_MS,
		);
	say('14155550101', 'Hello, where is my order?', 3);
	say('14155550101', 'Is this a test?', 3, testPhoneNumberId);
	say('14155550102', 'Do you deliver to Lagos?', 2);
	say('14155550107', 'Thanks, all fine.', 50);
	account.customers.setUsername(knownBusiness.usernameOnly, 'kim');
	say(knownBusiness.usernameOnly, 'Hi, I only have a username.', 1);
	const { fileName, contentType, content } = sampleFile('photo.jpg');
	const file = account.media.add({ fileName, mimeType: contentType, content });
	const image = { id: file.id, mime_type: file.mimeType, sha256: file.sha256 };
	account.receive(
		phoneNumberId,
		'14155550103',
		{ type: 'image', content: image, text: '' },
		now - HOUR_MS,
	);
}
