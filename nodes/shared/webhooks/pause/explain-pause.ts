import { row, type SetupCheck } from '../../http/beside/setup-check';
import type { RequestSession } from '../../http/pipeline';
import type { TriggerStatus } from '../memory/status';
import { readTriggerStatus } from '../memory/trigger-memory';

/** What the option Human Pause does in a trigger; empty while it does nothing. */
export function explainPause({
	paused,
	pausedChats,
}: Pick<TriggerStatus, 'paused' | 'pausedChats'>): string {
	if (paused === 0 && pausedChats === 0) return '';
	const chats = pausedChats === 1 ? '1 chat' : `${pausedChats} chats`;
	const messages = paused === 1 ? '1 message' : `${paused} messages`;
	return `At present people answer ${chats}, so that the trigger is silent there; so far ${messages} started nothing for that reason. Conversation: Resume Bot ends the pause of a chat.`;
}

/** Whether the triggers of the workflow are silent in chats that people answer, as a row of Check Setup. */
export function buildPauseRow({ context }: RequestSession): SetupCheck {
	const shared = context.getWorkflowStaticData('global');
	const triggers = readTriggerStatus(String(context.getWorkflow().id), shared);
	if (triggers.length === 0) {
		return row('pausedChats', 'unknown', 'This workflow has no published trigger');
	}
	const pauses = triggers.map((status) => explainPause(status)).filter((text) => text !== '');
	return row('pausedChats', 'ok', pauses.join(' ') || 'No chat is paused while a person answers');
}
