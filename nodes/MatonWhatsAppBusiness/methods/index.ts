import { connectionLists } from '../../shared/maton/connection-picker';
import { meta } from '../service';
import { searchPhoneNumbers } from './phone-numbers';
import { searchTemplates, templateVariables } from './templates';

export const listSearch = { ...connectionLists(meta), searchPhoneNumbers, searchTemplates };

export const resourceMapping = { templateVariables };
