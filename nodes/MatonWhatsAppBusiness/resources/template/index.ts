import { defineResource } from '../../../shared/fields/operation';
import { create } from './create.operation';
import { remove } from './delete.operation';
import { getAll } from './getAll.operation';

export const template = defineResource('template', 'getAll', [create, remove, getAll]);
