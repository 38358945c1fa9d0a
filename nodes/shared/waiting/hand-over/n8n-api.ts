import { NodeApiError, type IDataObject, type IWebhookFunctions } from 'n8n-workflow';

import { callForJson } from '../../http/transfer/bounded-call';
import { isPayload, getObjects, getText, type Payload } from '../../webhooks/payload';

/** n8n's own credential type for its API, as the n8n node has it. */
export const N8N_CREDENTIAL = 'n8nApi';

interface N8nCredential {
	baseUrl: string;
	apiKey: string;
}

/**
 * The n8n that the trigger runs in. Its key is read once per call and set by hand: n8n evaluates the expressions of a
 * credential only until the call is answered, and the work goes on after that.
 */
export interface N8n {
	context: IWebhookFunctions;
	baseUrl: string;
	apiKey: string;
	/** Origins of its addresses. */
	origins: string[];
}

const PAGE_SIZE = 100;
const MOST_PAGES = 20;
const TIMEOUT_MS = 10_000;

/** Longer than n8n takes to start; whose API stays away for longer has it switched off. */
const STARTING_MS = 300_000;

/** @returns undefined where the text is no address */
export function getOrigin(url: string | undefined): string | undefined {
	return url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined;
}

function removeApiPath(address: string): string {
	return address.trim().replace(/\/(api(\/v1)?)?\/*$/, '');
}

/** Reads the credential. */
export async function readN8n(context: IWebhookFunctions): Promise<N8n> {
	const credential = await context.getCredentials<N8nCredential>(N8N_CREDENTIAL);
	const baseUrl = removeApiPath(credential.baseUrl);
	const origins = [context.getNodeWebhookUrl('default'), baseUrl]
		.map(getOrigin)
		.filter((origin) => origin !== undefined);
	return { context, baseUrl, apiKey: credential.apiKey.trim(), origins };
}

function getPath(executionId: string): string {
	return `/executions/${encodeURIComponent(executionId)}`;
}

/** The API of one n8n (docs.n8n.io, "n8n public REST API"). All calls throw a NodeApiError when it refuses. */
export class N8nApi {
	private awaySince?: number;

	/** Executions with this status, without their data. */
	async listExecutions(n8n: N8n, status: string): Promise<Payload[]> {
		const found: Payload[] = [];
		let cursor: string | null = null;
		for (let page = 0; page < MOST_PAGES; page++) {
			const qs: IDataObject = { status, limit: PAGE_SIZE, ...(cursor ? { cursor } : {}) };
			const answer = await this.get(n8n, '/executions', qs);
			found.push(...getObjects(answer, 'data'));
			cursor = getText(answer, 'nextCursor');
			if (cursor === null) break;
		}
		return found;
	}

	async getStatus(n8n: N8n, executionId: string): Promise<string | null> {
		return getText(await this.get(n8n, getPath(executionId)), 'status');
	}

	/** An execution with its data; an empty one where n8n has deleted it. */
	async getExecution(n8n: N8n, executionId: string): Promise<Payload> {
		return await this.get(n8n, getPath(executionId), { includeData: true });
	}

	/**
	 * Before the API of a starting n8n is there, its address gives pages and texts, with 200 or 404, which say nothing
	 * of executions.
	 */
	private async get(n8n: N8n, path: string, qs: IDataObject = {}): Promise<Payload> {
		const { context, baseUrl, apiKey } = n8n;
		const { statusCode, body } = await callForJson({
			context,
			options: {
				method: 'GET',
				url: `${baseUrl}/api/v1${path}`,
				qs,
				headers: { 'X-N8N-API-KEY': apiKey },
				json: true,
				// The key is for this address alone, wherever its answer points to.
				disableFollowRedirect: true,
				timeout: TIMEOUT_MS,
			},
		});
		const toError = (message: string, httpCode: number) =>
			new NodeApiError(context.getNode(), {}, { message, httpCode: String(httpCode) });
		if (statusCode >= 300 && statusCode !== 404) {
			throw toError(`n8n's API answered ${statusCode}`, statusCode);
		}
		if (!isPayload(body)) {
			this.awaySince ??= Date.now();
			const mayBeStarting = Date.now() - this.awaySince < STARTING_MS;
			throw toError(`There is no n8n API at ${baseUrl}`, mayBeStarting ? 503 : 404);
		}
		this.awaySince = undefined;
		return body;
	}
}
