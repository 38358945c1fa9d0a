import { connectionLists } from '../../Wati/methods/connections';
import { meta } from '../transport/meta-service';
import { searchPhoneNumbers } from './phone-numbers';
import { searchTemplates, templateVariables } from './templates';

export const listSearch = { ...connectionLists(meta), searchPhoneNumbers, searchTemplates };

export const resourceMapping = { templateVariables };
