import { type IDataObject, type IHttpRequestOptions, type INodeExecutionData } from 'n8n-workflow';

import { getAdvice, getErrorCode, isNodeFailure } from '../errors/node-error';
import { fetchBeside } from '../http/beside/fetch-beside';
import { runWithFile } from '../http/pace/concurrency-limit';
import { changeRequest, isWrite } from '../http/request-session';
import type {
	ChatWindowCheck,
	OperationInterceptor,
	OptOutCheck,
	PipelineRequest,
	RequestSession,
} from '../http/pipeline';
import type { SendDescription, SendRecipient } from '../http/send-description';
import { getStepRefusals } from '../parameters/pre-send';
import { listGuardRefusals } from './agent-guard';
import { isOptOutRespected } from './opt-out';
import { findQuotaRefusal } from './send-limit';

/** Findings named one by one; more would not be read. */
const MOST_FINDINGS = 50;

async function readTemplates(session: RequestSession): Promise<IDataObject[]> {
	const { context, route, run } = session;
	const known = run.templates.get(route.tenant);
	if (known) return await known;
	const templates = route.service.templates.read(context, async (path, qs) => {
		const { body, failure } = await fetchBeside(session, path, qs);
		if (failure) throw failure;
		return body;
	});
	run.templates.set(route.tenant, templates);
	return await templates;
}

/** What was thrown, as a finding: the preview is linked to its item. */
export function toFinding(thrown: unknown): string {
	const error = thrown as { message?: string; description?: string | null };
	return [error.message, getAdvice(error)].filter((text) => text).join('. ');
}

/** The findings that a preview names. */
export function listFindings(all: string[]): string[] {
	const more = all.length - MOST_FINDINGS;
	return more > 0 ? [...all.slice(0, MOST_FINDINGS), `And ${more} more`] : all;
}

/** A stop of the execution is no finding. */
function rethrowCancelled(thrown: unknown): void {
	if (isNodeFailure(thrown) && getErrorCode(thrown) === 'cancelled') throw thrown;
}

function describePart(part: unknown): IDataObject | string {
	if (!(part instanceof Blob)) return String(part);
	const { size, type } = part;
	return { fileName: 'name' in part ? String(part.name) : '', mimeType: type, size };
}

/** A body as it can be shown: a file by its name, type and size. */
function describeBody(body: unknown): unknown {
	if (body instanceof URLSearchParams) return Object.fromEntries(body);
	if (!(body instanceof FormData)) return body ?? null;
	const parts = [...body.entries()] as Array<[string, unknown]>;
	return Object.fromEntries(parts.map(([name, part]) => [name, describePart(part)]));
}

function getValues({ parameters }: SendRecipient): Map<string, string> {
	const filled = parameters.filter(({ value }) => value.trim() !== '');
	return new Map(filled.map(({ name, value }) => [name, value]));
}

/** Finds out what a send or another write of one item would do. */
class DryRun {
	private readonly findings: string[] = [];

	private instead = false;

	private closed = false;

	private readonly session = this.request.session;

	private readonly service = this.session.route.service;

	private readonly isMessage = this.service.isSend(this.request.options);

	constructor(
		private readonly request: PipelineRequest,
		private readonly chatWindow: ChatWindowCheck | undefined,
		private readonly optOut: OptOutCheck | undefined,
	) {}

	async run(): Promise<INodeExecutionData> {
		const { shaped } = this.session;
		this.findings.push(...getStepRefusals(shaped).map(toFinding));
		const ruled = await this.applyWindow();
		const body = this.instead ? ruled.options.body : await this.readBody();
		const options = { ...ruled.options, body };
		const send = this.service.describeSend(options, shaped);
		this.findings.push(...(send.notes ?? []));
		this.checkGuard(send);
		await this.checkOptOut(send);
		return { json: this.describe(options, send, await this.readText(options, send)) };
	}

	/** Empty for a write that is no message. */
	private async readText(options: IHttpRequestOptions, send: SendDescription): Promise<string> {
		if (!this.isMessage) return '';
		return send.template ? await this.readTemplateText(send) : this.service.messageText(options);
	}

	private describe(options: IHttpRequestOptions, send: SendDescription, text: string): IDataObject {
		const { method, url, baseURL, qs, body } = options;
		const { context, shaped } = this.session;
		const following = this.instead ? [] : (this.request.following ?? []);
		const sends = this.closed
			? 0
			: this.service.countCalls(options, shaped) * (following.length + 1);
		return {
			preview: true,
			text,
			...(following.length > 0
				? {
						following: following.map((change) =>
							this.service.messageText({ ...options, ...change }),
						),
					}
				: {}),
			recipients: send.recipients.length,
			calls: sends + (this.isMessage && this.chatWindow?.isWanted(context) ? 1 : 0),
			findings: listFindings(this.findings),
			...(this.instead ? { sentInstead: 'template' } : {}),
			// Last, since it may be long.
			request: {
				method,
				url: `${baseURL ?? ''}${url}`,
				qs,
				body: describeBody(body),
			} as IDataObject,
		};
	}

