import { createHash } from 'node:crypto';

import { parseMultipart } from './multipart';

/** An uploaded file as it was received; the bytes themselves are not kept here. */
export interface RecordedFile {
	field: string;
	fileName: string;
	contentType: string;
	size: number;
	sha256: string;
}

/** An uploaded file with its bytes. */
export interface ReceivedFile extends RecordedFile {
	content: Buffer;
}

/**
 * A request body, read according to its content type. `broken` could not be read as what it
 * claims to be.
 */
export type ParsedBody =
	| { kind: 'none' }
	| { kind: 'json'; value: unknown }
	| { kind: 'form'; fields: Record<string, string>; files: ReceivedFile[] }
	| { kind: 'text'; text: string }
	| { kind: 'broken'; as: 'json' | 'form'; text: string; reason: string };

const JSON_TYPE = /^(application\/(json|json-patch\+json|[\w.-]+\+json)|text\/json)\b/i;
const KEPT_TEXT = 64 * 1024;

/** Reads a body as JSON, form or text. Never throws. */
export function parseBody(contentType: string, bytes: Buffer): ParsedBody {
	if (bytes.length === 0) return { kind: 'none' };
	if (JSON_TYPE.test(contentType)) {
		const text = bytes.toString('utf8');
		try {
			return { kind: 'json', value: JSON.parse(text) as unknown };
		} catch (error) {
			return {
				kind: 'broken',
				as: 'json',
				text: text.slice(0, KEPT_TEXT),
				reason: getReason(error),
			};
		}
	}
	if (/^multipart\/form-data\b/i.test(contentType)) return parseForm(contentType, bytes);
	if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) {
		const fields = Object.fromEntries(new URLSearchParams(bytes.toString('utf8')));
		return { kind: 'form', fields, files: [] };
	}
	return { kind: 'text', text: bytes.toString('utf8', 0, KEPT_TEXT) };
}

function parseForm(contentType: string, bytes: Buffer): ParsedBody {
	const fields: Record<string, string> = {};
	const files: ReceivedFile[] = [];
	try {
		for (const part of parseMultipart(contentType, bytes)) {
			if (part.fileName === undefined) {
				fields[part.name] = part.content.toString('utf8');
				continue;
			}
			files.push({
				field: part.name,
				fileName: part.fileName,
				contentType: part.contentType ?? 'application/octet-stream',
				size: part.content.length,
				sha256: sha256(part.content),
				content: part.content,
			});
		}
	} catch (error) {
		const text = bytes.toString('latin1', 0, 1024);
		return { kind: 'broken', as: 'form', text, reason: getReason(error) };
	}
	return { kind: 'form', fields, files };
}

/** Hex SHA-256 of the bytes. */
export function sha256(bytes: Buffer): string {
	return createHash('sha256').update(bytes).digest('hex');
}

function getReason(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
