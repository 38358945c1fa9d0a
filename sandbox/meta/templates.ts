import { configurePhone } from './webhooks/overrides';
import type { Answer } from '../http/exchange';
import type { MetaComponent, MetaTemplate } from '../state/business/shapes';
import type { JsonObject } from '../http/json';
import { checkAccount, type MetaCall, type MetaRoute } from './call';
import { graphRefusal, invalidParameter, parameterRequired, unknownObject } from './errors';
import { jsonBody, countCharacters, readList } from './inputs';

const PATTERN = '/{version}/{businessAccountId}/message_templates';
const CATEGORIES = ['AUTHENTICATION', 'MARKETING', 'UTILITY'];
const DEFAULT_LIMIT = 25;

export const templateRoutes: MetaRoute[] = [
	{ method: 'GET', pattern: PATTERN, handle: listTemplates },
	{ method: 'POST', pattern: PATTERN, handle: createTemplate },
	{ method: 'DELETE', pattern: PATTERN, handle: deleteTemplate },
	// A number and a template have the same kind of address.
	{ method: 'POST', pattern: '/{version}/{templateId}', handle: changeObject },
];

const encoded = (place: number) => Buffer.from(`place:${place}`).toString('base64url');

function placeAfter(cursor: string | null): number {
	if (cursor === null) return 0;
	const place = /^place:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
	if (place === undefined) throw graphRefusal({ code: 100, title: 'Invalid cursors values' });
	return Number(place) + 1;
}

function listTemplates(call: MetaCall): Answer {
	checkAccount(call);
	const { query, url } = call.request;
	const [status, name] = [query.get('status'), query.get('name')];
	const all = call.account.templates.filter(
		(template) =>
			(status === null || template.status === status) &&
			(name === null || template.name.includes(name)),
	);
	const wanted = Number(query.get('limit') ?? DEFAULT_LIMIT);
	const size = Math.max(1, Math.min(call.settings.maxPageSize, wanted || DEFAULT_LIMIT));
	const start = placeAfter(query.get('after'));
	const data = all.slice(start, start + size);
	if (data.length === 0) return { status: 200, json: { data } };
	const last = start + data.length - 1;
	const next = last + 1 < all.length ? { next: `https://graph.facebook.com${url}` } : {};
	const cursors = { before: encoded(start), after: encoded(last) };
	return { status: 200, json: { data, paging: { cursors, ...next } } };
}

function invalidTemplate(subcode: number, userTitle: string, userMessage: string) {
	return graphRefusal({ code: 100, title: 'Invalid parameter', subcode, userTitle, userMessage });
}

/** What an authentication template may hold (Meta, "Authentication templates", 2026): its words are Meta's own. */
function checkPreset(components: JsonObject[]): void {
	const written = components.find(({ type, text }) => type === 'HEADER' || text !== undefined);
	const [button] = readList(components.find(({ type }) => type === 'BUTTONS')?.buttons);
	if (written || button?.type !== 'OTP') {
		throw invalidParameter('An authentication template has preset text and one OTP button');
	}
}

/** The parts as Meta lists them once they were created. */
function presetParts(components: JsonObject[]): JsonObject[] {
	const [button] = readList(components.find(({ type }) => type === 'BUTTONS')?.buttons);
	const url = 'https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}';
	return [
		{ type: 'BODY', text: '*{{1}}* is your verification code.' },
		{ type: 'BUTTONS', buttons: [{ type: 'URL', text: button?.text ?? 'Copy code', url }] },
	];
}

function checkComponents(components: JsonObject[]): void {
	const body = components.find(({ type }) => type === 'BODY');
	if (typeof body?.text !== 'string' || body.text === '') {
		throw invalidTemplate(2388043, 'Missing text', 'A template needs a body with a text.');
	}
	const longest: Record<string, number> = { HEADER: 60, BODY: 1_024, FOOTER: 60 };
	for (const { type, text } of components) {
		const most = longest[String(type)];
		if (most !== undefined && typeof text === 'string' && countCharacters(text) > most) {
			const message = `The ${String(type).toLowerCase()} can have at most ${most} characters.`;
			throw invalidTemplate(2388040, 'Character limit exceeded', message);
		}
	}
	const carousel = components.find(({ type }) => type === 'CAROUSEL');
	if (carousel) checkTemplateCards(readList(carousel.cards));
	if (readList(components.find(({ type }) => type === 'BUTTONS')?.buttons).length > 10) {
		throw invalidTemplate(2388050, 'Too many buttons', 'A template has at most 10 buttons.');
	}
}

/** Seconds that a category may be tried to be delivered (Meta, "Configure message time-to-live", 2026-05-21). */
const TIME_TO_LIVE: Record<string, [number, number]> = {
	AUTHENTICATION: [30, 900],
	UTILITY: [30, 43_200],
	MARKETING: [43_200, 2_592_000],
};

