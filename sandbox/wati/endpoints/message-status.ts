import { asOfNow } from '../../state/wati/progress';
import { failure, success } from '../answers';
import type { WatiCall, WatiRoute } from '../call';

const SHORTEST_ID = 10;
const LONGEST_ID = 64;

export const messageStatusRoutes: WatiRoute[] = [
	{
		method: 'GET',
		pattern: '/api/v1/whatsApp/messages/{channelPhoneNumber}/{localMessageId}',
		throughMaton: false,
		handle: getMessageStatus,
	},
];

/** The status record of one outbound message. */
function getMessageStatus(call: WatiCall) {
	const { channelPhoneNumber, localMessageId = '' } = call.params;
	if (localMessageId.length < SHORTEST_ID || localMessageId.length > LONGEST_ID) {
		const info = `Local message ID length must be between ${SHORTEST_ID} and ${LONGEST_ID} characters`;
		throw failure(call, { result: false, info });
	}
	if (channelPhoneNumber !== call.tenant.channelPhoneNumber) {
		throw failure(call, { result: false, info: 'Channel not found' });
	}
	for (const contact of call.tenant.contacts.all()) {
		const stored = call.tenant.conversation(contact).sentWith(localMessageId);
		if (!stored) continue;
		const habits = call.world.habitsOf(contact);
		const item = asOfNow(stored, call.settings, habits);
		const failed = 'failedDetail' in item && item.statusString === 'FAILED';
		const failedCode = failed ? (habits.failure?.code ?? '131026') : null;
		return success({ ...item, failedCode });
	}
	throw failure(call, { result: false, info: 'Message Not Found' });
}
