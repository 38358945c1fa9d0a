import type { DeliveredMessage } from '../../state/delivered-message';
import { failure, success } from '../answers';
import type { WatiCall, WatiRoute } from '../call';
import { jsonBody, queryTarget } from '../inputs';
import { isObject, type JsonObject } from '../../http/json';
import { sendInSession, sessionWith } from '../rules/recipients';

const LIMITS = { header: 60, body: 1024, footer: 60, button: 20, title: 24, description: 72 };
const MEDIA_HEADERS = ['image', 'video', 'document'] as const;

type OnPhone = Pick<DeliveredMessage, 'kind' | 'text'> & Partial<DeliveredMessage>;

export const interactiveRoutes: WatiRoute[] = [
	{
		method: 'POST',
		pattern: '/api/v1/sendInteractiveButtonsMessage',
		throughMaton: true,
		handle: (call) => sendInteractive(call, readButtons),
	},
	{
		method: 'POST',
		pattern: '/api/v1/sendInteractiveListMessage',
		throughMaton: true,
		handle: (call) => sendInteractive(call, readList),
	},
];

/** What is wrong with a body, in words. */
class InvalidBody extends Error {}

function sendInteractive(call: WatiCall, read: (body: JsonObject) => OnPhone) {
	const rawTarget = queryTarget(call);
	const body = jsonBody(call);
	const onPhone = readOrRefuse(call, () => read(body));
	const session = sessionWith(call, rawTarget);
	if (typeof session === 'string') throw failure(call, { ok: false, result: session });
	sendInSession(call, session, { text: onPhone.text, type: 'interactive' }, onPhone);
	return success({ ok: true });
}

function readOrRefuse(call: WatiCall, read: () => OnPhone): OnPhone {
	try {
		return read();
	} catch (error) {
		if (error instanceof InvalidBody) throw failure(call, { ok: false, result: error.message });
		throw error;
	}
}

function readButtons(body: JsonObject): OnPhone {
	const buttons = getList(body.buttons, 'Buttons', 1, 3).map((button) =>
		limited(button.text, 'Button text', LIMITS.button),
	);
	if (new Set(buttons).size < buttons.length) throw new InvalidBody('Button texts must be unique');
	return {
		kind: 'buttons',
		text: limited(body.body, 'Body', LIMITS.body),
		...readHeader(body.header),
		...readFooter(body),
		buttons,
	};
}

function readHeader(header: unknown): Pick<DeliveredMessage, 'header'> {
	if (header === undefined || header === null) return {};
	if (!isObject(header) || typeof header.type !== 'string')
		throw new InvalidBody('Header is invalid');
	const type = header.type.toLowerCase();
	if (type === 'text') {
		return { header: { kind: 'text', value: limited(header.text, 'Header text', LIMITS.header) } };
	}
	const kind = MEDIA_HEADERS.find((name) => name === type);
	if (!kind) throw new InvalidBody('Header type must be Text, Image, Video or Document');
	const url = isObject(header.media) ? header.media.url : undefined;
	if (typeof url !== 'string' || !/^https?:\/\//.test(url)) {
		throw new InvalidBody('Header media url is required');
	}
	return { header: { kind, value: url } };
}

function readList(body: JsonObject): OnPhone {
	const given = getList(body.sections, 'Sections', 1, 10);
	const sections = given.map((section) => ({
		title: optional(section.title, 'Section title', LIMITS.title),
		rows: getList(section.rows, 'Rows', 1, 10).map((row) => ({
			title: limited(row.title, 'Row title', LIMITS.title),
			description: optional(row.description, 'Row description', LIMITS.description),
		})),
	}));
	if (sections.length > 1 && sections.some((section) => section.title === '')) {
		throw new InvalidBody('Section title is required when there is more than one section');
	}
	if (sections.flatMap((section) => section.rows).length > 10) {
		throw new InvalidBody('Rows must be between 1 and 10 in total');
	}
	const header = optional(body.header, 'Header', LIMITS.header);
	return {
		kind: 'list',
		text: limited(body.body, 'Body', LIMITS.body),
		...(header === '' ? {} : { header: { kind: 'text', value: header } }),
		...readFooter(body),
		buttonText: limited(body.buttonText, 'Button text', LIMITS.button),
		sections,
	};
}

function readFooter(body: JsonObject): Pick<DeliveredMessage, 'footer'> {
	const footer = optional(body.footer, 'Footer', LIMITS.footer);
	return footer === '' ? {} : { footer };
}

function limited(value: unknown, field: string, limit: number): string {
	const text = optional(value, field, limit);
	if (text.trim() === '') throw new InvalidBody(`${field} can not be empty`);
	return text;
}

function optional(value: unknown, field: string, limit: number): string {
	if (value === undefined || value === null) return '';
	if (typeof value !== 'string') throw new InvalidBody(`${field} must be a text`);
	if (value.length > limit) throw new InvalidBody(`${field} can not exceed ${limit} characters`);
	return value;
}

function getList(value: unknown, field: string, min: number, max: number): JsonObject[] {
	const list: unknown[] = Array.isArray(value) ? value : [];
	if (list.length < min || list.length > max) {
		throw new InvalidBody(`${field} must be between ${min} and ${max}`);
	}
	return list.map((entry) => {
		if (!isObject(entry)) throw new InvalidBody(`${field} must be objects`);
		return entry;
	});
}
