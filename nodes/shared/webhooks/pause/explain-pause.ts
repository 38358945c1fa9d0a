import { writeCount } from '../../formatting/write-count';
import type { TriggerStatus } from '../memory/status';

/** What the option Human Pause does in a trigger; empty while it does nothing. */
export function explainPause({
	paused,
	pausedChats,
}: Pick<TriggerStatus, 'paused' | 'pausedChats'>): string {
	if (paused === 0 && pausedChats === 0) return '';
	return `People are answering ${writeCount(pausedChats, 'chat')}, so the trigger is silent there. For that reason, ${writeCount(paused, 'message')} started nothing so far. Conversation: Resume Bot ends the pause of a chat.`;
}
