import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import {
	checkCount,
	checkText,
	InputError,
	listParameter,
	readEntries,
	readText,
	textParameter,
} from '../../../shared/parameters/input';
import { LONGEST } from '../../../shared/sending/interactive-messages';
import { graphId } from '../graph-path';
import { buildMessage } from '../message';
import { buildBody, buildFooter, buildTextHeader } from './parts';

/** Meta, "Share products" (2026-03-03). */
const MOST_SECTIONS = 10;
const MOST_PRODUCTS = 30;

function readProduct(context: IExecuteSingleFunctions): string {
	const product = textParameter(context, 'productId').trim();
	checkText('Product ID', product, Infinity);
	return product;
}

/** One product of the catalog (Meta, "Single product messages"). */
export const productMessage = buildMessage('interactive', (context) => ({
	type: 'product',
	...buildBody(context, LONGEST.body, false),
	...buildFooter(context),
	action: {
		catalog_id: graphId(context, 'catalogId'),
		product_retailer_id: readProduct(context),
	},
}));

function readSection({ title, products }: IDataObject, place: number, needsTitle: boolean) {
	const owner = `Sections ${place + 1}`;
	const shown = readText(title, `${owner}, Title`);
	checkText(`${owner}, Title`, shown, LONGEST.section, needsTitle);
	const ids = readEntries(products ?? '', `${owner}, Product IDs`);
	if (ids.length === 0) {
		throw new InputError(
			`The field '${owner}, Product IDs' is empty`,
			'Enter the IDs of the products as the catalog names them, e.g. sku-1, sku-2.',
		);
	}
	return {
		...(shown === '' ? {} : { title: shown }),
		product_items: ids.map((id) => ({ product_retailer_id: id })),
	};
}

function readSections(context: IExecuteSingleFunctions): IDataObject[] {
	const given = listParameter(context, 'productSections.section');
	checkCount("field 'Sections'", given.length, [1, MOST_SECTIONS]);
	const sections = given.map((section, place) => readSection(section, place, given.length > 1));
	const count = sections.flatMap((section) => section.product_items).length;
	if (count <= MOST_PRODUCTS) return sections;
	throw new InputError(
		`The field 'Sections' has ${count} products in total, but WhatsApp allows ${MOST_PRODUCTS}`,
	);
}

/** Several products of the catalog in sections (Meta, "Multi-product messages"). */
export const productListMessage = buildMessage('interactive', (context) => ({
	type: 'product_list',
	...buildTextHeader(context, true),
	...buildBody(context),
	...buildFooter(context),
	action: { catalog_id: graphId(context, 'catalogId'), sections: readSections(context) },
}));

/** A button that opens the catalog (Meta, "Catalog messages"). */
export const catalogMessage = buildMessage('interactive', (context) => {
	const thumbnail = textParameter(
		context,
		'options.thumbnailProductId',
		'Thumbnail Product ID',
	).trim();
	const parameters = { thumbnail_product_retailer_id: thumbnail };
	return {
		type: 'catalog_message',
		...buildBody(context),
		...buildFooter(context),
		action: { name: 'catalog_message', ...(thumbnail === '' ? {} : { parameters }) },
	};
});
