import { resourceProperties } from '../../../Wati/resources/operation';
import { create } from './create.operation';
import { remove } from './delete.operation';
import { getAll } from './getAll.operation';

export const template = resourceProperties('template', 'getAll', [create, remove, getAll]);
