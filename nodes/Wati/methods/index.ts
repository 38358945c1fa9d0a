import { wati } from '../transport/wati-service';
import { connectionLists } from './connections';
import { contactAttributes, searchContacts } from './contacts';
import { getTemplateNames, searchTemplates, templateVariables } from './templates';

export const loadOptions = { getTemplateNames };

export const listSearch = {
	...connectionLists(wati),
	searchContacts,
	searchTemplates,
};

export const resourceMapping = { contactAttributes, templateVariables };
