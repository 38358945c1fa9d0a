import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

import { pairRows } from '../fields/fields';

/**
 * Which approved template to send.
 *
 * @param byName how its name is entered
 */
export function templateBy(
	byName: Pick<INodePropertyMode, 'placeholder' | 'hint'>,
): INodeProperties {
	return {
		displayName: 'Template',
		name: 'template',
		type: 'resourceLocator',
		default: { __rl: true, mode: 'list', value: '' },
		required: true,
		description: 'The approved template to send',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchTemplates', searchable: true },
			},
			{ displayName: 'By Name', name: 'name', type: 'string', ...byName },
		],
	};
}

/**
 * The variables of the chosen template as a form, and further ones by name.
 *
 * @param dependsOn fields whose change loads the form anew
 * @param method that names the variables
 */
export const buildTemplateParameterFields = (
	dependsOn: string[],
	method = 'templateVariables',
): INodeProperties[] => [
	{
		displayName: 'Template Parameters',
		name: 'templateParameters',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		displayOptions: { hide: { template: [''] } },
		typeOptions: {
			loadOptionsDependsOn: dependsOn,
			resourceMapper: {
				resourceMapperMethod: method,
				mode: 'add',
				valuesLabel: 'Template Parameters',
				fieldWords: { singular: 'variable', plural: 'variables' },
				addAllFields: true,
				multiKeyMatch: false,
				supportAutoMap: false,
				noFieldsError: 'This template has no variables.',
				hideNoDataError: true,
			},
		},
	},
	{
		displayName: 'Additional Parameters',
		name: 'additionalParameters',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Parameter',
		default: {},
		displayOptions: { hide: { template: [''] } },
		description: 'Variables by name, for a template whose name comes from an expression',
		options: pairRows,
	},
];
