import type { INodeProperties } from 'n8n-workflow';

import { DEFAULT_ATTRIBUTE } from '../requests/contact/opt-out-attribute';

/** Which attribute of a contact says that it opted out. */
export const optOutAttribute: INodeProperties = {
	displayName: 'Opt-Out Attribute',
	name: 'optOutAttribute',
	type: 'string',
	default: DEFAULT_ATTRIBUTE,
	description:
		'The contact attribute that marks people who opted out. Any value except no, false, 0, off or nothing counts.',
};

/** Leaves people out of a send who opted out. */
export const respectOptOut: INodeProperties = {
	displayName: 'Respect Opt-Out',
	name: 'respectOptOut',
	type: 'boolean',
	default: true,
	description:
		'Whether to read the contact first and skip people who opted out, by the Opt-Out Attribute or because broadcasts are off for them in WATI. Takes one call per person.',
};