function checkTimeToLive(category: unknown, seconds: unknown): void {
	if (seconds === undefined) return;
	const [least, most] = TIME_TO_LIVE[String(category)] ?? [0, 0];
	if (typeof seconds === 'number' && seconds >= least && seconds <= most) return;
	throw invalidParameter(`message_send_ttl_seconds must be between ${least} and ${most}`);
}

/** Meta, "Media card carousel templates" (2026): cards of one shape, each with a file and a button. */
function checkTemplateCards(cards: JsonObject[]): void {
	if (cards.length < 2 || cards.length > 10) throw invalidParameter('A carousel has 2 to 10 cards');
	const shapes = cards.map(({ components }) =>
		readList(components).map(({ type, format }) => `${String(type)} ${String(format)}`),
	);
	if (new Set(shapes.map((shape) => shape.join())).size > 1) {
		throw invalidParameter('All cards must have the same components');
	}
	if (!shapes[0]?.[0]?.startsWith('HEADER')) throw invalidParameter('A card needs a header');
}

function createTemplate(call: MetaCall): Answer {
	checkAccount(call);
	const body = jsonBody(call.request);
	for (const name of ['name', 'category', 'language', 'components']) {
		if (body[name] === undefined) throw parameterRequired(name);
	}
	const { name, category, language } = body;
	if (!/^[a-z0-9_]{1,512}$/.test(String(name))) {
		throw invalidTemplate(
			2388037,
			'Invalid name',
			'A name has only lower-case letters, digits and underscores.',
		);
	}
	if (!CATEGORIES.includes(String(category))) {
		throw graphRefusal({
			code: 100,
			title: `Param category must be one of {${CATEGORIES.join(', ')}} - got "${String(category)}".`,
		});
	}
	checkTimeToLive(category, body.message_send_ttl_seconds);
	const { templates } = call.account;
	if (templates.some((one) => one.name === name && one.language === language)) {
		throw invalidTemplate(
			2388024,
			'Content in this language already exists',
			'There is already content in this language for this template.',
		);
	}
	const isPreset = category === 'AUTHENTICATION';
	const given = readList(body.components);
	if (isPreset) checkPreset(given);
	else checkComponents(given);
	const components = isPreset ? presetParts(given) : given;
	call.tookEffect();
	const template: MetaTemplate = {
		id: call.account.ids.digits(),
		name: String(name),
		language: String(language),
		status: 'PENDING',
		category: category as MetaTemplate['category'],
		parameter_format: body.parameter_format === 'NAMED' ? 'NAMED' : 'POSITIONAL',
		components: components as unknown as MetaComponent[],
	};
	templates.push(template);
	const { id, status } = template;
	return { status: 200, json: { id, status, category } };
}

function changeObject(call: MetaCall): Answer | Promise<Answer> {
	const id = call.params.templateId ?? '';
	return call.account.phones.has(id) ? configurePhone(call, id) : editTemplate(call);
}

/** Replaces the parts of a template, which is reviewed again (Meta, "Edit templates", 2026). */
function editTemplate(call: MetaCall): Answer {
	const id = call.params.templateId ?? '';
	const template = call.account.templates.find((one) => one.id === id);
	if (!template) throw unknownObject(call.request.method, id);
	if (template.status === 'PENDING') {
		throw invalidTemplate(
			2388039,
			"Message template status can't be changed",
			"The status for this message template can't be changed.",
		);
	}
	const { category = template.category, components } = jsonBody(call.request);
	const given = readList(components);
	if (category === 'AUTHENTICATION') checkPreset(given);
	else checkComponents(given);
	call.tookEffect();
	const parts = category === 'AUTHENTICATION' ? presetParts(given) : given;
	template.components = parts as unknown as MetaComponent[];
	template.category = category as MetaTemplate['category'];
	template.status = 'PENDING';
	return { status: 200, json: { success: true, id, name: template.name, category } };
}

/** Deletes a template in all languages, or with `hsm_id` in one of them. */
function deleteTemplate(call: MetaCall): Answer {
	checkAccount(call);
	const { query } = call.request;
	const [name, id] = [query.get('name'), query.get('hsm_id')];
	if (name === null) throw parameterRequired('name');
	const { templates } = call.account;
	const gone = templates.filter((one) => one.name === name && (id === null || one.id === id));
	if (gone.length === 0) {
		throw invalidTemplate(
			2593002,
			'Message Template Not Found',
			`The message template with the name ${name} was not found.`,
		);
	}
	call.tookEffect();
	for (const template of gone) templates.splice(templates.indexOf(template), 1);
	return { status: 200, json: { success: true } };
}
