import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
	ResourceMapperFields,
} from 'n8n-workflow';

import { InputError, textParameter } from '../../shared/parameters/input';
import { tellFailure } from '../../shared/fields/tell-failure';
import {
	describeEmptyForm,
	listNames,
	NO_TEMPLATE,
	NO_VARIABLES,
	showTemplateText,
} from '../../shared/templates/template-text';
import { readTemplateText } from '../responses/template-text';
import { getLanguage } from '../responses/templates';
import { fetchForEditor, fetchForForms } from '../../shared/http/beside/editor-request';
import { wati } from '../service';
import { isApproved, getTemplateName, readTemplates, templateNamed } from './template-list';
import { PHONE } from '../requests/template/contact-sheet';
import { neededVariables } from '../responses/template-variables';
import { getVariableLabel, variableFields } from './template-variables';

async function allTemplates(
	context: ILoadOptionsFunctions,
	fetchPage = fetchForEditor,
): Promise<IDataObject[]> {
	return await readTemplates(async (path, qs) => await fetchPage(context, wati, path, qs));
}

/** Language and category, as in the list of WhatsApp Business. */
function listTraits(template: IDataObject): string {
	const category = String(template.category ?? '').toLowerCase();
	return [getLanguage(template), category].filter((trait) => trait !== '').join(', ');
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
			name: `${getTemplateName(template)} (${listTraits(template)})`,
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

interface ChosenTemplate {
	template?: IDataObject;
	/** Why there is none of that name, in words. */
	notice?: string;
}

async function readChosen(
	context: ILoadOptionsFunctions,
	field = 'template',
): Promise<ChosenTemplate> {
	const chosen = textParameter(context, field);
	if (chosen === '') return {};
	const template = templateNamed(await allTemplates(context, fetchForForms), chosen);
	if (template) return { template };
	return { notice: `WATI has no template named '${chosen}'. Choose one from the list.` };
}

/** Where the values of a template come from, by operation. */
function listNotes(context: ILoadOptionsFunctions, template: IDataObject): string[] {
	const needed = neededVariables(template);
	if (textParameter(context, 'operation') === 'sendViaCsv') {
		return [`Columns of the file: ${listNames([PHONE, ...needed])}.`];
	}
	const isForm = ['', 'items'].includes(textParameter(context, 'recipientsFrom'));
	if (isForm || needed.length === 0) return describeEmptyForm(needed);
	return [`Each recipient needs: ${listNames(needed)}.`];
}

/** What a customer reads of the chosen template, as a notice without fields. */
export const templateText = tellFailure('templateText', async function () {
	const { template, notice } = await readChosen(this);
	const text = template && showTemplateText(readTemplateText(template), listNotes(this, template));
	return { fields: [], emptyFieldsNotice: text ?? notice };
});

/**
 * The variables of the chosen template as fields of a form. `customParams` is WATI's own list of names to
 * send; header and button variables that are missing from it are added.
 */
export async function templateVariables(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const { template } = await readChosen(this);
	if (!template) return { fields: [], emptyFieldsNotice: NO_TEMPLATE };
	return { fields: variableFields(template), emptyFieldsNotice: NO_VARIABLES };
}

/** As {@link templateVariables}, as a list, of the template that is sent where the 24-hour window is closed. */
export async function getWindowTemplateVariables(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const { template, notice } = await readChosen(this, 'options.window.check.template');
	if (notice !== undefined) throw new InputError(notice);
	const names = template === undefined ? [] : neededVariables(template);
	return names.map((name) => ({ name: getVariableLabel(template!, name), value: name }));
}
