import type { StoredItem } from '../../state/wati/shapes';

/** An event of a chat; the OpenAPI gives those that are no messages these five fields alone. */
export function v3Message(item: StoredItem) {
	const event = {
		id: item.id,
		created: item.created,
		conversation_id: item.conversationId,
		ticket_id: item.ticketId,
		event_type: item.eventType,
	};
	if (item.eventType !== 'message') return event;
	return {
		text: item.text,
		type: item.type,
		timestamp: item.created,
		owner: item.owner,
		status: item.statusString.toLowerCase(),
		avatar_url: item.avatarUrl,
		assigned_id: item.assignedId,
		operator_name: item.operatorName,
		failed_detail: item.failedDetail,
		bot_type: 'regular',
		local_message_id: item.localMessageId,
		...event,
	};
}

/** An event of a chat as a live account listed it (100 items, 2026-08; cases/wati/answers/v3-messages-measured.json). */
export function v3Record(item: StoredItem) {
	const event = {
		id: item.id,
		created: item.created,
		conversation_id: item.conversationId,
		ticket_id: item.ticketId,
		event_type: item.eventType,
		timestamp: String(Math.floor(Date.parse(item.created) / 1000)),
	};
	switch (item.eventType) {
		case 'message':
			return {
				...event,
				text: item.text,
				type: item.type,
				owner: item.owner,
				operator_name: item.owner ? item.operatorName : null,
				failed_detail: item.failedDetail,
				status_string: item.statusString,
			};
		case 'broadcastMessage':
			return {
				...event,
				type: null,
				owner: null,
				text: null,
				final_text: item.finalText,
				status_string: item.statusString,
				failed_detail: item.failedDetail,
			};
		case 'ticket':
			return {
				...event,
				type: item.type,
				owner: null,
				event_description: item.eventDescription,
				detailed_event_description: {
					type: item.type,
					actor: item.actor,
					agent_name: item.assignee,
				},
				actor: item.actor,
				assignee: item.assignee,
				topic_name: item.topicName,
			};
	}
}
