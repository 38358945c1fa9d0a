import type { BusinessAccount } from '../../../sandbox/state/business/account';
import { fileItem, sha256 } from '../../wati/setup';
import { op } from '../setup';
import type { Example } from './messages';

const PHONE = '100200300400601';
const ACCOUNT = '100200300400501';
const base = '/whatsapp-business/v21.0';
const whatsapp = { messaging_product: 'whatsapp' };

/** A picture that a customer sent. */
export function storedMedia({ messages }: BusinessAccount): string {
	return (messages.find(({ type }) => type === 'image')!.content as { id: string }).id;
}

/** The requests under "Media", "Message Templates", "Phone Numbers" and "Business Profile". */
export const OTHERS: Example[] = [
	{
		title: 'Upload Media',
		parameters: () => op('media', 'upload'),
		items: async () => [await fileItem('bytes of a picture', 'file.jpg', 'image/jpeg')],
		call: `POST ${base}/${PHONE}/media`,
		more: () => ({
			body: { type: 'image/jpeg', ...whatsapp },
			files: [
				{
					field: 'file',
					fileName: 'file.jpg',
					contentType: 'image/jpeg',
					size: 18,
					sha256: sha256('bytes of a picture'),
				},
			],
		}),
	},
	{
		title: 'Get Media URL',
		parameters: (account) => op('media', 'getUrl', { mediaId: storedMedia(account) }),
		call: `GET ${base}/{mediaId}`,
	},
	{
		title: 'Delete Media',
		parameters: (account) => op('media', 'delete', { mediaId: storedMedia(account) }),
		call: `DELETE ${base}/{mediaId}`,
	},
	{
		title: 'List Templates',
		parameters: () => op('template', 'getAll', { limit: 5, filters: { status: 'APPROVED' } }),
		call: `GET ${base}/${ACCOUNT}/message_templates`,
		more: () => ({ query: { limit: '5', status: 'APPROVED' } }),
	},
	{
		title: 'Create Template',
		parameters: () =>
			op('template', 'create', {
				name: 'order_confirmation',
				templateHeader: 'TEXT',
				headerText: 'Order Confirmation',
				bodyText: 'Hi {{1}}, your order #{{2}} has been confirmed!',
				footerText: 'Thank you for your purchase',
			}),
		call: `POST ${base}/${ACCOUNT}/message_templates`,
		more: () => ({
			body: {
				name: 'order_confirmation',
				language: 'en_US',
				category: 'UTILITY',
				components: [
					{ type: 'HEADER', format: 'TEXT', text: 'Order Confirmation' },
					{ type: 'BODY', text: 'Hi {{1}}, your order #{{2}} has been confirmed!' },
					{ type: 'FOOTER', text: 'Thank you for your purchase' },
				],
			},
		}),
	},
	{
		title: 'Delete Template',
		parameters: () => op('template', 'delete', { name: 'hello_world' }),
		call: `DELETE ${base}/${ACCOUNT}/message_templates`,
		more: () => ({ query: { name: 'hello_world' } }),
	},
	{
		title: 'Get Phone Number',
		parameters: () => op('phoneNumber', 'get'),
		call: `GET ${base}/${PHONE}`,
	},
	{
		title: 'List Phone Numbers',
		parameters: () => op('phoneNumber', 'getAll'),
		call: `GET ${base}/${ACCOUNT}/phone_numbers`,
	},
	{
		title: 'Get Business Profile',
		parameters: () => op('businessProfile', 'get'),
		call: `GET ${base}/${PHONE}/whatsapp_business_profile`,
		more: () => ({
			query: {
				fields: 'about,address,description,email,profile_picture_url,websites,vertical',
			},
		}),
	},
	{
		title: 'Update Business Profile',
		parameters: () =>
			op('businessProfile', 'update', {
				profile: {
					about: 'Your trusted partner',
					address: '123 Business St',
					description: 'We provide excellent services',
					email: 'contact@example.com',
					websites: ['https://example.com'],
					vertical: 'RETAIL',
				},
			}),
		call: `POST ${base}/${PHONE}/whatsapp_business_profile`,
		more: () => ({
			body: {
				...whatsapp,
				about: 'Your trusted partner',
				address: '123 Business St',
				description: 'We provide excellent services',
				email: 'contact@example.com',
				websites: ['https://example.com'],
				vertical: 'RETAIL',
			},
		}),
	},
];
