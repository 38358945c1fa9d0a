import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { fetchForEditor, fetchForForms } from '../../shared/http/beside/editor-request';
import { findHeaderKind } from '../requests/template-parts/header-file';
import { chosenTemplate, templateValue } from '../requests/template-message';
import { toVariableLabel } from '../requests/template-parts/variable-labels';
import {
	findUnfilledParts,
	getBodyText,
	readTemplateVariables,
	type TemplateVariable,
} from '../responses/template-form';
import { readTemplateText } from '../responses/template-text';
import { tellFailure } from '../../shared/fields/tell-failure';
import {
	describeEmptyForm,
	NO_TEMPLATE,
	NO_VARIABLES,
	showTemplateText,
} from '../../shared/templates/template-text';
import { buildVariableField } from '../../shared/templates/template-fields';
import { meta } from '../service';
import { findMetaTemplate, readMetaTemplates } from '../operations/template-list';

async function read(
	context: ILoadOptionsFunctions,
	filters: IDataObject,
	fetchPage = fetchForEditor,
): Promise<IDataObject[]> {
	const readPage = async (path: string, qs: IDataObject) =>
		await fetchPage(context, meta, path, qs);
	return await readMetaTemplates(context, readPage, filters);
}

/** Approved templates whose name or text contains the filter, with their language. */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const wanted = filter.toLowerCase();
	const found = (await read(this, { status: 'APPROVED' })).filter((template) =>
		`${String(template.name)} ${getBodyText(template)}`.toLowerCase().includes(wanted),
	);
	return {
		results: found.map((template) => {
			const [name, language] = [String(template.name), String(template.language)];
			return {
				name: `${name} (${language}, ${String(template.category).toLowerCase()})`,
				value: templateValue({ name, language }),
				description: getBodyText(template),
			};
		}),
	};
}

/** @returns undefined where none is chosen, and in words why there is none of that name */
async function readChosen(
	context: ILoadOptionsFunctions,
): Promise<{ template?: IDataObject; notice?: string } | undefined> {
	const chosen = chosenTemplate(context);
	if (chosen.name === '') return undefined;
	const template = findMetaTemplate(
		await read(context, { name: chosen.name }, fetchForForms),
		chosen,
	);
	if (template) return { template };
	return {
		notice: `Meta has no template '${chosen.name}' in this language. Choose one from the list.`,
	};
}

/** What can be done about the fields below the text. */
function listNotes(template: IDataObject): string[] {
	const needed = readTemplateVariables(template).filter(({ required }) => required);
	const file = findHeaderKind(needed.map(({ name }) => name));
	return [
		...describeEmptyForm(needed.map(({ name }) => toVariableLabel(name))),
		...(file
			? [`For the ${file}, enter a link or media ID, or add 'Header File' under Options.`]
			: []),
	];
}

/** What a customer reads of the chosen template, as a notice without fields. */
export const templateText = tellFailure('templateText', async function () {
	const { template, notice } = (await readChosen(this)) ?? {};
	const text = template && showTemplateText(readTemplateText(template), listNotes(template));
	return { fields: [], emptyFieldsNotice: text ?? notice };
});

/** n8n's editor names fields in errors by their IDs. */
function toField({ name, label, required }: TemplateVariable): ResourceMapperField {
	return buildVariableField(toVariableLabel(name), label, required);
}

/** The values of the chosen template as fields of a form: header, body and buttons. */
export async function templateVariables(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const { template } = (await readChosen(this)) ?? {};
	if (!template) return { fields: [], emptyFieldsNotice: NO_TEMPLATE };
	const unfilled = findUnfilledParts(template);
	if (unfilled.length > 0) {
		const notice = `This node cannot send '${String(template.name)}': it has no fields for ${unfilled.join(' and ')}. Choose another template.`;
		return { fields: [], emptyFieldsNotice: notice };
	}
	return {
		fields: readTemplateVariables(template).map(toField),
		emptyFieldsNotice: NO_VARIABLES,
	};
}
