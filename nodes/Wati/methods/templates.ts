import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
	ResourceMapperFields,
} from 'n8n-workflow';

import { textParameter } from '../../shared/parameters/input';
import { getLanguage } from '../responses/templates';
import { fetchForEditor } from '../../shared/http/beside/editor-request';
import { wati } from '../service';
import { isApproved, getTemplateName, readTemplates, templateNamed } from './template-list';
import { variableFields } from './template-variables';

async function allTemplates(context: ILoadOptionsFunctions): Promise<IDataObject[]> {
	return await readTemplates(async (path, qs) => await fetchForEditor(context, wati, path, qs));
}

/** Approved templates whose name or text contains the filter, with language and status. */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const wanted = (filter ?? '').toLowerCase();
	const found = (await allTemplates(this)).filter(
		(template) =>
			isApproved(template) &&
			`${getTemplateName(template)} ${String(template.body ?? '')}`.toLowerCase().includes(wanted),
	);
	return {
		results: found.map((template) => ({
			name: `${getTemplateName(template)} (${getLanguage(template)}, ${String(template.status).toLowerCase()})`,
			value: getTemplateName(template),
			description: String(template.body ?? ''),
		})),
	};
}

/** Names of approved templates as a plain list of options. */
export async function getTemplateNames(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const names = new Set((await allTemplates(this)).filter(isApproved).map(getTemplateName));
	return [...names].sort().map((name) => ({ name, value: name }));
}

async function readVariables(
	context: ILoadOptionsFunctions,
	chosen: string,
): Promise<ResourceMapperFields> {
	if (chosen === '') return { fields: [] };
	const template = templateNamed(await allTemplates(context), chosen);
	if (!template) {
		return {
			fields: [],
			emptyFieldsNotice: `WATI has no template named '${chosen}'. Choose one from the list.`,
		};
	}
	return {
		fields: variableFields(template),
		emptyFieldsNotice: `No variables. The text: ${String(template.body ?? '')}`,
	};
}

/**
 * The variables of the chosen template as fields of a form. `customParams` is WATI's own list of names to
 * send; header and button variables that are missing from it are added.
 */
export async function templateVariables(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	return await readVariables(this, textParameter(this, 'template'));
}

/** As {@link templateVariables}, of the template that is sent where the 24-hour window is closed. */
export async function windowTemplateVariables(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	return await readVariables(this, textParameter(this, 'options.window.check.template'));
}
