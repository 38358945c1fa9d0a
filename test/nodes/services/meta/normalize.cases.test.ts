import type { IDataObject } from 'n8n-workflow';

import { readFacts } from '../../../../nodes/services/meta/facts';
import { normalizeFact } from '../../../../nodes/services/meta/normalize';
import type { Payload } from '../../../../nodes/shared/webhooks/payload';
import { casesIn } from '../../../harness/cases';

interface WebhookCase {
	payload: Payload;
	expect: IDataObject[];
}

/** What is an event of its own here, where the cases name the one of all messages of customers. */
const EVENTS: Record<string, string> = {
	edit: 'messageEdited',
	reaction: 'reactionReceived',
	revoke: 'messageDeletedByCustomer',
	system: 'systemNotice',
};

const namedAsHere = (one: IDataObject): IDataObject =>
	one.event === 'messageReceived' ? { ...one, event: EVENTS[String(one.type)] ?? one.event } : one;

test.each(casesIn<WebhookCase>('meta/webhooks'))('%s', (_file, { payload, expect: expected }) => {
	const events = readFacts(payload).map(normalizeFact);
	expect(events).toHaveLength(expected.length);
	expect(events).toMatchObject(expected.map(namedAsHere));
});

test('no BSUID becomes a number', () => {
	const events = casesIn<WebhookCase>('meta/webhooks').flatMap(([, { payload }]) =>
		readFacts(payload).map(normalizeFact),
	);
	const numbers = events
		.map(({ whatsappNumber }) => whatsappNumber)
		.filter((number) => number !== null);
	const digitsOfIds = events.flatMap(({ bsuid }) => bsuid?.replace(/\D/g, '') ?? []);
	expect(digitsOfIds.length).toBeGreaterThan(3);
	expect(numbers.filter((number) => digitsOfIds.includes(number))).toEqual([]);
});
