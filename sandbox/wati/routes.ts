import { accountRoutes } from './endpoints/account';
import { bulkRoutes } from './endpoints/bulk-sending';
import type { WatiRoute } from './call';
import { contactRoutes } from './endpoints/contacts';
import { interactiveRoutes } from './endpoints/interactive';
import { messageStatusRoutes } from './endpoints/message-status';
import { messageRoutes } from './endpoints/messages';
import { templateRoutes } from './endpoints/templates';
import { webhookEndpointRoutes } from './endpoints/webhook-endpoints';

/** Every v1 and v2 endpoint the sandbox serves, behind the tenant. */
export const watiRoutes: readonly WatiRoute[] = [
	...contactRoutes,
	...messageRoutes,
	...messageStatusRoutes,
	...interactiveRoutes,
	...templateRoutes,
	...bulkRoutes,
	...accountRoutes,
	...webhookEndpointRoutes,
];
