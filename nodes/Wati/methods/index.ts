import { searchAllConnections, searchConnections } from './connections';
import { contactAttributes, searchContacts } from './contacts';
import { getTemplateNames, searchTemplates, templateVariables } from './templates';

export const loadOptions = { getTemplateNames };

export const listSearch = {
	searchAllConnections,
	searchConnections,
	searchContacts,
	searchTemplates,
};

export const resourceMapping = { contactAttributes, templateVariables };
