import type { BusinessAccount } from '../../state/business/account';
import { isObject, type JsonObject } from '../../http/json';
import { invalidParameter } from '../errors';
import { notValid, requiredObject, textWithin } from '../inputs';
import { checkCarousel } from './carousel';
import { checkProductList, checkSingleProduct, checkWholeCatalog } from './catalog';
import { checkButtons, checkList } from './choices';
import { checkHeader, checkLink, checkName } from './parts';
import { checkAddress, checkFlow } from './requests';

/** What Meta takes of one kind of interactive message. */
interface Kind {
	check(account: BusinessAccount, action: JsonObject): void;
	/** Headers it takes; none unless told otherwise. */
	headers?: string[];
	/** Whether the header must be there. */
	needsHeader?: boolean;
	/** Longest body; 1,024 unless told otherwise. */
	longest?: number;
	/** Whether the body may be left out. */
	mayLackBody?: boolean;
	/** Whether it cannot have a footer. */
	lacksFooter?: boolean;
}

const ANY_HEADER = ['text', 'image', 'video', 'document'];

/**
 * Meta's pages "Interactive … messages", 2025-10 to 2026-07; products: "Share products", 2026-03-03; calls: "Call permission
 * requests", 2026. The longest body of a list is 4,096.
 */
const KINDS: Record<string, Kind> = {
	button: { headers: ANY_HEADER, check: (_account, action) => checkButtons(action) },
	list: { headers: ['text'], longest: 4_096, check: (_account, action) => checkList(action) },
	cta_url: { headers: ANY_HEADER, check: (_account, action) => checkLink(action) },
	flow: { headers: ['text'], check: checkFlow },
	product: { mayLackBody: true, check: checkSingleProduct },
	product_list: { headers: ['text'], needsHeader: true, check: checkProductList },
	catalog_message: { check: checkWholeCatalog },
	carousel: { lacksFooter: true, check: checkCarousel },
	location_request_message: {
		lacksFooter: true,
		check: (_account, action) => checkName(action, 'send_location'),
	},
	request_contact_info: {
		lacksFooter: true,
		check: (_account, action) => checkName(action, 'request_contact_info'),
	},
	address_message: { headers: ['text'], check: checkAddress },
	call_permission_request: {
		mayLackBody: true,
		lacksFooter: true,
		check: (_account, action) => checkName(action, 'call_permission_request'),
	},
};

function readBody(content: JsonObject, { longest = 1_024, mayLackBody }: Kind): string {
	if (mayLackBody && content.body === undefined) return '';
	const { text } = requiredObject(content, 'body');
	return textWithin(text, "interactive['body']['text']", longest);
}

/** Checks an interactive message and gives the text a reader sees. */
export function interactiveText(account: BusinessAccount, content: JsonObject): string {
	const type = String(content.type);
	const kind = KINDS[type];
	if (!kind) throw invalidParameter(`Param interactive['type'] must not be '${type}'`);
	if (isObject(content.header)) checkHeader(account, content.header, kind.headers ?? []);
	else if (kind.needsHeader) requiredObject(content, 'header');
	const body = readBody(content, kind);
	if (isObject(content.footer)) {
		if (kind.lacksFooter) throw notValid(`Messages of the type ${type} take no footer`);
		textWithin(content.footer.text, "interactive['footer']['text']", 60);
	}
	kind.check(account, requiredObject(content, 'action'));
	return body;
}
