import type { INodeExecutionData } from 'n8n-workflow';

/** An HTTP answer as n8n hands it over. */
export interface Answer {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

/** One answer as it was read, and the items made of it. */
export interface Page {
	answer: Answer;
	items: INodeExecutionData[];
	/** Set when an earlier try of the same run had sent this, and it was not sent again. */
	remembered?: true;
	/** Set when nothing was sent, since the person opted out. */
	isLeftOut?: true;
}

/** The file name that a `Content-Disposition` tells, if it does; blanks around `=` are allowed (RFC 6266, 4.1). */
export function nameInDisposition(header: string | undefined): string | undefined {
	const encoded = /filename\*\s*=\s*(?:UTF-8'')?([^;]+)/i.exec(header ?? '')?.[1];
	const plain = /filename\s*=\s*"?([^";]+)"?/i.exec(header ?? '')?.[1]?.trim();
	try {
		return encoded ? decodeURIComponent(encoded.trim()) : plain;
	} catch {
		return plain;
	}
}

export function getHeader(answer: Answer, name: string): string | undefined {
	const value = answer.headers[name];
	return value === undefined || value === null ? undefined : String(value);
}
