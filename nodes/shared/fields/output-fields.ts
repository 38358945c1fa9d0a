import type { INodeProperties } from 'n8n-workflow';

import { buildOptionsField } from './fields';

/**
 * Where a download goes, and under which name.
 *
 * @param storedName what the file is called otherwise
 */
export function outputFields(storedName: string): INodeProperties[] {
	return [
		{
			displayName: 'Put Output File in Field',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			required: true,
			placeholder: 'e.g. data',
			hint: 'The name of the output binary field to put the file in',
		},
		buildOptionsField({
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. receipt.jpg',
			description: `Name for the file, instead of ${storedName}`,
		}),
	];
}
