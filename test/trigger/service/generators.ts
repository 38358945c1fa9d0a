import fc from 'fast-check';

import { normalize } from '../../../nodes/services/wati/normalize';
import type { Payload } from '../../../nodes/shared/webhooks/payload';
import { ALL, snakeCased } from './payloads';
import type { WhatsAppEvent } from '../../../nodes/shared/webhooks/event';

const scalar = fc.oneof(
	fc.constantFrom<unknown>(null, '', 0, -1, true, false, 'null', '1795169656', 1e300, [], {}),
	fc.string(),
	fc.integer(),
	fc.double(),
);
/** Whatever can be a value of JSON, and more. */
export const anything = fc.oneof(scalar, fc.anything({ maxDepth: 3 }), fc.jsonValue());

/** One change to a payload: a field goes, becomes null, gets another value or another name. */
const change = fc.record({
	field: fc.nat({ max: 40 }),
	how: fc.constantFrom('drop', 'null', 'replace', 'rename', 'add'),
	value: anything,
	name: fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('waId', 'data', 'type', 'id')),
});

type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

function changed(payload: Payload, { field, how, value, name }: Change): Payload {
	const fields = Object.keys(payload).filter((key) => key !== 'eventType' && key !== 'event_type');
	const target = fields[field % Math.max(fields.length, 1)];
	const copy = { ...payload };
	if (how === 'add' || target === undefined) return { ...copy, [name]: value };
	if (how === 'null') return { ...copy, [target]: null };
	if (how === 'replace') return { ...copy, [target]: value };
	delete copy[target];
	return how === 'rename' ? { ...copy, [name]: payload[target] } : copy;
}

/** Payloads of WATI with changes. */
export const payloads = fc
	.record({
		form: fc.constantFrom(...ALL),
		suffix: fc.constantFrom('', '_v2', '_bsuid', '_v2_bsuid'),
		snake: fc.boolean(),
		changes: fc.array(change, { maxLength: 6 }),
	})
	.map(({ form, suffix, snake, changes }) => {
		const named = form.eventType
			? { ...form, eventType: `${String(form.eventType)}${suffix}` }
			: form;
		return changes.reduce(changed, snake ? snakeCased(named) : named);
	});

const KINDS = 'account call chat contact message payment status template unknown'.split(' ');
const TEXTS = [
	'type',
	'whatsappNumber',
	'name',
	'username',
	'text',
	'replyTo',
	'status',
	'localMessageId',
	'messageId',
	'watiId',
	'conversationId',
	'ticketId',
	'channelNumber',
	'bsuid',
	'timestamp',
] as const;
const OBJECTS = [
	'buttonReply',
	'listReply',
	'media',
	'location',
	'reaction',
	'order',
	'referral',
	'failure',
	'template',
	'link',
	'call',
	'payment',
	'change',
	'operator',
] as const;

const FIELDS = Object.keys(normalize(ALL[0]!, 'message'));

/** Parts of an event that are not as documented. */
export function misfits(event: WhatsAppEvent): string[] {
	const wrong: string[] = [];
	const check = (name: string, fits: boolean) => fits || wrong.push(name);
	check('fields', Object.keys(event).join() === FIELDS.join());
	check('event', typeof event.event === 'string' && event.event !== '');
	check('kind', KINDS.includes(event.kind));
	check('fromMe', typeof event.fromMe === 'boolean');
	check('forwarded', typeof event.forwarded === 'boolean');
	for (const name of TEXTS) check(name, event[name] === null || typeof event[name] === 'string');
	for (const name of OBJECTS) {
		const value: unknown = event[name];
		check(name, value === null || (typeof value === 'object' && !Array.isArray(value)));
	}
	for (const number of [event.whatsappNumber, event.channelNumber]) {
		check('number', number === null || /^\d+$/.test(number));
	}
	const time = event.timestamp;
	check('timestamp', time === null || new Date(time).toISOString() === time);
	check('contacts', Array.isArray(event.contacts));
	check('dedupeKey', event.dedupeKey.startsWith(`${event.event}:`) && event.dedupeKey.length > 3);
	return wrong;
}
