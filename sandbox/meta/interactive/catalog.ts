import type { BusinessAccount } from '../../state/business/account';
import type { JsonObject } from '../../http/json';
import { missing, notValid, readList } from '../inputs';
import { checkSections } from './choices';
import { checkName, readParameters } from './parts';

/** Meta, "Multi-product messages" (2026-03-03). */
const MOST_PRODUCTS = 30;

/** @throws Refusal for a catalog that the account is not connected with */
function checkCatalog({ catalog }: BusinessAccount, id: unknown): void {
	if (typeof id !== 'string' || id === '') throw missing("Parameter 'catalog_id' is mandatory");
	if (id !== catalog.id) throw notValid('The catalog is not connected to the business account');
}

/** That it is refused with 131009, as other parts that do not fit, is a guess. */
function checkProduct({ catalog }: BusinessAccount, id: unknown): void {
	if (typeof id !== 'string' || id === '') {
		throw missing("Parameter 'product_retailer_id' is mandatory");
	}
	if (!catalog.products.has(id)) throw notValid('Products not found in FB Catalog');
}

export function checkSingleProduct(account: BusinessAccount, action: JsonObject): void {
	checkCatalog(account, action.catalog_id);
	checkProduct(account, action.product_retailer_id);
}

export function checkProductList(account: BusinessAccount, action: JsonObject): void {
	checkCatalog(account, action.catalog_id);
	const sections = readList(action.sections);
	checkSections(sections);
	const products = sections.map(({ product_items: items }) => readList(items));
	if (products.some((items) => items.length === 0)) throw missing('A section has no product');
	const all = products.flat();
	if (all.length > MOST_PRODUCTS) {
		throw notValid(`Total product count exceed max allowed count: ${MOST_PRODUCTS}`);
	}
	for (const { product_retailer_id: id } of all) checkProduct(account, id);
}

export function checkWholeCatalog(account: BusinessAccount, action: JsonObject): void {
	checkName(action, 'catalog_message');
	const { thumbnail_product_retailer_id: id } = readParameters(action);
	if (id !== undefined) checkProduct(account, id);
}
