import { connectionLists } from '../../shared/maton/connection-picker';
import { meta } from '../service';
import { searchFlows } from './flows';
import { searchPhoneNumbers } from './phone-numbers';
import { searchTemplates, templateText, templateVariables } from './templates';

export const listSearch = {
	...connectionLists(meta),
	searchFlows,
	searchPhoneNumbers,
	searchTemplates,
};

export const resourceMapping = { templateText, templateVariables };
