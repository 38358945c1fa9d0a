import { readEventName, normalize } from '../../../../nodes/services/wati/normalize';
import { readFacts } from '../../../../nodes/services/meta/facts';
import { normalizeFact } from '../../../../nodes/services/meta/normalize';
import type { Payload } from '../../../../nodes/shared/webhooks/payload';
import { MESSAGES, bsuidTwin, STATUSES, TEXT } from '../../../trigger/service/payloads';
import * as meta from '../../../whatsapp-business-trigger/payloads';

const fromWati = (raw: Payload) => normalize(raw, readEventName(raw)!);
const fromMeta = (body: Payload) => normalizeFact(readFacts(body)[0]!);

const words = (events: Record<string, { chatInput: string | null }>) =>
	Object.fromEntries(Object.entries(events).map(([name, { chatInput }]) => [name, chatInput]));

const all = <Event>(payloads: Record<string, Payload>, read: (payload: Payload) => Event) =>
	Object.fromEntries(Object.entries(payloads).map(([name, payload]) => [name, read(payload)]));

test('every message of WATI has words for a model', () => {
	expect(words(all(MESSAGES, fromWati))).toMatchInlineSnapshot(`
		{
		  "adClick": "hi",
		  "contacts": "[contact: Ada L 14155550101]",
		  "document": "[document: 1.pdf]",
		  "image": "my receipt",
		  "listRow": "Product A",
		  "location": "[location: Pier, 1.5, -2.25]",
		  "locationLink": "[location: 1.5, -2.25]",
		  "locationText": "[location: 1.5, -2.25]",
		  "optOut": "STOP",
		  "order": "[order: 1 product]",
		  "reaction": "[reaction: 👍]",
		  "reactionObject": "[reaction: ❤]",
		  "replyButton": "Track order",
		  "templateButton": "Yes please",
		  "text": "hello",
		  "voice": "[voice message]",
		}
	`);
});

test('every message of Meta has words for a model, a notice of WhatsApp has none', () => {
	expect(words(all(meta.MESSAGES, fromMeta))).toMatchInlineSnapshot(`
		{
		  "ad": "Hello",
		  "button": "Yes, please",
		  "contacts": "[contact: Ben Ortiz 14155550102]",
		  "deleted": "[message deleted]",
		  "document": "[document: order.pdf]",
		  "edit": "I meant Tuesday",
		  "editedImage": "A new caption",
		  "flow": "[form: {"day":"Tuesday","people":2}]",
		  "image": "My receipt",
		  "inGroup": "Hello all",
		  "list": "Tuesday",
		  "location": "[location: Shop, Main Street 1, 52.52, 13.405]",
		  "order": "[order: 1 product, Ring twice]",
		  "quickReply": "Stop promotions",
		  "reaction": "[reaction: 👍]",
		  "sticker": "[sticker]",
		  "system": null,
		  "text": "Is it open on Sunday?",
		  "unsupported": "[unsupported]",
		  "voice": "[voice message]",
		  "withoutNumber": "Hi",
		}
	`);
});

test('a status says nothing', () => {
	for (const { chatInput } of Object.values(all(STATUSES, fromWati))) expect(chatInput).toBeNull();
	for (const { chatInput } of Object.values(all(meta.STATUSES, fromMeta))) {
		expect(chatInput).toBeNull();
	}
});

test('a session is one person, in both copies of an event and all forms of a number', () => {
	const { sessionId } = fromWati(TEXT);
	expect(fromWati(bsuidTwin(TEXT)).sessionId).toBe(sessionId);
	expect(fromWati({ ...TEXT, waId: '554198765432' }).sessionId).toBe(
		fromWati({ ...TEXT, waId: '5541998765432' }).sessionId,
	);
});

test('a session of Meta stays the same when the number is left out', () => {
	const bsuid = 'US.13491208655302741918';
	const text = meta.message('wamid.A1', { type: 'text', text: { body: 'Hi' } });
	const named = { ...text, from_user_id: bsuid };
	const contacts = [{ profile: { name: 'Ada' }, user_id: bsuid }];
	const withNumber = fromMeta(meta.messages({ contacts, messages: [named] }));
	const without = fromMeta(meta.messages({ contacts, messages: [{ ...named, from: undefined }] }));
	expect(withNumber.whatsappNumber).toBe(meta.ADA);
	expect(without.whatsappNumber).toBeNull();
	expect([withNumber.sessionId, without.sessionId]).toEqual([bsuid, bsuid]);
});
