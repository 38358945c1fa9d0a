import type { TriggerStatus } from '../memory/status';

/** What the option Human Pause does in a trigger; empty while it does nothing. */
export function explainPause({
	paused,
	pausedChats,
}: Pick<TriggerStatus, 'paused' | 'pausedChats'>): string {
	if (paused === 0 && pausedChats === 0) return '';
	const chats = pausedChats === 1 ? '1 chat' : `${pausedChats} chats`;
	const messages = paused === 1 ? '1 message' : `${paused} messages`;
	return `People are answering ${chats}, so the trigger is silent there. For that reason, ${messages} started nothing so far. Conversation: Resume Bot ends the pause of a chat.`;
}
