import { readCustomerScripts } from './webhooks';
import { readFields, numberIn, optionalText, textIn } from './inputs';
import type { ReceivedRequest } from '../http/exchange';
import type { Sandbox } from '../interface';
import { sampleFile } from '../files/sample-files';
import type { BusinessAccount } from '../state/business/account';
import type { BusinessMessage } from '../state/business/shapes';
import { isObject, type JsonObject } from '../http/json';
import { META_APP_ID } from '../meta/webhooks/subscriptions';
import { USER_ID_FORMS, preferenceChange, templateStatusChange } from '../meta/webhooks/payloads';

const TEMPLATE_STATUSES = ['APPROVED', 'PENDING', 'REJECTED', 'PAUSED', 'DISABLED'] as const;

/** What a customer of a business number writes, in Meta's own form. */
interface Written {
	/** A number or a BSUID. */
	customer: string;
	/** The business number written to. */
	phoneNumberId: string;
	type: string;
	/** What stands under the name of the type, e.g. `{ body: 'Hello' }`; a list for contacts. */
	content: JsonObject | unknown[];
	replyTo?: string;
	/** The group that it is written in. */
	groupId?: string;
}

/** A file of the sandbox that the customer sends, as Meta keeps and tells it. */
function fileContent(account: BusinessAccount, fields: JsonObject): JsonObject {
	const { fileName, contentType, content } = sampleFile(textIn(fields.file, 'file'));
	const { size } = fields;
	const bytes = size === undefined ? content : Buffer.alloc(numberIn(size, 'size'), 0x61);
	const media = account.media.add({ fileName, mimeType: contentType, content: bytes });
	const caption = optionalText(fields.caption, 'caption');
	return {
		...(fields.type === 'document' ? { filename: fileName } : {}),
		...(fields.type === 'audio' ? { voice: true } : {}),
		...(caption === undefined ? {} : { caption }),
		mime_type: media.mimeType,
		sha256: media.sha256,
		id: media.id,
	};
}

function contentIn(
	account: BusinessAccount,
	fields: JsonObject,
): Pick<Written, 'type' | 'content'> {
	if (fields.text !== undefined) {
		return { type: 'text', content: { body: textIn(fields.text, 'text') } };
	}
	const type = textIn(fields.type, 'type');
	if (fields.file !== undefined) return { type, content: fileContent(account, fields) };
	if (!isObject(fields.content) && !Array.isArray(fields.content)) {
		throw new Error('content must be an object, or a list for contacts.');
	}
	return { type, content: fields.content };
}

/** The number or the BSUID of who writes; a username goes with a BSUID. */
function customerIn(
	account: BusinessAccount,
	{ whatsappNumber, userId, username }: JsonObject,
): string {
	if (userId === undefined) return textIn(whatsappNumber, 'whatsappNumber');
	const id = textIn(userId, 'userId');
	if (username !== undefined) account.customers.setUsername(id, textIn(username, 'username'));
	return id;
}

function writtenIn(account: BusinessAccount, number: string, fields: JsonObject): Written {
	const phoneNumberId = optionalText(fields.phoneNumberId, 'phoneNumberId') ?? number;
	if (!account.phones.has(phoneNumberId)) throw new Error(`There is no number ${phoneNumberId}.`);
	return {
		customer: customerIn(account, fields),
		phoneNumberId,
		replyTo: optionalText(fields.replyTo, 'replyTo'),
		groupId: optionalText(fields.groupId, 'groupId'),
		...contentIn(account, fields),
	};
}

function textOfContent({ content }: Written): string {
	const { body, caption } = isObject(content) ? content : {};
	return [body, caption].find((text) => typeof text === 'string') ?? '';
}

/** Steers what Meta's side of the sandbox posts. */
export const metaControls: Record<
	string,
	(controlled: { sandbox: Sandbox }, request: ReceivedRequest) => unknown
