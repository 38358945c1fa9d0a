import { Refusal } from '../../http/exchange';
import type { WatiCall, WatiRoute } from '../call';
import { v3AccountRoutes } from './account';
import { v3Error } from './answers';
import { v3BroadcastRoutes } from './broadcasts';
import { v3ChannelRoutes } from './channels';
import { v3ChatbotRoutes } from './chatbots';
import { v3ContactRoutes } from './contacts';
import { v3ConversationRoutes } from './conversations';
import { v3FileRoutes } from './file-via-url';
import { v3TemplateMessageRoutes } from './template-messages';
import { v3WebhookRoutes } from './webhooks';

const all: WatiRoute[] = [
	...v3ContactRoutes,
	...v3ConversationRoutes,
	...v3FileRoutes,
	...v3ChannelRoutes,
	...v3TemplateMessageRoutes,
	...v3BroadcastRoutes,
	...v3ChatbotRoutes,
	...v3WebhookRoutes,
	...v3AccountRoutes,
];

/**
 * Every v3 endpoint the sandbox serves: at the host's root without a tenant, with the account's own token
 * and never through Maton.
 */
export const v3Routes: readonly WatiRoute[] = all.map((route) => ({
	...route,
	handle: (call) => {
		checkPlan(call);
		return route.handle(call);
	},
}));

function checkPlan({ settings }: WatiCall): void {
	if (settings.v3Access === 'refused') {
		throw v3Error(403, 'This feature is not available in your current plan');
	}
	if (settings.v3Access === 'absent') throw new Refusal({ status: 404 });
}
