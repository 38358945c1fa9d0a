import type { ReceivedRequest, Answer } from '../http/exchange';
import type { ParsedBody, RecordedFile } from '../http/body';

const KEPT_ANSWER_BYTES = 256 * 1024;
const KEPT_BODY_BYTES = 4 * 1024 * 1024;

/** One request as the sandbox received and answered it. */
export interface RecordedRequest {
	number: number;
	/** Arrival, milliseconds since the epoch. */
	at: number;
	/** `meta` are Meta's own hosts; what comes to Meta by Maton is Maton's. */
	side: 'maton' | 'wati' | 'meta' | 'foreign';
	method: string;
	/** Path and query exactly as received. */
	url: string;
	/** Native path, without `/wati` or `/{tenantId}`, still percent-encoded. */
	path: string;
	/** Method and route pattern, for example `GET /connections/{connectionId}`, or `unknown`. */
	endpoint: string;
	query: Record<string, string>;
	headers: Record<string, string>;
	/** Parsed JSON, form fields, or text. */
	body: unknown;
	files: RecordedFile[];
	/** `dropped` while unanswered and when the connection was cut. */
	status: number | 'dropped';
	answer: unknown;
	/** Whether the state of the account changed. */
	tookEffect: boolean;
}

/** Keeps what came in and what went out. */
export class Recorder {
	readonly requests: RecordedRequest[] = [];
	counts: Record<string, number> = {};
	private number = 0;

	constructor(public recording: 'full' | 'counts' = 'full') {}

	/** Notes an arrival; the returned record is completed by `finish`. */
	begin(
		request: ReceivedRequest,
		where: Pick<RecordedRequest, 'side' | 'path' | 'endpoint'>,
	): RecordedRequest {
		this.number += 1;
		this.counts[where.endpoint] = (this.counts[where.endpoint] ?? 0) + 1;
		const record: RecordedRequest = {
			number: this.number,
			at: request.at,
			...where,
			method: request.method,
			url: request.url,
			query: Object.fromEntries(request.query),
			headers: request.headers,
			body: keptBody(request),
			files: keptFiles(request.body),
			status: 'dropped',
			answer: undefined,
			tookEffect: false,
		};
		if (this.recording === 'full') this.requests.push(record);
		return record;
	}

	/** Completes a record; `size` is the length of the body that was sent. */
	finish(record: RecordedRequest, answer: Answer, size: number): void {
		record.status = answer.status;
		if (size > KEPT_ANSWER_BYTES || answer.bytes) record.answer = { omittedBytes: size };
		else record.answer = answer.json ?? answer.text ?? '';
	}

	reset(recording: 'full' | 'counts'): void {
		this.requests.length = 0;
		this.counts = {};
		this.number = 0;
		this.recording = recording;
	}
}

function keptBody(request: ReceivedRequest): unknown {
	const { body } = request;
	const length = Number(request.headers['content-length'] ?? 0);
	if (body.kind === 'json') return length > KEPT_BODY_BYTES ? { omittedBytes: length } : body.value;
	if (body.kind === 'form') return body.fields;
	return body.kind === 'none' ? '' : body.text;
}

function keptFiles(body: ParsedBody): RecordedRequest['files'] {
	if (body.kind !== 'form') return [];
	return body.files.map(({ field, fileName, contentType, size, sha256 }) => ({
		field,
		fileName,
		contentType,
		size,
		sha256,
	}));
}