	private find(thrown: unknown): void {
		rethrowCancelled(thrown);
		this.findings.push(toFinding(thrown));
	}

	/** The request that the state of the 24-hour window asks for. */
	private async applyWindow(): Promise<PipelineRequest> {
		const { chatWindow, request } = this;
		if (!this.isMessage || !chatWindow?.isWanted(this.session.context)) return request;
		try {
			const { change, closed, instead } = await chatWindow.rule(request);
			if (closed) {
				this.closed = true;
				this.find(closed);
				return request;
			}
			if (!instead) return request;
			this.instead = true;
			this.findings.push('The 24-hour window is closed, so the template is sent instead');
			return changeRequest(request, change);
		} catch (thrown) {
			this.find(thrown);
			return request;
		}
	}

	private async readBody(): Promise<IHttpRequestOptions['body']> {
		const { lazyBody, options } = this.request;
		if (!lazyBody) return options.body;
		try {
			return await runWithFile(this.session.execution, async () => ({
				...(describeBody(await lazyBody.read()) as IDataObject),
				...lazyBody.inPreview,
			}));
		} catch (thrown) {
			this.find(thrown);
			return lazyBody.outline;
		}
	}

	private checkGuard(send: SendDescription): void {
		const { options, execution } = this.session;
		const quota = this.isMessage
			? findQuotaRefusal(options, execution, send.recipients.length)
			: undefined;
		const refusals = [...listGuardRefusals(options, send), ...(quota ? [quota] : [])];
		this.findings.push(...refusals.map(toFinding));
	}

	private async checkOptOut({ recipients }: SendDescription): Promise<void> {
		const { optOut, session } = this;
		if (!optOut || !isOptOutRespected(session, this.request.options)) return;
		const people = recipients.map(({ whatsappNumber }) => whatsappNumber);
		await optOut.readMany?.(session, people).catch((error: unknown) => this.find(error));
		for (const whatsappNumber of people) {
			try {
				const isOut = await optOut.hasOptedOut(session, whatsappNumber);
				if (isOut) this.findings.push(`${whatsappNumber} opted out, and is left out`);
			} catch (thrown) {
				this.find(thrown);
			}
		}
	}

	/** The text for the first recipient; what is missing is found for each. */
	private async readTemplateText(send: SendDescription): Promise<string> {
		const { template: name, recipients } = send;
		const { name: service, templates: book } = this.service;
		let templates: IDataObject[];
		try {
			templates = await readTemplates(this.session);
		} catch (thrown) {
			rethrowCancelled(thrown);
			this.findings.push(`The templates could not be read: ${toFinding(thrown)}`);
			return '';
		}
		const template = book.find(templates, send);
		if (!template) {
			this.findings.push(`${service} has no template named '${name}'`);
			return '';
		}
		if (!book.isApproved(template)) {
			const status = String(template.status);
			this.findings.push(`The template '${name}' is ${status}, and only APPROVED ones can be sent`);
		}
		const unfilled = book.unfilled?.(template) ?? [];
		if (unfilled.length > 0) {
			const parts = unfilled.join(' and ');
			this.findings.push(`This node cannot send '${name}': it has no fields for ${parts}`);
		}
		for (const recipient of recipients) this.checkVariables(template, recipient);
		const [first] = recipients;
		return book.rendered(template, first ? getValues(first) : new Map());
	}

	private checkVariables(template: IDataObject, recipient: SendRecipient): void {
		const values = getValues(recipient);
		const { templates: book } = this.service;
		const missing = book.needed(template).filter((name) => !values.has(name));
		if (missing.length === 0) return;
		const names = missing.map((name) => `'${book.label?.(name) ?? name}'`).join(', ');
		this.findings.push(`${recipient.whatsappNumber}: the template needs a value for ${names}`);
	}
}

/**
 * Tells what a send or another write would do instead of doing it, where the user chose Preview Only: the text, the request, the
 * requests it would cost, and all that is wrong with it. It reads (templates, the chat, the file), but
 * changes nothing.
 *
 * @throws NodeFailure `cancelled` when the execution was stopped
 */
export function previewSends(
	check: ChatWindowCheck | undefined,
	optOut?: OptOutCheck,
): OperationInterceptor {
	const preview = async (request: PipelineRequest) => {
		const item = await new DryRun(request, check, optOut).run();
		return { page: { answer: { statusCode: 0, headers: {}, body: undefined }, items: [item] } };
	};
	return function dryRun(request, next) {
		const { session, options } = request;
		const isPreview = session.options.previewOnly === true && isWrite(options.method);
		return isPreview ? preview(request) : next(request);
	};
}
