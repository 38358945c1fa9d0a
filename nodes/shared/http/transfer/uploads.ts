/** A file of a form that is read from its source while the form leaves. */
export interface ReadWhileSent {
	/** Whether each reading that began has come to its end. */
	isRead(): boolean;
	/** Closes what is open of it. It can be sent again. */
	close(): void;
}

function isReadWhileSent(value: unknown): value is ReadWhileSent {
	return typeof value === 'object' && value !== null && 'isRead' in value && 'close' in value;
}

function getFiles(body: unknown): ReadWhileSent[] {
	if (!(body instanceof FormData)) return [];
	return [...body.values()].map((value): unknown => value).filter(isReadWhileSent);
}

/** Whether nothing of a body is still on its way. */
export function isUploaded(body: unknown): boolean {
	return getFiles(body).every((file) => file.isRead());
}

/** Closes the files of a body: n8n's HTTP client leaves them open where the call ends before they do. */
export function closeUploads(body: unknown): void {
	for (const file of getFiles(body)) file.close();
}
