/** Values with a name of their own, as forms and errors call them. The editor cuts labels after some 24 characters. */
const LABELS: Record<string, string> = {
	code: 'Code',
	header_image: 'Image (link or ID)',
	header_video: 'Video (link or ID)',
	header_gif: 'GIF (link or ID)',
	header_document: 'Document (link or ID)',
	header_document_name: 'Document file name',
	header_latitude: 'Latitude',
	header_longitude: 'Longitude',
	header_location_name: 'Name of the place',
	header_location_address: 'Address of the place',
	header_product: 'Product ID',
	header_catalog: 'Catalog ID',
	offer_ends: 'End of the offer',
};

/** What a button takes, each in words of its own. */
const BUTTON_LABELS: Record<string, string> = {
	url: 'link ending',
	copy_code: 'code',
	quick_reply: 'payload',
	flow_token: 'Flow token',
	flow_data: 'data (JSON)',
	catalog_thumbnail: 'product',
	mpm_thumbnail: 'header product',
	mpm_products: 'product IDs',
};

function findName(labels: Record<string, string>, label: string): string | undefined {
	return Object.keys(labels).find((name) => labels[name] === label);
}

/** A value of a template as the form calls it, e.g. `Body 1` for `body_1` and `Button 1 link ending` for `button_0_url`. */
export function toVariableLabel(name: string): string {
	const [, card, ofCard] = /^card_(\d)_(.+)$/.exec(name) ?? [];
	if (ofCard !== undefined) return `Card ${Number(card) + 1}: ${toVariableLabel(ofCard)}`;
	const [, text, variable] = /^(body|header_text)_(.+)$/.exec(name) ?? [];
	if (text !== undefined) return `${text === 'body' ? 'Body' : 'Header'} ${variable}`;
	const [, index, kind = ''] = /^button_(\d)_([a-z_]+)$/.exec(name) ?? [];
	if (Object.hasOwn(BUTTON_LABELS, kind))
		return `Button ${Number(index) + 1} ${BUTTON_LABELS[kind]}`;
	return Object.hasOwn(LABELS, name) ? LABELS[name]! : name;
}

/** The name behind what {@link toVariableLabel} gives; a name stays as it is. */
export function toVariableName(label: string): string {
	const [, card, ofCard] = /^Card (10|[1-9]): (.+)$/.exec(label) ?? [];
	if (ofCard !== undefined) return `card_${Number(card) - 1}_${toVariableName(ofCard)}`;
	const [, text, variable] = /^(Body|Header) (.+)$/.exec(label) ?? [];
	if (text !== undefined) return `${text === 'Body' ? 'body' : 'header_text'}_${variable}`;
	const [, place, words = ''] = /^Button (10|[1-9]) (.+)$/.exec(label) ?? [];
	const kind = findName(BUTTON_LABELS, words);
	return kind ? `button_${Number(place) - 1}_${kind}` : (findName(LABELS, label) ?? label);
}
