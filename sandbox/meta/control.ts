import { fieldsOf, numberIn, optionalText, textIn } from '../control-inputs';
import type { ReceivedRequest } from '../http';
import type { Sandbox } from '../interface';
import type { BusinessMessage } from '../state/business-account';
import { isObject, type JsonObject } from '../wati/inputs';

/** What a customer of a business number writes, in Meta's own form. */
interface Written {
	whatsappNumber: string;
	type: string;
	/** What stands under the name of the type, e.g. `{ body: 'Hello' }`. */
	content: JsonObject;
	replyTo?: string;
}

function writtenIn(fields: JsonObject): Written {
	const whatsappNumber = textIn(fields.whatsappNumber, 'whatsappNumber');
	const replyTo = optionalText(fields.replyTo, 'replyTo');
	if (fields.text !== undefined) {
		const content = { body: textIn(fields.text, 'text') };
		return { whatsappNumber, type: 'text', content, replyTo };
	}
	const type = textIn(fields.type, 'type');
	if (!isObject(fields.content)) throw new Error('content must be an object.');
	return { whatsappNumber, type, content: fields.content, replyTo };
}

function textOfContent({ content }: Written): string {
	return typeof content.body === 'string' ? content.body : '';
}

/** Steers what Meta's side of the sandbox posts. */
export const metaControls: Record<
	string,
	(controlled: { sandbox: Sandbox }, request: ReceivedRequest) => unknown
> = {
	'PUT business/subscription': async ({ sandbox }, request) => {
		const { callbackUrl, verifyToken, appSecret } = fieldsOf(request);
		await sandbox.businessWebhooks.subscribe({
			callbackUrl: textIn(callbackUrl, 'callbackUrl'),
			verifyToken: textIn(verifyToken, 'verifyToken'),
			appSecret: textIn(appSecret, 'appSecret'),
		});
		return { ok: true };
	},
	'DELETE business/subscription': async ({ sandbox }) => {
		await sandbox.businessWebhooks.subscribe(undefined);
		return { ok: true };
	},
	/** One message, or a list of them, which come in one call. */
	'POST business/customer': ({ sandbox }, request) => {
		const fields = fieldsOf(request);
		const list = Array.isArray(fields.messages) ? fields.messages.filter(isObject) : [fields];
		const account = sandbox.businessAccount();
		const phoneNumberId =
			optionalText(fields.phoneNumberId, 'phoneNumberId') ?? sandbox.business.phoneNumberId;
		const messages = list.map(writtenIn).map((written): BusinessMessage => {
			const { whatsappNumber, type, content, replyTo } = written;
			const text = textOfContent(written);
			return account.receive(phoneNumberId, whatsappNumber, { type, content, text, replyTo });
		});
		sandbox.businessWebhooks.received(account, phoneNumberId, messages);
		return { ids: messages.map(({ id }) => id) };
	},
	/** Any other change: `{ field, value }`. */
	'POST business/change': ({ sandbox }, request) => {
		const { field, value } = fieldsOf(request);
		const change = { field: textIn(field, 'field'), value: isObject(value) ? value : {} };
		sandbox.businessWebhooks.post(sandbox.businessAccount(), [change]);
		return { ok: true };
	},
	'POST business/repeat': ({ sandbox }, request) => {
		const number = numberIn(fieldsOf(request).number, 'number');
		const delivery = sandbox.businessWebhooks.deliveries.find((one) => one.number === number);
		if (!delivery) throw new Error(`There is no delivery ${number}.`);
		sandbox.businessWebhooks.send(delivery.body);
		return { ok: true };
	},
	'GET business/deliveries': async ({ sandbox }) => {
		await sandbox.businessWebhooks.settled();
		return sandbox.businessWebhooks.deliveries;
	},
};
