import type { INodeProperties } from 'n8n-workflow';

import { channel } from '../channel/channel-fields';
import { buildOptionsField } from '../../../shared/fields/fields';
import { contactNumber } from '../fields';

/** Which chat a v3 operation is about. */
export const chat: INodeProperties = {
	...contactNumber,
	description:
		'Number of the contact with country code, a contact picked by name, or a conversation ID',
};

/** The channel the chat is in. */
export const chatOptions: INodeProperties = buildOptionsField(channel);

export const tag: INodeProperties = {
	displayName: 'Tag',
	name: 'tag',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. vip',
	description: 'Name of a tag that exists in WATI',
};
