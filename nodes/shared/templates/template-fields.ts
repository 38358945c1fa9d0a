import type {
	INodeProperties,
	INodePropertyMode,
	ResourceMapperField,
	ResourceMapperTypeOptions,
} from 'n8n-workflow';

import { pairRows } from '../fields/fields';
import { NO_VARIABLES } from './template-text';

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
 * A form that n8n's editor asks the node for, and shows once a template is chosen.
 *
 * @param dependsOn fields whose change loads it again
 */
function buildTemplateForm(
	dependsOn: string[],
	form: Pick<INodeProperties, 'displayName' | 'name'>,
	mapper: Partial<ResourceMapperTypeOptions> & { resourceMapperMethod: string },
): INodeProperties {
	return {
		...form,
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		displayOptions: { hide: { template: [''] } },
		typeOptions: {
			loadOptionsDependsOn: dependsOn,
			resourceMapper: {
				mode: 'add',
				valuesLabel: form.displayName,
				addAllFields: true,
				multiKeyMatch: false,
				supportAutoMap: false,
				noFieldsError: NO_VARIABLES,
				hideNoDataError: true,
				// What n8n stored when the template was picked is renewed when the node is opened again.
				refreshStaleSchemaOnOpen: true,
				...mapper,
			} as ResourceMapperTypeOptions,
		},
	};
}

/**
 * The text of the chosen template to read. n8n has no field for that: it is the notice of a resource mapper without
 * fields.
 */
export function buildTemplateTextField(dependsOn: string[]): INodeProperties {
	return buildTemplateForm(
		dependsOn,
		{ displayName: 'Template Text', name: 'templateText' },
		{
			resourceMapperMethod: 'templateText',
			fieldWords: { singular: 'template text', plural: 'the text of the template' },
		},
	);
}

/** The variables of the chosen template as a form. */
export function buildTemplateVariablesField(dependsOn: string[]): INodeProperties {
	return buildTemplateForm(
		dependsOn,
		{ displayName: 'Template Parameters', name: 'templateParameters' },
		{
			resourceMapperMethod: 'templateVariables',
			fieldWords: { singular: 'variable', plural: 'variables' },
		},
	);
}

/** A variable of the chosen template, as n8n's editor stores it with the workflow. */
interface VariableField extends ResourceMapperField {
	/** n8n would refuse to run with an empty field that is `required`, and would not let the input give its value. */
	needed: boolean;
}

/** A field of the form. n8n's editor offers what is not needed behind *Add variable to send*. */
export function buildVariableField(id: string, label: string, needed: boolean): VariableField {
	return {
		id,
		displayName: needed ? `${label} *` : label,
		type: 'string',
		required: false,
		needed,
		removed: !needed,
		defaultMatch: false,
		display: true,
	};
}

/** Variables by name. */
export const additionalParameters: INodeProperties = {
	displayName: 'Additional Parameters',
	name: 'additionalParameters',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Parameter',
	default: {},
	displayOptions: { hide: { template: [''] } },
	description: 'Variables by name, for a template whose name comes from an expression',
	options: pairRows,
};

/**
 * The variables of a template that is chosen inside a collection, each with its name from a list: n8n's editor fills
 * the form of a resource mapper only outside collections (n8n's editor, ResourceMapper.vue, 2.41).
 *
 * @param method that lists the names
 * @param dependsOn fields whose change loads the list again
 */
export function buildTemplateValueRows(method: string, dependsOn: string[]): INodeProperties {
	return {
		displayName: 'Template Parameters',
		name: 'templateParameters',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Variable',
		default: {},
		displayOptions: { hide: { template: [''] } },
		description: 'A value for each variable of the template',
		options: [
			{
				displayName: 'Variable',
				name: 'pair',
				values: [
					{
						displayName: 'Name or ID',
						name: 'name',
						type: 'options',
						default: '',
						typeOptions: { loadOptionsMethod: method, loadOptionsDependsOn: dependsOn },
						description:
							'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
					},
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	};
}
