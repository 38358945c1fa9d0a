import { directOnly, resourceProperties } from '../../../shared/fields/operation';
import { getAll } from './getAll.operation';

export const channel = resourceProperties('channel', 'getAll', [getAll], directOnly);
