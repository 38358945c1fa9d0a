import { resourceProperties } from '../operation';
import { create } from './create.operation';
import { remove } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

export const connection = resourceProperties('connection', 'getAll', [create, remove, get, getAll]);
