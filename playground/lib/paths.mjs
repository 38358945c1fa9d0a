import { join } from 'node:path';

import { playground, root } from '../../scripts/ensure.mjs';

export const PACKAGE_NAME = 'n8n-nodes-maton-wati';

/** Where the tarball waits to be installed. */
export const packedFolder = join(playground, '.packed', 'tarball');
/** All that n8n and the playground write, not under version control: also the user folder of `npm start`. */
export const dataFolder = join(playground, '.n8n');
export const logFolder = join(dataFolder, 'logs');
export const examplesFolder = join(root, 'examples');

export const OWNER = {
	email: 'owner@example.com',
	firstName: 'Playground',
	lastName: 'Owner',
	password: 'Playground1',
};
