import { defineResource } from '../../../shared/fields/operation';
import { create } from './create.operation';
import { remove } from './delete.operation';
import { getAll } from './getAll.operation';
import { update } from './update.operation';

export const template = defineResource('template', 'getAll', [create, remove, getAll, update]);
