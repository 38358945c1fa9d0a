import { defineResource } from '../../../shared/fields/operation';
import { tokenOnly } from '../credential-notices';
import { getAll } from './getAll.operation';

export const channel = defineResource('channel', 'getAll', [getAll].map(tokenOnly));
