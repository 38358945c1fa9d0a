import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { nodeError, type FailureText } from '../../../../nodes/shared/errors/node-error';
import { fetchBeside, type BesideResult } from '../../../../nodes/shared/http/beside/fetch-beside';
import { setLazyBody } from '../../../../nodes/shared/http/lazy-body';
import type { SendResult } from '../../../../nodes/shared/http/pipeline';
import { createRequest, createSession } from '../../../../nodes/shared/http/request-session';
import type { Route } from '../../../../nodes/shared/http/route/route';
import { ItemStatuses } from '../../../../nodes/shared/http/run-state';
import type { DeliveryOptions } from '../../../../nodes/shared/parameters/delivery-options';
import { previewSends } from '../../../../nodes/shared/sending/dry-run';
import { windowCheck as windowCheckOfWati } from '../../../../nodes/Wati/operations/chat/window-rule';
import { wati } from '../../../../nodes/Wati/service';
import { NODE } from '../../../harness/node';
import { ACCEPTED, prepareItem } from '../http/operation-setup';

jest.mock('../../../../nodes/shared/http/beside/fetch-beside');

const ADA = '14155550101';
const TEXT: IHttpRequestOptions = {
	method: 'POST',
	url: `/api/v1/sendSessionMessage/${ADA}`,
	qs: { messageText: 'Hi' },
};
const templateTo = (parameters: object[] = [], template = 'order'): IHttpRequestOptions => ({
	method: 'POST',
	url: '/api/v1/sendTemplateMessage',
	qs: { whatsappNumber: ADA },
	body: { template_name: template, parameters },
});
const BOOK = {
	messageTemplates: [
		{
			elementName: 'order',
			status: 'APPROVED',
			bodyOriginal: 'Hi {{name}}, {{order}}',
			customParams: [{ paramName: 'name' }, { paramName: 'order' }],
		},
		{ elementName: 'old', status: 'REJECTED', bodyOriginal: 'Hi', customParams: [] },
	],
	link: { nextPage: null },
};

let executions = 0;

let tenants = 0;

// Windows of chats are kept by tenant.
beforeEach(() => (tenants += 1));

interface Given {
	/** What the node has for `24-Hour Window`; its other parameters are empty. */
	windowCheck?: string;
	delivery?: DeliveryOptions;
	look?: object;
	service?: object;
	run?: object;
	execution?: string;
}

/** Makes the preview of one item, whose requests beside it bring the same answer. */
async function preview(options: IHttpRequestOptions, given: Given = {}) {
	const { windowCheck = '', delivery = {}, look = { body: BOOK }, service = {}, run = {} } = given;
	const { execution = `preview ${++executions}` } = given;
	const looks: string[] = [];
	jest.mocked(fetchBeside).mockImplementation(async (_session, path) => {
		looks.push(path);
		return { calls: 1, ...look } as BesideResult;
	});
	const context = {
		getNode: () => NODE,
		getItemIndex: () => 0,
		getExecuteData: () => run,
		getExecutionId: () => execution,
		getNodeParameter: (name: string) =>
			({
				'options.window.check.windowCheck': windowCheck,
				options: { ...delivery, previewOnly: true } as object,
			})[name] ?? '',
	};
	const route = {
		service: { ...wati, ...service },
		kind: 'direct',
		apiUrl: 'https://wati.example.com',
		tenant: `tenant ${tenants}`,
	} as Route;
	const statuses = new ItemStatuses(true, true);
	const session = createSession(context as never, { route, statuses, shaped: options });
	const send = previewSends(windowCheckOfWati);
	const next = jest.fn<Promise<SendResult>, []>();
	const { page } = await send(createRequest(session), next);
	expect(next).not.toHaveBeenCalled();
	expect(page?.items).toHaveLength(1);
	return { ...page!.items[0]!.json, looks } as IDataObject & {
		findings: string[];
		looks: string[];
	};
}

const failure = (code: Parameters<typeof nodeError>[1], text?: FailureText) => ({
	failure: nodeError(NODE, code, text),
});

test('shows text, request and cost of a message', async () => {
	expect(await preview(TEXT)).toEqual({
		preview: true,
		text: 'Hi',
		recipients: 1,
		calls: 1,
		findings: [],
		request: {
			method: 'POST',
			url: `https://wati.example.com/api/v1/sendSessionMessage/${ADA}`,
			qs: { messageText: 'Hi' },
			body: null,
		},
		looks: [],
	});
});

test('counts the calls that the service needs for it', async () => {
	expect((await preview(TEXT, { service: { countCalls: () => 3 } })).calls).toBe(3);
});

