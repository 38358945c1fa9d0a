import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** The options by which a trigger fetches the files of messages. */
interface MediaFields {
	downloadMedia: INodeProperties;
	/** Where the file goes, and which files are fetched. */
	others: INodeProperties[];
}

/** Files of messages that both services have. */
const FILE_TYPES: INodePropertyOptions[] = [
	{ name: 'Audio', value: 'audio' },
	{ name: 'Document', value: 'document' },
	{ name: 'Image', value: 'image' },
	{ name: 'Sticker', value: 'sticker' },
	{ name: 'Video', value: 'video' },
];

/**
 * @param service who waits meanwhile, and keeps the file otherwise
 * @param ownTypes of files that only this service has
 */
export function buildMediaFields(
	service: string,
	ownTypes: INodePropertyOptions[] = [],
): MediaFields {
	return {
		downloadMedia: {
			displayName: 'Download Media',
			name: 'downloadMedia',
			type: 'boolean',
			default: true,
			description: `Whether to download the file of a message. ${service} waits in the meantime.`,
		},
		others: [
			{
				displayName: 'Media Field',
				name: 'mediaField',
				type: 'string',
				default: 'data',
				description: 'Name of the binary field for the downloaded file',
			},
			{
				displayName: 'Media Size Limit (MB)',
				name: 'mediaLimit',
				type: 'number',
				default: 16,
				typeOptions: { minValue: 1 },
				description: `Larger files stay in ${service}`,
			},
			{
				displayName: 'Media Types',
				name: 'mediaTypes',
				type: 'multiOptions',
				default: [],
				description: 'Files to download. Leave empty for all.',
				options: [...FILE_TYPES, ...ownTypes],
			},
		],
	};
}
