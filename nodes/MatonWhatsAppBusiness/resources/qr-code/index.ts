import { defineResource } from '../../../shared/fields/operation';
import { create } from './create.operation';
import { remove } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { update } from './update.operation';

export const qrCode = defineResource('qrCode', 'create', [create, remove, get, getAll, update]);
