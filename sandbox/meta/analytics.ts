import type { Answer } from '../http/exchange';
import type { JsonObject } from '../http/json';
import type { BusinessAccount } from '../state/business/account';
import { isObject } from '../http/json';
import { checkAccount, type MetaCall, type MetaRoute } from './call';
import { graphRefusal, invalidParameter } from './errors';

const DAY = 86_400;

/** Meta, "Analytics" (2026-02-12). Days are counted from the start that was asked for, which is a guess. */
export const analyticsRoutes: MetaRoute[] = [
	{
		method: 'GET',
		pattern: '/{version}/{businessAccountId}/template_analytics',
		handle: ofTemplates,
	},
];

interface Span {
	start: number;
	end: number;
}

function listDays({ start, end }: Span): Span[] {
	const count = Math.ceil((end - start) / DAY);
	return Array.from({ length: count }, (_, place) => ({
		start: start + place * DAY,
		end: Math.min(end, start + (place + 1) * DAY),
	}));
}

function countIn(account: BusinessAccount, { start, end }: Span, template?: string) {
	const sent = account.messages.filter(
		({ from, at, content }) =>
			from === 'business' &&
			at >= start * 1000 &&
			at < end * 1000 &&
			(template === undefined || (isObject(content) && content.name === template)),
	);
	return { sent: sent.length, delivered: sent.filter(({ failure }) => !failure).length };
}

const FIELD =
	/^(analytics|conversation_analytics|pricing_analytics)\.start\((\d+)\)\.end\((\d+)\)\.granularity\((\w+)\)/;

const SPANS: Record<string, string[]> = {
	analytics: ['HALF_HOUR', 'DAY', 'MONTH'],
	conversation_analytics: ['HALF_HOUR', 'DAILY', 'MONTHLY'],
	pricing_analytics: ['HALF_HOUR', 'DAILY', 'MONTHLY'],
};

/** Counts of an account by day, as a field of it; undefined where `fields` asks for something else. */
export function analyticsOf(call: MetaCall): Answer | undefined {
	const fields = call.request.query.get('fields') ?? '';
	const [, field, start, end, granularity = ''] = FIELD.exec(fields) ?? [];
	if (field === undefined) return undefined;
	if (!SPANS[field]?.includes(granularity)) {
		throw graphRefusal({ code: 100, title: `Param granularity must not be ${granularity}` });
	}
	const { account } = call;
	const days = listDays({ start: Number(start), end: Number(end) });
	const phones = [...account.phones.values()].map((one) => one.displayPhoneNumber);
	const points: JsonObject[] = days.map((day) => {
		const counts = countIn(account, day);
		if (field === 'analytics') return { ...day, ...counts };
		if (field === 'conversation_analytics') {
			return { ...day, conversation: counts.sent, conversation_category: 'SERVICE', cost: 0 };
		}
		const price = { pricing_type: 'REGULAR', pricing_category: 'SERVICE' };
		return { ...day, ...price, volume: counts.delivered, cost: 0 };
	});
	const told = { phone_numbers: phones, granularity, data_points: points };
	const value = field === 'analytics' ? told : { data: [told] };
	return { status: 200, json: { [field]: value, id: account.id } };
}

function ofTemplates(call: MetaCall): Answer {
	checkAccount(call);
	const { query } = call.request;
	const [start, end] = [Number(query.get('start')), Number(query.get('end'))];
	const ids = (query.get('template_ids') ?? '').match(/\d+/g) ?? [];
	if (!start || !end) throw invalidParameter('Params start and end are required');
	if (ids.length < 1 || ids.length > 10) throw invalidParameter('template_ids takes 1 to 10 IDs');
	const { account } = call;
	const data_points = ids.flatMap((template_id) => {
		const name = account.templates.find(({ id }) => id === template_id)?.name;
		if (name === undefined) throw invalidParameter(`Unknown template ${template_id}`);
		return listDays({ start, end }).map((day) => ({
			template_id,
			...day,
			...countIn(account, day, name),
			read: 0,
		}));
	});
	return { status: 200, json: { data: [{ granularity: 'DAILY', data_points }], paging: {} } };
}
