import { accountRoutes } from './account';
import { bulkRoutes } from './bulk-sending';
import type { WatiRoute } from './call';
import { contactRoutes } from './contacts';
import { interactiveRoutes } from './interactive';
import { messageStatusRoutes } from './message-status';
import { messageRoutes } from './messages';
import { templateRoutes } from './templates';
import { webhookEndpointRoutes } from './webhook-endpoints';

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
