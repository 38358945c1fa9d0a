import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { footerText } from '../../../shared/fields/interactive-fields';
import {
	authenticationFields,
	bodyOfTemplate,
	buttonsOfTemplate,
	headerOfTemplate,
} from './create-fields';

const OF_AUTHENTICATION = { category: ['AUTHENTICATION'] };

/** Category and parts of a template that is created or edited. */
export const templateParts: INodeProperties[] = [
	{
		displayName: 'Category',
		name: 'category',
		type: 'options',
		default: 'UTILITY',
		options: [
			{ name: 'Authentication', value: 'AUTHENTICATION', description: 'Codes to log in with' },
			{ name: 'Marketing', value: 'MARKETING', description: 'Offers and news' },
			{ name: 'Utility', value: 'UTILITY', description: 'About an order or an account' },
		],
	},
	...updateDisplayOptions({ hide: OF_AUTHENTICATION }, [
		...headerOfTemplate,
		...bodyOfTemplate,
		footerText,
		buttonsOfTemplate,
	]),
	...updateDisplayOptions({ show: OF_AUTHENTICATION }, authenticationFields),
];
