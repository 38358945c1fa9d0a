import { row, type SetupCheck } from '../../http/beside/setup-check';
import type { RequestSession } from '../../http/pipeline';
import { explainPause } from '../../webhooks/pause/explain-pause';
import type { WaitingNode } from '../waiting-node';
import { readStatuses } from './read-statuses';

/** Whether the triggers of the workflow are silent in chats that people answer, as a row of Check Setup. */
export async function checkPauses(
	{ context }: RequestSession,
	node: WaitingNode,
): Promise<SetupCheck> {
	const { known, silent } = await readStatuses(context, node);
	if (silent.length > 0) {
		return row(
			'pausedChats',
			'unknown',
			`This process of n8n does not know what '${silent.join("', '")}' does: no answer came from the Production URL`,
			'Publish the workflow. In queue mode let the workers of n8n reach that URL.',
		);
	}
	if (known.length === 0) {
		return row('pausedChats', 'unknown', 'This workflow has no published trigger');
	}
	const pauses = known.map((status) => explainPause(status)).filter((text) => text !== '');
	return row('pausedChats', 'ok', pauses.join(' ') || 'No chat is paused while a person answers');
}
