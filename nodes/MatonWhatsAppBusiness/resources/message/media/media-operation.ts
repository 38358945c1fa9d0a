import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { binaryInput, caption } from '../../../../shared/fields/fields';
import type { MediaKind } from '../../../../shared/files/whatsapp-files';
import type { Operation } from '../../../../shared/fields/operation';
import { mediaMessage } from '../../../requests/media-message';
import { mediaId } from '../../fields';
import { messageOperation } from '../message-operation';

/** How the name of such a file may end. */
const ENDINGS: Record<MediaKind, string> = {
	audio: 'mp3',
	document: 'pdf',
	image: 'jpg',
	sticker: 'webp',
	video: 'mp4',
};

/** The caption of what is looked at. */
export const pictureCaption = { ...caption, placeholder: 'e.g. Our new collection' };

/** Where the file of a message comes from. */
const buildSource = (kind: MediaKind): INodeProperties[] => [
	{
		displayName: 'File Source',
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
				description: 'An uploaded file, or a file from a customer',
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
		placeholder: `e.g. https://www.example.com/file.${ENDINGS[kind]}`,
		description: 'Public address of the file',
		displayOptions: { show: { mediaSource: ['link'] } },
	},
	...updateDisplayOptions({ show: { mediaSource: ['id'] } }, [mediaId]),
];

/**
 * An operation that sends one kind of file.
 *
 * @param own fields of this kind
 */
export function mediaOperation(
	kind: MediaKind,
	option: Operation['option'],
	...own: INodeProperties[]
): Operation {
	return messageOperation(option, mediaMessage(kind), [...buildSource(kind), ...own]);
}
