import { wati } from '../service';
import { searchChannelNumbers, searchListedNumbers } from './channels';
import { connectionLists } from '../../shared/maton/connection-picker';
import { contactAttributes, searchContacts } from './contacts';
import {
	getTemplateNames,
	getWindowTemplateVariables,
	searchTemplates,
	templateText,
	templateVariables,
} from './templates';
import { searchCampaigns, searchChannels, searchChatbots, searchWebhooks } from './v3-lists';

export const loadOptions = { getTemplateNames, getWindowTemplateVariables };

export const listSearch = {
	...connectionLists(wati),
	searchCampaigns,
	searchChannelNumbers,
	searchChannels,
	searchChatbots,
	searchContacts,
	searchListedNumbers,
	searchTemplates,
	searchWebhooks,
};

export const resourceMapping = {
	contactAttributes,
	templateText,
	templateVariables,
};
