interface Contradiction {
	described: string;
	but: string;
}

/**
 * Where Meta's OpenAPI description of business messaging contradicts itself or Meta's pages: what it says, and why another
 * reading is taken. It is `business-messaging-api_v23.0.yaml` of facebook/openapi on GitHub, commit 231e1845, read on
 * 2026-11-28; the schemas of this folder state its facts in a form of our own. Its example of a catalog template is a copy
 * of an authentication template, and says nothing about catalogs.
 */
export const CONTRADICTIONS = {
	closedParts: {
		described:
			'A message is two parts at once, and the second one takes no field but type and content: nothing fits both',
		but: 'Each of its examples has messaging_product and to as well',
	},
	recipientType: {
		described: 'recipient_type is required in messages',
		but: 'Its examples of a test message, contacts and Flow templates have none',
	},
	usernames: {
		described: 'Messages require to, and marketing messages take nothing else',
		but: 'People with a username have a BSUID in recipient (Meta, "Business-scoped user IDs", 2026; of marketing messages docs.kapso.ai, "Send a marketing message", read on 2026-11-28)',
	},
	callbackData: {
		described: 'Messages take no biz_opaque_callback_data; calls do',
		but: 'Messages take up to 512 characters (Meta, "Messages API", 2026)',
	},
	marketingContext: {
		described: 'Marketing messages take neither context nor biz_opaque_callback_data',
		but: 'They have the syntax of template messages (Meta, "Send marketing messages", 2026-03-20)',
	},
	coordinates: {
		described: 'Latitude and longitude are texts',
		but: 'They are numbers in its examples',
	},
	phoneTypes: {
		described: 'A phone of a card is of type HOME or WORK',
		but: 'A card in its webhooks has MOBILE; Meta\'s page takes any word ("Contacts messages", 2025-11-03)',
	},
	interactiveTypes: {
		described: 'There are seven types of interactive messages',
		but: 'Its examples send two more, order_details and order_status; Meta has pages for cta_url, location_request_message, address_message, carousel and request_contact_info (2025 and 2026)',
	},
	listBody: {
		described: 'The body of all interactive messages ends at 1,024 characters',
		but: 'That of lists ends at 4,096 (Meta, "Interactive list messages", 2025)',
	},
	catalogThumbnail: {
		described: 'A catalog message requires a product for its picture',
		but: 'Without parameters it shows the first product (Meta, "Catalog messages", 2026-03-03)',
	},
	languagePolicy: {
		described: 'A template requires the policy of its language',
		but: 'Only one of its twelve examples of templates has one',
	},
	buttonTypes: {
		described: 'Buttons of a template are quick_reply, url or catalog',
		but: 'It sends CATALOG and flow itself; Meta\'s errors name MPM, SPM, COPY_CODE and others as well (seen live; "Template components", 2026)',
	},
	buttonPlaces: {
		described:
			'The place of a button matches [2-6, 11-14], which is one character of 2 to 6, 1, comma, space or hyphen to 4',
		but: 'Its words say 0 to 9, its examples "0", "1" and the number 0',
	},
	templateParts: {
		described: 'A template has header, body and buttons',
		but: 'Offers and carousels are parts as well (Meta, "Limited-time offer templates", "Media card carousel templates", 2026)',
	},
	headerValues: {
		described: 'A header takes text, currency, date_time, image, video or document',
		but: 'It takes places and products as well (Meta, "Template components", 2026)',
	},
	buttonValues: {
		described: 'A button takes payload or text',
		but: 'Its examples of catalogs and Flows have action; coupons have coupon_code (Meta, "Coupon code templates", 2026)',
	},
	profileText: {
		described: 'The description of a business ends at 256 characters',
		but: 'It ends at 512 (Meta, "Business profiles", 2026-06-16)',
	},
	verticals: {
		described: 'A business is of one of 21 industries',
		but: 'It may be NOT_A_BIZ as well (Meta, "Business profiles", 2026-06-16; Graph API reference, "WhatsApp Business Profile")',
	},
	qrCodes: {
		described: 'A QR code has fourteen characters of A to Z and 2 to 7',
		but: 'Each of its examples ends in 1',
	},
	newTemplates: {
		described:
			'Examples of new templates end at headers with text, image, document or place and at six kinds of buttons',
		but: 'Further headers, buttons and parts have pages of their own (Meta, "Template components", 2026)',
	},
} satisfies Record<string, Contradiction>;

export type ContradictionName = keyof typeof CONTRADICTIONS;
