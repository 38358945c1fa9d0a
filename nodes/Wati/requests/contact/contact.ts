import type { IDataObject } from 'n8n-workflow';

import { checkWords, InputError, textParameter } from '../../../shared/parameters/input';
import type { Step } from '../../../shared/parameters/pre-send';

/** WATI refuses any property beside `name` and `customParams` (docs.wati.io, "addContact"). */
export const contactInBody: Step = function (options) {
	const name = textParameter(this, 'name').trim();
	if (name === '') throw new InputError("The field 'Name' is empty");
	checkWords("field 'Name'", name);
	options.body = { ...(options.body as IDataObject), name };
	return options;
};
