import { directOnly, defineResource } from '../../../shared/fields/operation';
import { getAll } from './getAll.operation';

export const channel = defineResource('channel', 'getAll', [getAll], directOnly);
