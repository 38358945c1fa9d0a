import { resourceProperties } from '../../../shared/fields/operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

export const phoneNumber = resourceProperties('phoneNumber', 'getAll', [get, getAll]);
