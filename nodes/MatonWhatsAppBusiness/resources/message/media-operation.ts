import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { prepare } from '../../../Wati/requests/prepare';
import { binaryInput, optionsOf } from '../../../Wati/resources/fields';
import type { Operation } from '../../../Wati/resources/operation';
import { graphPath } from '../../requests/graph-path';
import { mediaMessage, type MediaKind } from '../../requests/media-message';
import { accepted } from '../../responses/readers';
import { sendMessage } from '../../transport/send-message';
import { envelope, mediaId, replyTo } from '../fields';

/** Where the file of a message comes from. */
const source: INodeProperties[] = [
	{
		displayName: 'Media Source',
		name: 'mediaSource',
		type: 'options',
		default: 'link',
		options: [
			{
				name: 'Binary Field',
				value: 'binary',
				description: 'A file from the previous node, uploaded before the message leaves',
			},
			{
				name: 'Link',
				value: 'link',
				description: 'A public web address, which Meta opens without a login',
			},
			{
				name: 'Media ID',
				value: 'id',
				description: 'A file that was uploaded, or that a customer sent',
			},
		],
	},
	{ ...binaryInput, displayOptions: { show: { mediaSource: ['binary'] } } },
	{
		displayName: 'Link',
		name: 'mediaLink',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://www.example.com/file.pdf',
		description: 'Public address of the file',
		displayOptions: { show: { mediaSource: ['link'] } },
	},
	...updateDisplayOptions({ show: { mediaSource: ['id'] } }, [mediaId]),
];

/** Text below a file. */
export const caption: INodeProperties = {
	displayName: 'Caption',
	name: 'caption',
	type: 'string',
	default: '',
	placeholder: 'e.g. Your invoice for May',
	description: 'Text below the file, up to 1,024 characters',
};

/**
 * An operation that sends one kind of file.
 *
 * @param own fields of this kind
 */
export function mediaOperation(
	kind: MediaKind,
	{ name, value, action, description }: Operation['option'],
	...own: INodeProperties[]
): Operation {
	return {
		option: {
			name,
			value,
			action,
			description,
			routing: {
				request: { method: 'POST', url: '/{version}/{phoneNumberId}/messages' },
				operations: { pagination: sendMessage },
				send: { preSend: [prepare(graphPath, ...mediaMessage(kind))] },
				output: { postReceive: [accepted] },
			},
		},
		fields: [...envelope, ...source, ...own, optionsOf(replyTo)],
	};
}