> = {
	'PUT business/subscription': async ({ sandbox }, request) => {
		const { callbackUrl, verifyToken, appSecret } = readFields(request);
		await sandbox.businessWebhooks.subscribe({
			callbackUrl: textIn(callbackUrl, 'callbackUrl'),
			verifyToken: textIn(verifyToken, 'verifyToken'),
			appSecret: textIn(appSecret, 'appSecret'),
		});
		return { ok: true };
	},
	'DELETE business/subscription': async ({ sandbox }) => {
		await sandbox.businessWebhooks.subscribe();
		return { ok: true };
	},
	/** One message, or a list of them, which come in one call. */
	'POST business/customer': ({ sandbox }, request) => {
		const fields = readFields(request);
		const list = Array.isArray(fields.messages) ? fields.messages.filter(isObject) : [fields];
		const account = sandbox.businessAccount();
		const number = optionalText(fields.phoneNumberId, 'phoneNumberId');
		const messages = list
			.map((one) => writtenIn(account, number ?? sandbox.business.phoneNumberId, one))
			.map((written): BusinessMessage => {
				const { phoneNumberId, customer, type, content, replyTo, groupId } = written;
				const text = textOfContent(written);
				const message = { type, content, text, replyTo, groupId };
				return account.receive(phoneNumberId, customer, message);
			});
		const form = USER_ID_FORMS.find((one) => one === fields.userIdForm);
		sandbox.businessWebhooks.received(account, messages, form);
		return { ids: messages.map(({ id }) => id) };
	},
	/** Customers who answer in text by themselves: scripts as `POST customer-script` takes them. */
	'POST business/customer-script': ({ sandbox }, request) => {
		sandbox.businessCustomersAct(...readCustomerScripts(request));
		return { ok: true };
	},
	/** What a customer has got, oldest first: `?whatsappNumber=`. */
	'GET business/messages': ({ sandbox }, { query }) => {
		const account = sandbox.businessAccount();
		const { waId, userId } = account.customers.find(query.get('whatsappNumber') ?? '');
		return account.messages.filter(
			(one) =>
				one.from === 'business' && (waId === null ? one.userId === userId : one.waId === waId),
		);
	},
	/** A customer stops or resumes marketing messages: `{ whatsappNumber, value: 'stop' }`. */
	'POST business/preference': ({ sandbox }, request) => {
		const fields = readFields(request);
		const account = sandbox.businessAccount();
		const number = optionalText(fields.phoneNumberId, 'phoneNumberId');
		const { value } = fields;
		if (value !== 'stop' && value !== 'resume') throw new Error('value must be stop or resume.');
		const customer = account.customers.find(customerIn(account, fields));
		const key = account.customers.keyOf(customer.waId ?? customer.userId);
		if (value === 'stop') account.stoppedMarketing.add(key);
		else account.stoppedMarketing.delete(key);
		const phoneNumberId = number ?? sandbox.business.phoneNumberId;
		const change = preferenceChange(account, phoneNumberId, customer, value);
		sandbox.businessWebhooks.post(account, [change], customer.userId);
		return { ok: true };
	},
	/** Any other change: `{ field, value }`. */
	'POST business/change': ({ sandbox }, request) => {
		const { field, value } = readFields(request);
		const change = { field: textIn(field, 'field'), value: isObject(value) ? value : {} };
		sandbox.businessWebhooks.post(sandbox.businessAccount(), [change]);
		return { ok: true };
	},
	/** A template gets another status: `{ name, language, status, reason }`. */
	'POST business/template': ({ sandbox }, request) => {
		const { name, language = 'en_US', status, reason = 'NONE' } = readFields(request);
		const account = sandbox.businessAccount();
		const template = account.templates.find(
			(one) => one.name === name && one.language === language,
		);
		if (!template) throw new Error(`There is no template ${String(name)}.`);
		const wanted = TEMPLATE_STATUSES.find((one) => one === status);
		if (!wanted) throw new Error(`status must be one of ${TEMPLATE_STATUSES.join(', ')}.`);
		template.status = wanted;
		sandbox.businessWebhooks.post(account, [
			templateStatusChange(template, textIn(reason, 'reason')),
		]);
		return { ok: true };
	},
	'POST business/repeat': ({ sandbox }, request) => {
		sandbox.repeatDelivery(numberIn(readFields(request).number, 'number'));
		return { ok: true };
	},
	'GET business/deliveries': async ({ sandbox }) => {
		await sandbox.webhooksSettled();
		return sandbox.deliveries.filter(({ webhookId }) => webhookId === META_APP_ID);
	},
};
