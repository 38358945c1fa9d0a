import { resourceProperties } from '../../../shared/fields/operation';
import { create } from './create.operation';
import { remove } from './delete.operation';
import { getAll } from './getAll.operation';

export const template = resourceProperties('template', 'getAll', [create, remove, getAll]);