describe('a template', () => {
	const ADA_ORDER = [
		{ name: 'name', value: 'Ada' },
		{ name: 'order', value: '1' },
	];

	test('is rendered, and the list is read once per run', async () => {
		const run = {};
		expect(await preview(templateTo(ADA_ORDER), { run })).toMatchObject({
			text: 'Hi Ada, 1',
			findings: [],
			looks: ['/api/v1/getMessageTemplates'],
		});
		expect((await preview(templateTo(ADA_ORDER), { run })).looks).toEqual([]);
	});

	test('needs a value for each variable that is not blank', async () => {
		const { findings } = await preview(templateTo([{ name: 'name', value: ' ' }]));
		expect(findings).toEqual([`${ADA}: the template needs a value for 'name', 'order'`]);
	});

	test('for nobody is rendered with its variables as they are', async () => {
		const options = { ...templateTo(), body: { template_name: 'order', receivers: [] } };
		expect(await preview(options)).toMatchObject({ text: 'Hi {{name}}, {{order}}', recipients: 0 });
	});

	test.each([
		['missing', "WATI has no template named 'missing'", ''],
		['old', "The template 'old' is REJECTED, and only APPROVED ones can be sent", 'Hi'],
	])('named %s is a finding', async (name, finding, text) => {
		expect(await preview(templateTo([], name))).toMatchObject({ text, findings: [finding] });
	});

	test('that could not be looked up is a finding, a stop is not', async () => {
		const look = failure('service-unavailable', { message: 'Away', description: 'Wait.' });
		expect(await preview(templateTo(), { look })).toMatchObject({
			text: '',
			findings: ['The templates could not be read: Away. Wait.'],
		});
		const stopped = failure('cancelled');
		await expect(preview(templateTo(), { look: stopped })).rejects.toBe(stopped.failure);
	});
});

describe('a file', () => {
	const runWithFile = (read: () => Promise<FormData>) => {
		const options = { ...TEXT, url: `/api/v1/sendSessionFile/${ADA}` };
		setLazyBody(options, { outline: { file: 'outline' }, read });
		return options;
	};

	test('is told by name, type and size, beside what else is in the form', async () => {
		const form = new FormData();
		form.set('caption', 'Hi');
		form.set('file', new Blob(['abc'], { type: 'text/plain' }), 'a.txt');
		const { request } = await preview(runWithFile(async () => form));
		expect((request as IDataObject).body).toEqual({
			caption: 'Hi',
			file: { fileName: 'a.txt', mimeType: 'text/plain', size: 3 },
		});
	});

	test('is shown where the template to send instead cannot be sent', async () => {
		const form = new FormData();
		form.set('caption', 'Hi');
		const neverWrote = { body: { messages: { items: [] }, link: { nextPage: null } } };
		const given = { windowCheck: 'template', look: neverWrote };
		const { findings, request, calls } = await preview(
			runWithFile(async () => form),
			given,
		);
		expect(findings).toHaveLength(1);
		expect([(request as IDataObject).body, calls]).toEqual([{ caption: 'Hi' }, 2]);
	});

	test('that cannot be read is a finding, a stop is not', async () => {
		const failing = async () => await Promise.reject(new Error('No file'));
		expect(await preview(runWithFile(failing))).toMatchObject({
			findings: ['No file'],
			request: { body: { file: 'outline' } },
		});
		const stopped = failure('cancelled').failure;
		await expect(preview(runWithFile(async () => await Promise.reject(stopped)))).rejects.toBe(
			stopped,
		);
	});
});

test('a form is shown by its fields', async () => {
	const { request } = await preview({ ...TEXT, body: new URLSearchParams({ messageText: 'Hi' }) });
	expect((request as IDataObject).body).toEqual({ messageText: 'Hi' });
});

describe('what the guard would refuse', () => {
	test('is a finding, each with its advice', async () => {
		const delivery = { allowedNumbers: '', mostRecipients: 0, mostSends: 0 };
		const { findings } = await preview(TEXT, { delivery });
		expect(findings).toEqual([
			expect.stringMatching(/^The field 'Allowed Numbers' .* is empty.*\. Nothing was sent\./),
			expect.stringMatching(/^1 recipient in one call, but the limit is 0\. Nothing/),
			expect.stringMatching(
				/^This execution may send 0 messages, and has sent 0\. Nothing/,
			),
		]);
	});

	test('counts what the execution sent already', async () => {
		const delivery = { mostSends: 1 };
		const execution = 'preview with one sent';
		expect((await preview(TEXT, { delivery, execution })).findings).toEqual([]);
		const sent = prepareItem(TEXT, [ACCEPTED], { delivery, execution });
		expect(await sent.sendNow()).toHaveProperty('page');
		expect((await preview(TEXT, { delivery, execution })).findings).toHaveLength(1);
	});
});

test('names fifty findings', async () => {
	const receivers = Array.from({ length: 51 }, (_, place) => ({ whatsappNumber: `1415${place}` }));
	const options = { ...templateTo(), body: { template_name: 'order', receivers } };
	const { findings } = await preview(options);
	expect(findings[49]).toMatch(/^141549: /);
	expect(findings.slice(50)).toEqual([expect.stringMatching(/^And \d+ more$/)]);
});
