import type { IHttpRequestOptions } from 'n8n-workflow';

import type { MessageOverrides } from '../../errors/catalogue';
import type { Service } from '../service';

/**
 * The catalogue's messages for a request. A write that is no message stands in no chat, so after an unknown outcome none is to
 * be looked at.
 */
export function getFailureMessages(
	{ name, messages, isSend }: Service,
	options: IHttpRequestOptions,
): MessageOverrides {
	if (isSend(options)) return messages;
	const advice = `The request left, but no clear answer came back, so it was not repeated. Look in ${options.url.startsWith('/connections') ? 'Maton' : name} whether it took effect before doing it again.`;
	return { ...messages, 'outcome-unknown': { ...messages['outcome-unknown'], advice } };
}
