import { wati } from '../transport/wati-service';
import { searchChannelNumbers, searchChannels } from './channels';
import { connectionLists } from './connections';
import { contactAttributes, searchContacts } from './contacts';
import { getTemplateNames, searchTemplates, templateVariables } from './templates';

export const loadOptions = { getTemplateNames };

export const listSearch = {
	...connectionLists(wati),
	searchChannelNumbers,
	searchChannels,
	searchContacts,
	searchTemplates,
};

export const resourceMapping = { contactAttributes, templateVariables };
