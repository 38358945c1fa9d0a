import type { IDataObject } from 'n8n-workflow';

import { findNameInAddress } from '../../../shared/files/file-name';
import { checkUrl, InputError } from '../../../shared/parameters/input';

const OWNER = 'Template Parameters';

const FILES = ['image', 'video', 'document', 'gif'];

/** Values of the header besides files, and where they belong (Meta, "Template components", 2026). */
const PARTS: Record<string, [part: 'location' | 'product', field: string]> = {
	header_latitude: ['location', 'latitude'],
	header_longitude: ['location', 'longitude'],
	header_location_name: ['location', 'name'],
	header_location_address: ['location', 'address'],
	header_product: ['product', 'product_retailer_id'],
	header_catalog: ['product', 'catalog_id'],
};

function fileParameter(kind: string, value: string, fileName: string | undefined): IDataObject {
	const isId = /^\d{5,30}$/.test(value.trim());
	const place: { id?: string; link?: string } = isId
		? { id: value.trim() }
		: { link: checkUrl(`Header ${kind}`, value).href };
	const filename =
		fileName || (place.link === undefined ? undefined : findNameInAddress(place.link));
	const name = kind === 'document' && filename ? { filename } : {};
	return { type: kind, [kind]: { ...place, ...name } };
}

function checkPlace(field: string, value: string): void {
	const most = { latitude: 90, longitude: 180 }[field];
	if (most === undefined || (/\d/.test(value) && Math.abs(Number(value)) <= most)) return;
	throw new InputError(
		`The value of 'header_${field}' in '${OWNER}' is no ${field}: ${value.slice(0, 20)}`,
		`Enter degrees between -${most} and ${most}, with a dot, e.g. 52.52.`,
	);
}

/** The header of a template besides its text: a file, a place or a product. */
export class TemplateHeader {
	private readonly files = new Map<string, string>();

	private readonly parts = new Map<string, IDataObject>();

	private fileName?: string;

	/** @returns whether the name is one of a header. @throws InputError when the value does not fit */
	add(name: string, value: string): boolean {
		const [part, field] = PARTS[name] ?? [];
		const file = name.slice('header_'.length);
		if (name === 'header_document_name') this.fileName = value;
		else if (part !== undefined && field !== undefined) this.addTo(part, field, value.trim());
		else if (FILES.includes(file) && name.startsWith('header_')) this.files.set(file, value);
		else return false;
		return true;
	}

	private addTo(part: string, field: string, value: string): void {
		checkPlace(field, value);
		this.parts.set(part, { ...this.parts.get(part), [field]: value });
	}

	parameters(): IDataObject[] {
		return [
			...[...this.files].map(([kind, value]) => fileParameter(kind, value, this.fileName)),
			...[...this.parts].map(([type, values]) => ({ type, [type]: values })),
		];
	}
}
