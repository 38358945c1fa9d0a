import type { Broadcast, BroadcastRecipient } from '../../state/wati/broadcast-store';
import { asOfNow } from '../../state/wati/progress';
import { success } from '../answers';
import type { WatiCall, WatiRoute } from '../call';
import { v3Error } from './answers';
import { v3ChannelId, getV3Page, v3Slice } from './inputs';

/** Where a message of a broadcast stands, each step including those before it. */
const STEPS = ['sent', 'delivered', 'read', 'replied'];

type Status = 'pending' | 'failed' | 'sent' | 'delivered' | 'read' | 'replied';

/** Campaigns, as the OpenAPI calls broadcasts. `overview` comes before the pattern that would take its name. */
export const v3BroadcastRoutes: WatiRoute[] = [
	{ method: 'GET', pattern: '/api/ext/v3/broadcasts', throughMaton: false, handle: list },
	{
		method: 'GET',
		pattern: '/api/ext/v3/broadcasts/overview',
		throughMaton: false,
		handle: overview,
	},
	{ method: 'GET', pattern: '/api/ext/v3/broadcasts/{id}', throughMaton: false, handle: get },
	{
		method: 'GET',
		pattern: '/api/ext/v3/broadcasts/{id}/recipients',
		throughMaton: false,
		handle: listRecipients,
	},
];

function ofChannel(call: WatiCall): Broadcast[] {
	return call.tenant.broadcasts.ofChannel(v3ChannelId(call, call.request.query.get('channel')));
}

function list(call: WatiCall) {
	const page = getV3Page(call);
	const all = ofChannel(call);
	return success({ broadcasts: v3Slice(all, page).map(buildShape), ...page, total: all.length });
}

function get(call: WatiCall) {
	const broadcast = find(call);
	const statuses = broadcast.recipients.map((one) => readStatus(call, one));
	return success({
		...buildShape(broadcast),
		statistics: {
			total_recipients: statuses.length,
			total_pending: reached(statuses, 'pending'),
			total_queued: 0,
			total_sending: 0,
			total_sent: reached(statuses, 'sent'),
			total_delivered: reached(statuses, 'delivered'),
			total_read: reached(statuses, 'read'),
			total_replied: reached(statuses, 'replied'),
			total_failed: reached(statuses, 'failed'),
			total_stopped: 0,
		},
	});
}

function listRecipients(call: WatiCall) {
	const page = getV3Page(call);
	const { recipients } = find(call);
	return success({
		recipients: v3Slice(recipients, page).map((one) => readRecipient(call, one)),
		...page,
		total_count: recipients.length,
	});
}

function overview(call: WatiCall) {
	const from = timeIn(call, 'date_from');
	const to = timeIn(call, 'date_to');
	const wanted = (call.request.query.get('search_string') ?? '').toLowerCase();
	const statuses = ofChannel(call)
		.filter(({ created }) => Date.parse(created) >= from && Date.parse(created) <= to)
		.filter(({ name }) => name.toLowerCase().includes(wanted))
		.flatMap(({ recipients }) => recipients.map((one) => readStatus(call, one)));
	return success({
		total_links: 0,
		total_processing: 0,
		total_queued: reached(statuses, 'pending'),
		total_sent: reached(statuses, 'sent'),
		total_delivered: reached(statuses, 'delivered'),
		total_open: reached(statuses, 'read'),
		total_replied: reached(statuses, 'replied'),
		total_failed: reached(statuses, 'failed'),
		total_stopped: 0,
		total_sending: 0,
	});
}

function find({ tenant, params }: WatiCall): Broadcast {
	const broadcast = tenant.broadcasts.find(params.id ?? '');
	if (!broadcast) throw v3Error(404, 'Broadcast not found');
	return broadcast;
}

/** A date and time, both of which the overview requires. */
function timeIn({ request }: WatiCall, name: string): number {
	const at = Date.parse(request.query.get(name) ?? '');
	if (Number.isNaN(at)) throw v3Error(400, `${name} is invalid`);
	return at;
}

function buildShape(broadcast: Broadcast) {
	return {
		id: broadcast.id,
		channel_id: broadcast.channelId,
		name: broadcast.name,
		status: broadcast.hasLeft ? 'completed' : 'scheduled',
		template_id: broadcast.template.id,
		fallback_templates: [],
		created: broadcast.created,
		last_updated: broadcast.lastUpdated,
		scheduled_at: broadcast.scheduledAt,
	};
}

/** How many got that far. */
function reached(statuses: Status[], step: Status): number {
	const far = STEPS.includes(step) ? STEPS.slice(STEPS.indexOf(step)) : [step];
	return statuses.filter((status) => far.includes(status)).length;
}

function readStatus({ tenant, world, settings }: WatiCall, recipient: BroadcastRecipient): Status {
	const { contact, item } = recipient;
	if (!contact || !item) return 'pending';
	const now = asOfNow(item, settings, world.habitsOf(contact));
	const status = 'statusString' in now ? now.statusString.toLowerCase() : 'sent';
	if (status !== 'failed' && tenant.conversation(contact).isAnswered(item)) return 'replied';
	return status as Status;
}

function readRecipient(call: WatiCall, recipient: BroadcastRecipient) {
	const { contact, item } = recipient;
	const status = readStatus(call, recipient);
	const { failure } = contact ? call.world.habitsOf(contact) : {};
	return {
		id: recipient.id,
		contact_id: contact?.id ?? null,
		contact_name: contact?.fullName ?? null,
		contact_phone: contact?.phone ?? recipient.target,
		status,
		failed_code: status === 'failed' ? (failure?.code ?? '131026') : null,
		local_message_id: recipient.localMessageId,
		message_id: item?.id ?? null,
		custom_params: recipient.parameters,
		created: recipient.created,
	};
}
