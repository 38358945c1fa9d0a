import { resourceProperties } from '../../../shared/fields/operation';
import { get } from './get.operation';
import { update } from './update.operation';

export const businessProfile = resourceProperties('businessProfile', 'get', [get, update]);
