import { accountRoutes } from './account';
import { bulkRoutes } from './bulk-sending';
import type { WatiRoute } from './call';
import { contactRoutes } from './contacts';
import { interactiveRoutes } from './interactive';
import { messageRoutes } from './messages';
import { templateRoutes } from './templates';

/** Every WATI endpoint the sandbox serves. */
export const watiRoutes: readonly WatiRoute[] = [
	...contactRoutes,
	...messageRoutes,
	...interactiveRoutes,
	...templateRoutes,
	...bulkRoutes,
	...accountRoutes,
];
