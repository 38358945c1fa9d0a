import type { IDataObject, ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import type { NodeFailure } from '../errors/node-error';
import { escapeHtml } from '../formatting/escape-html';

type FillForm = (this: ILoadOptionsFunctions) => Promise<ResourceMapperFields>;

/**
 * Has an empty form say why it could not be filled, since n8n's editor shows no error there. A form with fields keeps them
 * by the error: the editor drops all fields that an answer does not name (n8n's editor, ResourceMapper.vue, 2.41).
 *
 * @param parameter the form
 */
export function tellFailure(parameter: string, fillForm: FillForm): FillForm {
	return async function (this: ILoadOptionsFunctions) {
		return await fillForm.call(this).catch(async (error: NodeFailure) => {
			const { schema } = (this.getCurrentNodeParameter(parameter) ?? {}) as IDataObject;
			if (Array.isArray(schema) && schema.length > 0) return await Promise.reject(error);
			// n8n does not ask again when the credential changes.
			const again = 'After that, close the node and open it again.';
			const text = `${error.message}. ${error.description ?? ''} ${again}`;
			return { fields: [], emptyFieldsNotice: escapeHtml(text) };
		});
	};
}
