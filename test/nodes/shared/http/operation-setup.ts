import type { IDataObject, IExecuteData } from 'n8n-workflow';

import type { BodyChange } from '../../../../nodes/shared/http/lazy-body';
import {
	changeRequest,
	createRequest,
	createSession,
} from '../../../../nodes/shared/http/request-session';
import type { Route } from '../../../../nodes/shared/http/route/route';
import { ItemStatuses } from '../../../../nodes/shared/http/run-state';
import { createPipeline } from '../../../../nodes/shared/items/operation-pipeline';
import type { DeliveryOptions } from '../../../../nodes/shared/parameters/delivery-options';
import { wati } from '../../../../nodes/Wati/service';
import { NODE } from '../../../harness/node';

export const ADA = '14155550101';
export const SEND = {
	method: 'POST' as const,
	url: `/api/v1/sendSessionMessage/${ADA}`,
	qs: { messageText: 'Hi' },
};
export const TO_MANY = {
	method: 'POST',
	url: '/api/v1/sendTemplateMessages',
	body: { template_name: 't', receivers: [1, 2, 3].map((no) => ({ whatsappNumber: `${no}` })) },
};
export const TAG = { method: 'PUT', url: '/api/v1/contacts/tags', body: { tag: 'a' } };
export const READ = { method: 'GET', url: '/api/v1/getContacts' };
export const ACCEPTED = { statusCode: 200, body: { result: true } };
export const REFUSED = { statusCode: 400, body: { message: 'No' } };
export const UNCLEAR = { statusCode: 502, body: {} };

export interface Given {
	delivery?: DeliveryOptions;
	route?: Partial<Route>;
	run?: object;
	/** Name of the node whose run this is: an agent's where it calls the node as a tool. */
	runOf?: string;
	execution?: string;
	/** What n8n stores for the node with the execution. */
	stored?: IDataObject;
	signal?: AbortSignal;
	statuses?: ItemStatuses;
}

export type Step = { statusCode: number; body: unknown } | Error;

let accounts = 0;

/** The pipeline of one item whose requests are answered like this, one after the other. */
export function prepareItem(options: object, steps: Step[], given: Given = {}) {
	const { delivery = {}, run = {}, runOf = 'WATI', execution = `e${accounts}`, signal } = given;
	const executeData = Object.assign(run, { node: { name: runOf } }) as IExecuteData;
	const route: Route = {
		service: wati,
		kind: 'direct',
		credentialType: 'watiApi',
		apiUrl: 'https://wati.example.com',
		account: `operation ${++accounts}`,
		key: '',
		tenant: 'tenant',
		...given.route,
	};
	const left: IDataObject[] = [];
	const { stored = {} } = given;
	const answer = (sent: IDataObject) => {
		left.push({ ...sent, at: Date.now() });
		const step = steps[Math.min(left.length, steps.length) - 1]!;
		if (step instanceof Error) throw step;
		return { headers: {}, ...step };
	};
	const context = {
		getMode: () => 'trigger',
		getExecutionId: () => execution,
		getExecuteData: () => executeData,
		getContext: () => stored,
		getWorkflowStaticData: () => ({}),
		getExecutionCancelSignal: () => signal,
		getNode: () => NODE,
		getItemIndex: () => 5,
		getNodeParameter: (name: string) => (name === 'options' ? delivery : ''),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, sent: IDataObject) => answer(sent),
		},
	};
	const statuses = given.statuses ?? new ItemStatuses(true, true);
	const session = createSession(context as never, {
		route,
		statuses,
		shaped: options as never,
		readItems: async () => [{ json: { made: left.length } }],
	});
	const pipeline = createPipeline({ service: route.service });
	const sendNow = async (change: BodyChange = {}, isSecret?: boolean) =>
		await pipeline({
			...changeRequest(createRequest(session), change),
			...(isSecret ? { isSecret } : {}),
		});
	const send = async (change: BodyChange = {}, isSecret?: boolean) => {
		const result = sendNow(change, isSecret);
		await jest.advanceTimersByTimeAsync(60_000);
		return await result;
	};
	return { session, sendNow, send, left, account: route.account, statuses };
}

export const codeIn = ({ failure }: { failure?: unknown }) =>
	(failure as { context: { code: string } } | undefined)?.context.code;
