import type { IDataObject } from 'n8n-workflow';

import { isGraphId } from '../../../services/meta/graph/graph-id';
import { findNameInAddress } from '../../../shared/files/file-name';
import { checkUrl, InputError } from '../../../shared/parameters/input';
import { isObject } from '../../../shared/parameters/json';
import { pair, type Pair } from '../../../shared/parameters/key-values';
import { toVariableLabel } from './variable-labels';

const OWNER = 'Template Parameters';

/** Kinds of files in the header of a template. */
export const HEADER_KINDS = ['image', 'video', 'document', 'gif'] as const;

export type HeaderKind = (typeof HEADER_KINDS)[number];

const isHeaderKind = (kind: string): kind is HeaderKind =>
	(HEADER_KINDS as readonly string[]).includes(kind);

/** A file of the header that is uploaded on the way, as far as it is known. */
export interface UploadedHeader {
	kind: HeaderKind;
	id: string;
	fileName: string;
}

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
	const isId = isGraphId(value.trim());
	const place: { id?: string; link?: string } = isId
		? { id: value.trim() }
		: { link: checkUrl(`Header ${kind}`, value).href };
	const filename =
		fileName || (place.link === undefined ? undefined : findNameInAddress(place.link));
	const name = kind === 'document' && filename ? { filename } : {};
	return { type: kind, [kind]: { ...place, ...name } };
}

function uploadedParameter({ kind, id, fileName }: UploadedHeader, name?: string): IDataObject {
	const filename = kind === 'document' ? { filename: name || fileName } : {};
	return { type: kind, [kind]: { id, ...filename } };
}

function checkPlace(field: string, value: string): void {
	const most = { latitude: 90, longitude: 180 }[field];
	if (most === undefined || (/\d/.test(value) && Math.abs(Number(value)) <= most)) return;
	throw new InputError(
		`The value of '${toVariableLabel(`header_${field}`)}' in '${OWNER}' is no ${field}: ${value.slice(0, 20)}`,
		`Enter degrees between -${most} and ${most}, with a dot, e.g. 52.52.`,
	);
}

/** The header of a template besides its text: a file, a place or a product. */
export class TemplateHeader {
	private readonly files = new Map<string, string>();

	private readonly parts = new Map<string, IDataObject>();

	private fileName?: string;

	/** @param uploaded the file, where it comes from a binary field */
	constructor(private readonly uploaded?: UploadedHeader) {}

	/** @returns whether the name is one of a header. @throws InputError when the value does not fit */
	add(name: string, value: string): boolean {
		const [part, field] = PARTS[name] ?? [];
		const file = name.slice('header_'.length);
		if (name === 'header_document_name') this.fileName = value;
		else if (part !== undefined && field !== undefined) this.addTo(part, field, value.trim());
		else if (isHeaderKind(file) && name.startsWith('header_')) this.addFile(file, value);
		else return false;
		return true;
	}

	private addFile(kind: HeaderKind, value: string): void {
		if (this.uploaded) {
			throw new InputError(
				`The header has two files: one in '${OWNER}', and one in 'Header File'`,
				"Leave one of them empty. 'Header File' is under Options.",
			);
		}
		this.files.set(kind, value);
	}

	private addTo(part: string, field: string, value: string): void {
		checkPlace(field, value);
		this.parts.set(part, { ...this.parts.get(part), [field]: value });
	}

	parameters(): IDataObject[] {
		const { uploaded } = this;
		return [
			...(uploaded ? [uploadedParameter(uploaded, this.fileName)] : []),
			...[...this.files].map(([kind, value]) => fileParameter(kind, value, this.fileName)),
			...[...this.parts].map(([type, values]) => ({ type, [type]: values })),
		];
	}
}

/** The values of one parameter of a header that is no text, under the names they have in forms. */
export function readHeaderValues(parameter: IDataObject): Pair[] {
	const kind = String(parameter.type);
	const content = parameter[kind];
	if (!isObject(content)) return [];
	if (isHeaderKind(kind)) {
		const { link, id, filename } = content;
		const name = filename === undefined ? [] : [pair('header_document_name', String(filename))];
		return [pair(`header_${kind}`, String(link ?? id ?? '')), ...name];
	}
	return Object.entries(PARTS)
		.filter(([, [part, field]]) => part === kind && content[field] !== undefined)
		.map(([name, [, field]]) => pair(name, String(content[field])));
}
