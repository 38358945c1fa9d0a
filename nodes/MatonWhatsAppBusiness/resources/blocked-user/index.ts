import { defineResource } from '../../../shared/fields/operation';
import { block } from './block.operation';
import { getAll } from './getAll.operation';
import { unblock } from './unblock.operation';

export const blockedUser = defineResource('blockedUser', 'getAll', [block, getAll, unblock]);
