import { directOnly, resourceProperties } from '../operation';
import { getAll } from './getAll.operation';

export const channel = resourceProperties('channel', 'getAll', [getAll], directOnly);
