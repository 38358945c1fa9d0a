import type { Ids } from '../state/ids';
import type { Template, TemplateButton, TemplateHeader } from '../state/wati/shapes';

type Draft = Pick<Template, 'elementName' | 'category' | 'body'> &
	Partial<Pick<Template, 'status' | 'footer' | 'header' | 'buttons' | 'buttonsType'>> & {
		/** Variables with example values, in order. */
		variables?: Record<string, string>;
	};

const DRAFTS: Draft[] = [
	{
		elementName: 'order_update',
		category: 'UTILITY',
		body: 'Hi {{name}}, order {{ordernumber}} shipped.',
		variables: { name: 'John', ordernumber: 'A1' },
	},
	{
		elementName: 'appointment_reminder',
		category: 'UTILITY',
		body: 'Hello {{1}}, your appointment is on {{2}}.',
		variables: { '1': 'John', '2': 'Friday at 10:00' },
		buttonsType: 'quick_reply',
		buttons: [quickReply('Confirm'), quickReply('Change')],
	},
	{
		elementName: 'new_collection',
		category: 'MARKETING',
		body: 'Hi {{name}}, our new collection is here.',
		footer: 'Reply STOP to opt out',
		variables: { name: 'John', product_image: 'https://cdn.example.com/collection.png' },
		header: imageHeader('https://cdn.example.com/collection.png', 'product_image'),
	},
	{
		elementName: 'parcel_tracking',
		category: 'UTILITY',
		body: 'Hi {{name}}, follow order {{ordernumber}} here.',
		variables: { name: 'John', ordernumber: 'A1', trackingcode: 'TRACK123' },
		buttonsType: 'call_to_action',
		buttons: [
			urlButton('Track', 'https://shop.example.com/track/', 'trackingcode'),
			callButton('Call us', '+14155550100'),
		],
	},
	{
		elementName: 'ticket_link',
		category: 'UTILITY',
		body: 'Ticket {{1}} was answered.',
		variables: { '1': '4711' },
		buttonsType: 'call_to_action',
		buttons: [urlButton('Open ticket', 'https://help.example.com/tickets/', '1')],
	},
	{
		elementName: 'welcome',
		category: 'MARKETING',
		body: 'Welcome to the shop!',
		footer: 'Example Shop',
		header: imageHeader('https://cdn.example.com/welcome.png'),
		buttonsType: 'quick_reply',
		buttons: [quickReply('Show offers')],
	},
	{
		elementName: 'spring_sale',
		category: 'MARKETING',
		status: 'PENDING',
		body: 'Hi {{name}}, everything is {{discount}} off.',
		variables: { name: 'John', discount: '20%' },
	},
	{
		elementName: 'flash_offer',
		category: 'MARKETING',
		status: 'REJECTED',
		body: 'Only today, {{name}}!',
		variables: { name: 'John' },
	},
	{
		elementName: 'old_newsletter',
		category: 'MARKETING',
		status: 'DELETED',
		body: 'News for {{name}}.',
		variables: { name: 'John' },
	},
];

/** The demo account's templates in WATI's list form. */
export function demoTemplates(ids: Ids): Template[] {
	return DRAFTS.map((draft) => {
		const variables = Object.entries(draft.variables ?? {});
		const positional = (text: string) =>
			text.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => {
				return `{{${variables.findIndex(([other]) => other === name) + 1}}}`;
			});
		const example = (text: string) =>
			text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => draft.variables?.[name] ?? whole);
		return {
			id: ids.object(),
			elementName: draft.elementName,
			category: draft.category,
			subCategory: 'STANDARD',
			hsm: example(draft.body),
			hsmOriginal: draft.body,
			body: draft.body,
			bodyOriginal: positional(draft.body),
			customParams: variables.map(([paramName, paramValue]) => ({ paramName, paramValue })),
			status: draft.status ?? 'APPROVED',
			language: { key: 'English', value: 'en', text: 'English' },
			lastModified: '2026-09-21T10:00:00Z',
			type: 'template',
			header: draft.header ?? null,
			footer: draft.footer ?? '',
			buttonsType: draft.buttonsType ?? 'none',
			buttons: draft.buttons ?? [],
			wabaId: '100000000000001',
		};
	});
}

function imageHeader(link: string, paramName?: string): TemplateHeader {
	return {
		type: 2,
		headerTypeString: 'image',
		text: null,
		link,
		mediaHeaderId: '',
		mediaFromPC: '',
		headerOriginal: paramName === undefined ? null : '{{1}}',
		headerParamMapping: paramName === undefined ? [] : [{ index: 1, paramName }],
	};
}

function button(
	type: TemplateButton['type'],
	text: string,
	rest: Partial<TemplateButton['parameter']>,
): TemplateButton {
	const none = { url: '', urlOriginal: '', urlType: 'none' as const, phoneNumber: '' };
	return { type, parameter: { text, ...none, buttonParamMapping: null, ...rest } };
}

function quickReply(text: string): TemplateButton {
	return button('quick_reply', text, {});
}

function callButton(text: string, phoneNumber: string): TemplateButton {
	return button('call', text, { phoneNumber });
}

function urlButton(text: string, base: string, paramName: string): TemplateButton {
	return button('url', text, {
		url: `${base}{{1}}`,
		urlOriginal: `${base}{{${paramName}}}`,
		urlType: 'dynamic',
		buttonParamMapping: { index: 1, paramName },
	});
}
