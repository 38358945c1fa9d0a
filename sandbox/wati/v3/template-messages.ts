import type { Broadcast } from '../../state/wati/broadcast-store';
import type { Template } from '../../state/wati/shapes';
import { TEMPLATE_FAILURE, success } from '../answers';
import type { WatiCall, WatiRoute } from '../call';
import { isObject, type JsonObject } from '../../http/json';
import { approvedTemplate } from '../rules/template-rules';
import {
	INVALID_NUMBER,
	findObstacle,
	sendToReceiver,
	sendToRecipient,
	type Receiver,
} from '../rules/template-sending';
import { v3Error } from './answers';
import { v3Body, v3ChannelId, v3Text } from './inputs';

const MOST_RECIPIENTS = 10_000;

const COMMON = ['channel', 'template_name', 'broadcast_name', 'recipients'];
const OF_RECIPIENT = ['phone_number', 'target', 'local_message_id', 'custom_params'];

/** Templates to many at once, now or at a time (official OpenAPI, "Message templates"). */
export const v3TemplateMessageRoutes: WatiRoute[] = [
	{
		method: 'POST',
		pattern: '/api/ext/v3/messageTemplates/send',
		throughMaton: false,
		handle: sendNow,
	},
	{
		method: 'POST',
		pattern: '/api/ext/v3/messageTemplates/schedule',
		throughMaton: false,
		handle: schedule,
	},
];

interface ToMany {
	template: Template | undefined;
	name: string;
	channelId: string | null;
	receivers: Receiver[];
}

interface RecipientAnswer {
	local_message_id: string;
	phone_number: string;
	errors: string[];
}

function sendNow(call: WatiCall) {
	const { template, name, channelId, receivers } = readBody(call, v3Body(call, COMMON));
	if (!template) return refused();
	const broadcast = call.tenant.broadcasts.add({ name, template, channelId });
	const recipients = withoutDropped(call, receivers).map((receiver) => {
		const sent = sendToReceiver(call, template, broadcast, receiver);
		return buildAnswer(receiver, sent.localMessageId, sent.sent ? undefined : sent.error);
	});
	return accepted(broadcast, recipients);
}

/** Keeps who is to get the template, and sends it when its time has come. */
function schedule(call: WatiCall) {
	const body = v3Body(call, [...COMMON, 'scheduled_at']);
	const at = parseFuture(v3Text(body, 'scheduled_at'));
	const { template, name, channelId, receivers } = readBody(call, body);
	if (!template) return refused();
	const { world, tenant } = call;
	const broadcast = tenant.broadcasts.add({ name, template, channelId }, at);
	const recipients = withoutDropped(call, receivers).map((receiver) => {
		const localMessageId = receiver.localMessageId ?? world.ids.uuid();
		const error = findObstacle(tenant, template, receiver)?.error;
		const { target, parameters } = receiver;
		if (error === undefined) {
			tenant.broadcasts.join(broadcast, { target, localMessageId, parameters });
		}
		return buildAnswer(receiver, localMessageId, error);
	});
	call.tookEffect();
	world.timers.at(at, () => {
		broadcast.hasLeft = true;
		const sender = { world, tenant, tookEffect: () => undefined };
		for (const recipient of broadcast.recipients) sendToRecipient(sender, broadcast, recipient);
	});
	return accepted(broadcast, recipients);
}

/** Receivers that WATI does not drop without a word (docs.wati.io, "Errors"). */
function withoutDropped({ leftOut }: WatiCall, receivers: Receiver[]): Receiver[] {
	return receivers.filter(({ target }) => !leftOut.has(target));
}

function readBody(call: WatiCall, body: JsonObject): ToMany {
	return {
		template: approvedTemplate(call.tenant, v3Text(body, 'template_name')),
		name: v3Text(body, 'broadcast_name'),
		channelId: v3ChannelId(call, body.channel),
		receivers: receiversIn(body.recipients),
	};
}

function receiversIn(recipients: unknown): Receiver[] {
	if (!Array.isArray(recipients) || recipients.length === 0) {
		throw v3Error(400, 'recipients is required');
	}
	if (recipients.length > MOST_RECIPIENTS) {
		throw v3Error(400, `recipients must have at most ${MOST_RECIPIENTS} entries`);
	}
	return recipients.map((entry: unknown) => {
		if (!isObject(entry)) throw v3Error(400, 'Request body is invalid');
		const odd = Object.keys(entry).find((name) => !OF_RECIPIENT.includes(name));
		if (odd !== undefined) throw v3Error(400, `Property ${odd} is not allowed`);
		// The OpenAPI has the number alone; newer pages take a target in its place.
		const target = v3Text(entry, entry.target === undefined ? 'phone_number' : 'target');
		// A channel stands beside the recipients, never in front of one of them.
		if (target.includes(':')) throw v3Error(400, 'Target is invalid');
		const { local_message_id: localMessageId } = entry;
		const parameters = parametersIn(entry.custom_params);
		return typeof localMessageId === 'string'
			? { target, parameters, localMessageId }
			: { target, parameters };
	});
}

function parametersIn(given: unknown): Receiver['parameters'] {
	if (given === undefined || given === null) return [];
	const list: unknown[] | undefined = Array.isArray(given) ? given : undefined;
	if (!list?.every(isObject)) throw v3Error(400, 'custom_params is invalid');
	return list.map((pair) => ({ name: v3Text(pair, 'name'), value: String(pair.value ?? '') }));
}

function parseFuture(text: string): number {
	const at = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;
	if (Number.isNaN(at)) throw v3Error(400, 'scheduled_at is invalid');
	if (at <= Date.now()) throw v3Error(400, 'scheduled_at must be in the future');
	return at;
}

function buildAnswer(
	{ target }: Receiver,
	localMessageId: string,
	error: string | undefined,
): RecipientAnswer {
	// v3 has its own words for this one (official OpenAPI, example).
	const told = error === INVALID_NUMBER ? 'Invalid phone number format.' : error;
	const errors = told === undefined ? [] : [told];
	return { local_message_id: localMessageId, phone_number: target, errors };
}

/** `success` stays true although some recipients have errors (official OpenAPI, example). */
function accepted({ id }: Broadcast, recipients: RecipientAnswer[]) {
	return success({ success: true, broadcast_id: id, error: null, recipients });
}

/** A template that cannot be sent is refused with 200 (docs.wati.io, "Errors"). */
function refused() {
	const none = { broadcast_id: null, recipients: [] };
	return success({ success: false, error: TEMPLATE_FAILURE, ...none });
}
