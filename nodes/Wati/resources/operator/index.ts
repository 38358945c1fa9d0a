import { resourceProperties } from '../../../shared/fields/operation';
import { assign } from './assign.operation';

export const operator = resourceProperties('operator', 'assign', [assign]);
