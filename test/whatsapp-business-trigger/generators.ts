import fc from 'fast-check';

import { readFacts } from '../../nodes/services/meta/facts';
import type { BusinessEvent } from '../../nodes/services/meta/business-event';
import { normalizeFact } from '../../nodes/services/meta/normalize';
import type { Payload } from '../../nodes/shared/webhooks/payload';
import { anything } from '../trigger/service/generators';
import { ALL, TEXT } from './payloads';

/** One change somewhere in a body: something goes, becomes another value or gets another name. */
const change = fc.record({
	place: fc.nat({ max: 200 }),
	how: fc.constantFrom('drop', 'replace', 'rename', 'double'),
	value: anything,
	name: fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('id', 'type', 'text', 'errors')),
});

type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

/** Every object and list of a body that has something in it. */
function places(value: unknown): Array<Record<string, unknown>> {
	if (typeof value !== 'object' || value === null) return [];
	return [value as Record<string, unknown>, ...Object.values(value).flatMap(places)].filter(
		(one) => Object.keys(one).length > 0,
	);
}

function apply(body: Payload, { place, how, value, name }: Change): Payload {
	const copy = structuredClone(body);
	const all = places(copy);
	const target = all[place % all.length];
	if (!target) return copy;
	const keys = Object.keys(target);
	const key = keys[place % keys.length]!;
	const before = target[key];
	if (Array.isArray(target)) {
		if (how === 'double') target.push(before);
		else target[Number(key)] = value;
		return copy;
	}
	if (how === 'drop' || how === 'rename') delete target[key];
	if (how === 'rename') target[name] = before;
	if (how === 'replace') target[key] = value;
	if (how === 'double') target[key] = [before, before];
	return copy;
}

/** Bodies of Meta with changes anywhere in them. */
export const bodies = fc
	.record({ form: fc.constantFrom(...ALL), changes: fc.array(change, { maxLength: 6 }) })
	.map(({ form, changes }) => changes.reduce(apply, form));

const [first] = readFacts(TEXT).map(normalizeFact);
const FIELDS = Object.keys(first!);
const LISTS = ['contacts'];
const FLAGS = ['forwarded', 'fromMe'];
const CHOICES = ['optedOut'];
const TEXTS = [
	'type',
	'whatsappNumber',
	'name',
	'username',
	'text',
	'chatInput',
	'sessionId',
	'replyTo',
	'status',
	'messageId',
	'conversationId',
	'callbackData',
	'channelNumber',
	'groupId',
	'phoneNumberId',
	'businessAccountId',
	'bsuid',
	'timestamp',
];
const NAMED = ['event', 'kind', 'dedupeKey'];
const OBJECTS = FIELDS.filter(
	(name) => ![...LISTS, ...FLAGS, ...CHOICES, ...TEXTS, ...NAMED].includes(name),
);

/** Parts of an event that are not as documented. */
export function misfits(event: BusinessEvent): string[] {
	const values = event as unknown as Record<string, unknown>;
	const isObject = (value: unknown) =>
		value === null || (typeof value === 'object' && !Array.isArray(value));
	return [
		...(Object.keys(event).join() === FIELDS.join() ? [] : ['fields']),
		...LISTS.filter((name) => !Array.isArray(values[name])),
		...FLAGS.filter((name) => typeof values[name] !== 'boolean'),
		...CHOICES.filter((name) => values[name] !== null && typeof values[name] !== 'boolean'),
		...TEXTS.filter((name) => values[name] !== null && typeof values[name] !== 'string'),
		...NAMED.filter((name) => typeof values[name] !== 'string' || values[name] === ''),
		...OBJECTS.filter((name) => !isObject(values[name])),
	];
}
