import type { IDataObject } from 'n8n-workflow';

import { readTexts } from '../../../shared/formatting/read-texts';
import { setFollowing, type BodyChange } from '../../../shared/http/lazy-body';
import { choiceParameter } from '../../../shared/parameters/input';
import { numberLocalMessageId, readLocalMessageId } from './local-message-id';
import type { Step } from '../../../shared/parameters/pre-send';

/** docs.wati.io, "sendSessionMessage": 0 to 4096 characters; WATI refuses an empty text. */
const LONGEST_TEXT = 4_096;

/** A further message of the same text: it quotes nothing, and its own ID tells its place. */
function followingText(messageText: string, place: number, localMessageId?: string): BodyChange {
	const ownId = localMessageId && numberLocalMessageId(localMessageId, place);
	return {
		qs: { messageText, replyContextId: undefined, localMessageId: ownId },
		body: new URLSearchParams({ messageText }),
	};
}

/** Query parameters that only session messages know; empty ones are left out. */
export const sessionOptions: Step = function (options) {
	const chosen = this.getNodeParameter('options', {}) as IDataObject;
	const qs: IDataObject = { ...options.qs };
	const labels = { channelPhoneNumber: 'Channel Number', replyContextId: 'Reply To Message ID' };
	for (const [name, label] of Object.entries(labels)) {
		const value = choiceParameter(this, `options.${name}`, label);
		if (value !== '') qs[name] = value;
	}
	const localMessageId = readLocalMessageId(chosen.localMessageId);
	options.qs = localMessageId === undefined ? qs : { ...qs, localMessageId };
	return options;
};

/**
 * Puts the text where each reading of the API looks for it: WATI's docs and spec E take it from the query,
 * spec A from a form body. A server reads one of them and ignores the other; a JSON body is read by none.
 * Stands behind the options, which the messages that a long text makes beyond the first share.
 */
export const sessionText: Step = function (options) {
	const [messageText, ...following] = readTexts(this, LONGEST_TEXT);
	const localMessageId = options.qs?.localMessageId as string | undefined;
	options.qs = { ...options.qs, messageText };
	options.body = new URLSearchParams({ messageText });
	setFollowing(
		options,
		following.map((text, at) => followingText(text, at + 2, localMessageId)),
	);
	return options;
};
