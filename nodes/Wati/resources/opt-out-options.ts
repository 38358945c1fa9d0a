import type { INodeProperties } from 'n8n-workflow';

import { DEFAULT_ATTRIBUTE } from '../requests/contact/opt-out-attribute';

/** Which attribute of a contact says that it opted out. */
export const optOutAttribute: INodeProperties = {
	displayName: 'Opt-Out Attribute',
	name: 'optOutAttribute',
	type: 'string',
	default: DEFAULT_ATTRIBUTE,
	description:
		'The attribute of a contact in WATI that says that somebody opted out. Any value but no, false, 0, off or nothing says so.',
};

/** Leaves people out of a send who opted out. */
export const respectOptOut: INodeProperties = {
	displayName: 'Respect Opt-Out',
	name: 'respectOptOut',
	type: 'boolean',
	default: true,
	description:
		'Whether to read the contact first, and to send nothing to somebody who opted out: by the attribute under Opt-Out Attribute, or since broadcasts are switched off for them in WATI. Costs a call for each person.',
};
