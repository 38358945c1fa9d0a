import type { MetaComponent } from '../../../sandbox/state/business/shapes';
import { loadLibrary } from './client-library';

const lib = loadLibrary();

const link = 'https://www.example.com/file.pdf';

/** One part of a template: how it was created, its values by the names of the form, and what the library sends. */
export interface SamePart {
	title: string;
	components: MetaComponent[];
	values: Record<string, string>;
	category?: 'AUTHENTICATION' | 'MARKETING';
	parts: () => ConstructorParameters<typeof lib.Template>[2][];
}

const BODY: MetaComponent = { type: 'BODY', text: 'Hi {{1}}' };
const ada = () => new lib.BodyComponent(new lib.BodyParameter('Ada'));
const buttons = (...types: object[]): MetaComponent => ({
	type: 'BUTTONS',
	buttons: types.map((one) => ({ text: 'Go', ...one })) as MetaComponent['buttons'],
});
const header = (format: MetaComponent['format']): MetaComponent => ({ type: 'HEADER', format });
const head = (...given: ConstructorParameters<typeof lib.HeaderParameter>) =>
	new lib.HeaderComponent(new lib.HeaderParameter(...given));
const card: MetaComponent[] = [
	header('IMAGE'),
	BODY,
	buttons({ type: 'QUICK_REPLY' }, { type: 'URL', url: 'https://www.example.com/{{1}}' }),
];
const cardValues = (place: number, name: string) => ({
	[`card_${place}_header_image`]: link,
	[`card_${place}_body_1`]: name,
	[`card_${place}_button_0_quick_reply`]: `more-${place}`,
	[`card_${place}_button_1_url`]: `p/${place}`,
});
const cardOf = (place: number, name: string) =>
	new lib.CarouselCard(
		new lib.Image(link),
		new lib.BodyComponent(new lib.BodyParameter(name)),
		new lib.PayloadComponent(`more-${place}`),
		new lib.URLComponent(`p/${place}`),
	);

/** Every part of a template that both know. */
export const SAME_PARTS: SamePart[] = [
	{
		title: 'texts in header and body',
		components: [{ ...header('TEXT'), text: 'Order {{1}}' }, BODY],
		values: { header_text_1: 'A-1', body_1: 'Ada' },
		parts: () => [head('A-1'), ada()],
	},
	{
		title: 'an image',
		components: [header('IMAGE'), BODY],
		values: { header_image: link, body_1: 'Ada' },
		parts: () => [head(new lib.Image(link)), ada()],
	},
	{
		title: 'a video',
		components: [header('VIDEO'), BODY],
		values: { header_video: link, body_1: 'Ada' },
		parts: () => [head(new lib.Video(link)), ada()],
	},
	{
		title: 'a document with its name',
		components: [header('DOCUMENT'), BODY],
		values: { header_document: link, header_document_name: 'bill.pdf', body_1: 'Ada' },
		parts: () => [head(new lib.Document(link, false, undefined, 'bill.pdf')), ada()],
	},
	{
		title: 'a place',
		components: [header('LOCATION'), BODY],
		values: {
			header_latitude: '52.52',
			header_longitude: '13.405',
			header_location_name: 'Shop',
			header_location_address: 'Main Street 1',
			body_1: 'Ada',
		},
		parts: () => [head(new lib.Location(13.405, 52.52, 'Shop', 'Main Street 1')), ada()],
	},
	{
		title: 'a product',
		components: [header('PRODUCT'), BODY, buttons({ type: 'SPM' })],
		values: { header_product: 'sku-1', header_catalog: '194836987003835', body_1: 'Ada' },
		parts: () => [head(new lib.CatalogProduct('sku-1', '194836987003835')), ada()],
	},
	{
		title: 'a link, a quick reply and a code to copy',
		components: [
			BODY,
			buttons(
				{ type: 'URL', url: 'https://www.example.com/{{1}}' },
				{ type: 'QUICK_REPLY' },
				{ type: 'COPY_CODE' },
			),
		],
		values: {
			body_1: 'Ada',
			button_0_url: 'a-1',
			button_1_quick_reply: 'no',
			button_2_copy_code: 'SPRING20',
		},
		parts: () => [
			ada(),
			new lib.URLComponent('a-1'),
			new lib.PayloadComponent('no'),
			new lib.CopyComponent('SPRING20'),
		],
	},
	{
		title: 'a Flow',
		components: [BODY, buttons({ type: 'FLOW' })],
		values: {
			body_1: 'Ada',
			button_0_flow_token: 'unused',
			button_0_flow_data: '{"day":"Monday"}',
		},
		parts: () => [ada(), new lib.FlowComponent('unused', { day: 'Monday' })],
	},
	{
		title: 'the catalog',
		components: [BODY, buttons({ type: 'CATALOG' })],
		values: { body_1: 'Ada', button_0_catalog_thumbnail: 'sku-1' },
		parts: () => [ada(), new lib.CatalogComponent(new lib.Product('sku-1'))],
	},
	{
		title: 'several products',
		components: [BODY, buttons({ type: 'MPM' })],
		values: {
			body_1: 'Ada',
			button_0_mpm_thumbnail: 'sku-1',
			button_0_mpm_products: 'Drinks: sku-1; Food: sku-2',
		},
		parts: () => [
			ada(),
			new lib.MPMComponent(
				new lib.Product('sku-1'),
				new lib.ProductSection('Drinks', new lib.Product('sku-1')),
				new lib.ProductSection('Food', new lib.Product('sku-2')),
			),
		],
	},
	{
		title: 'an offer that ends',
		components: [
			BODY,
			{ type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Offer', has_expiration: true } },
		],
		values: { body_1: 'Ada', offer_ends: '2090-01-31T18:00:00Z' },
		parts: () => [ada(), new lib.LTOComponent(Date.parse('2090-01-31T18:00:00Z'))],
	},
	{
		title: 'cards',
		components: [BODY, { type: 'CAROUSEL', cards: [{ components: card }, { components: card }] }],
		values: { body_1: 'Ada', ...cardValues(0, 'Vase'), ...cardValues(1, 'Bowl') },
		parts: () => [ada(), new lib.CarouselComponent(cardOf(0, 'Vase'), cardOf(1, 'Bowl'))],
	},
	{
		title: 'a code to log in with',
		components: [
			{ type: 'BODY', text: '*{{1}}* is your code.' },
			buttons({ type: 'URL', url: 'https://www.whatsapp.com/otp/code/?code=otp{{1}}' }),
		],
		category: 'AUTHENTICATION',
		values: { code: '123456' },
		parts: () => [
			new lib.BodyComponent(new lib.BodyParameter('123456')),
			new lib.URLComponent('123456'),
		],
	},
];

export const toTemplate = ({ parts }: SamePart, name: string) =>
	new lib.Template(name, 'en_US', ...parts());
