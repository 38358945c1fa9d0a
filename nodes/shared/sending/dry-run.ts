import {
	NodeApiError,
	type DeclarativeRestApiSettings,
	type IDataObject,
	type IExecuteData,
	type IExecutePaginationFunctions,
	type IHttpRequestOptions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { lateBodyOf } from '../files/lazy-body';
import { refusalsOf } from '../parameters/pre-send';
import { codeOf } from '../errors/node-error';
import { withFile } from '../http/pace/concurrency-limit';
import { guardRefusals, quotaRefusal } from './agent-guard';
import type { Change } from '../http/addressed-request';
import type { Passage } from '../http/request-session';
import { checksWindow, ruleByWindow } from '../../Wati/operations/chat/window-rule';
import type { Outgoing, OutgoingRecipient } from './outgoing';
import { mostIn, recipientListIn } from '../http/recipient-list';

type Request = DeclarativeRestApiSettings.ResultOptions;

/** Findings named one by one; more would not be read. */
const MOST_FINDINGS = 50;

/** The templates of an account, read once per run of a node. */
const books = new WeakMap<IExecuteData, Map<string, Promise<IDataObject[]>>>();

function templatesOf(
	passage: Passage,
	context: IExecutePaginationFunctions,
): Promise<IDataObject[]> {
	const executeData = context.getExecuteData();
	const book = books.get(executeData) ?? new Map<string, Promise<IDataObject[]>>();
	books.set(executeData, book);
	const known = book.get(passage.route.tenant);
	if (known) return known;
	const { templates: reader } = passage.route.service;
	const templates = reader.read(context, async (path, qs) => {
		const { body, failure } = await passage.look(path, qs);
		if (failure) throw failure;
		return body;
	});
	book.set(passage.route.tenant, templates);
	return templates;
}

function wordsOf(thrown: unknown): string {
	const { message, description } = thrown as { message?: string; description?: string | null };
	return [message, description].filter((text) => text).join('. ');
}

/** A stop of the execution is no finding. */
function mustBeCancelled(thrown: unknown): void {
	if (thrown instanceof NodeApiError && codeOf(thrown) === 'cancelled') throw thrown;
}

function describedPart(part: unknown): IDataObject | string {
	if (!(part instanceof Blob)) return String(part);
	const { size, type } = part;
	return { fileName: 'name' in part ? String(part.name) : '', mimeType: type, size };
}

/** A body as it can be shown: a file by its name, type and size. */
function describedBody(body: unknown): unknown {
	if (body instanceof URLSearchParams) return Object.fromEntries(body);
	if (!(body instanceof FormData)) return body ?? null;
	const parts = [...body.entries()] as Array<[string, unknown]>;
	return Object.fromEntries(parts.map(([name, part]) => [name, describedPart(part)]));
}

function valuesOf({ parameters }: OutgoingRecipient): Map<string, string> {
	const filled = parameters.filter(({ value }) => value.trim() !== '');
	return new Map(filled.map(({ name, value }) => [name, value]));
}

/** Makes the preview of one item. */
class Previewer {
	private readonly findings: string[] = [];

	private instead = false;

	private closed = false;

	private readonly service = this.passage.route.service;

	constructor(
		private readonly passage: Passage,
		private readonly request: Request,
		private readonly context: IExecutePaginationFunctions,
	) {}

	async preview(): Promise<INodeExecutionData> {
		const shaped = this.request.options as IHttpRequestOptions;
		this.findings.push(...refusalsOf(shaped).map(wordsOf));
		const options = this.passage.addressed(await this.ruled(shaped));
		if (!this.instead) options.body = await this.bodyOf(shaped);
		const outgoing = this.service.outgoingOf(options, shaped);
		this.checkGuard(outgoing);
		const text = outgoing.template
			? await this.templateText(outgoing)
			: this.service.messageText(options);
		return { json: this.result(options, outgoing, text) };
	}

	private result(options: IHttpRequestOptions, outgoing: Outgoing, text: string): IDataObject {
		const { method, url, baseURL, qs, body } = options;
		const list = recipientListIn(body);
		const sends = list ? Math.ceil(outgoing.recipients.length / mostIn(list)) : 1;
		return {
			preview: true,
			text,
			recipients: outgoing.recipients.length,
			calls:
				(this.closed ? 0 : sends + this.service.callsBefore(this.request.options)) +
				(checksWindow(this.context) ? 1 : 0),
			findings: this.findings.slice(0, MOST_FINDINGS),
			...(this.instead ? { sentInstead: 'template' } : {}),
			// Last, since it may be long.
			request: {
				method,
				url: `${baseURL ?? ''}${url}`,
				qs,
				body: describedBody(body),
			} as IDataObject,
		};
	}

	private find(thrown: unknown): void {
		mustBeCancelled(thrown);
		this.findings.push(wordsOf(thrown));
	}

	/** The request that the state of the 24-hour window asks for. */
	private async ruled(shaped: IHttpRequestOptions): Promise<Change> {
		try {
			const { change = {}, closed, ...ruling } = await this.ruling(shaped);
			if (closed) {
				this.closed = true;
				this.find(closed);
			}
			this.instead = 'instead' in ruling && ruling.instead;
			if (this.instead) {
				this.findings.push('The 24-hour window is closed, so the template is sent instead');
			}
			return change;
		} catch (thrown) {
			this.find(thrown);
			return {};
		}
	}

	private async ruling(shaped: IHttpRequestOptions) {
		return await ruleByWindow(this.passage, this.context, shaped);
	}

	private async bodyOf(shaped: IHttpRequestOptions): Promise<IHttpRequestOptions['body']> {
		const late = lateBodyOf(shaped);
		if (!late) return shaped.body;
		try {
			const execution = String(this.context.getExecutionId());
			return await withFile(execution, async () => describedBody(await late.read()) as IDataObject);
		} catch (thrown) {
			this.find(thrown);
			return late.outline;
		}
	}

	private checkGuard(outgoing: Outgoing): void {
		const { wishes } = this.passage;
		const execution = String(this.context.getExecutionId());
		const quota = quotaRefusal(wishes, execution, outgoing.recipients.length);
		this.findings.push(
			...[...guardRefusals(wishes, outgoing), ...(quota ? [quota] : [])].map(wordsOf),
		);
	}

	/** The text for the first recipient; what is missing is found for each. */
	private async templateText(outgoing: Outgoing): Promise<string> {
		const { template: name, recipients } = outgoing;
		const { name: service, templates: book } = this.service;
		let templates: IDataObject[];
		try {
			templates = await templatesOf(this.passage, this.context);
		} catch (thrown) {
			mustBeCancelled(thrown);
			this.findings.push(`The templates could not be read: ${wordsOf(thrown)}`);
			return '';
		}
		const template = book.find(templates, outgoing);
		if (!template) {
			this.findings.push(`${service} has no template named '${name}'`);
			return '';
		}
		if (!book.isApproved(template)) {
			const status = String(template.status);
			this.findings.push(`The template '${name}' is ${status}, and only APPROVED ones can be sent`);
		}
		for (const recipient of recipients) this.checkVariables(template, recipient);
		const [first] = recipients;
		return book.rendered(template, first ? valuesOf(first) : new Map());
	}

	private checkVariables(template: IDataObject, recipient: OutgoingRecipient): void {
		const values = valuesOf(recipient);
		const missing = this.service.templates.needed(template).filter((name) => !values.has(name));
		if (missing.length === 0) return;
		const names = missing.map((name) => `'${name}'`).join(', ');
		this.findings.push(`${recipient.whatsappNumber}: the template needs a value for ${names}`);
	}
}

/**
 * What a send would do, without doing it: the text, the request, the calls it would cost, and all that is
 * wrong with it. It reads (templates, the chat, the file), but changes nothing.
 *
 * @throws NodeApiError `cancelled` when the execution was stopped
 */
export async function previewOf(
	passage: Passage,
	request: Request,
	context: IExecutePaginationFunctions,
): Promise<INodeExecutionData[]> {
	const item = await new Previewer(passage, request, context).preview();
	if (passage.wishes.includeUsage === true) item.json.usage = { ...passage.usage };
	return [item];
}
