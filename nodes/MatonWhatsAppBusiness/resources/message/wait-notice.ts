import type { INodeProperties } from 'n8n-workflow';

/**
 * Says what must be there for news to arrive: Meta has nothing to look them up in.
 *
 * @param news what is waited for, e.g. `Replies`
 */
export function waitNotice(news: string, name: string): INodeProperties {
	return {
		displayName: `${news} arrive through a published WhatsApp Business Trigger whose "Hand Over to Waiting Executions" is on.`,
		name,
		type: 'notice',
		default: '',
	};
}
