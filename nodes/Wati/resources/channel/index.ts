import { defineResource } from '../../../shared/fields/operation';
import { directOnly } from '../fields';
import { getAll } from './getAll.operation';

export const channel = defineResource('channel', 'getAll', [getAll], directOnly);
