import { defineResource } from '../../../shared/fields/operation';
import { checkSetup } from './checkSetup.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

export const phoneNumber = defineResource('phoneNumber', 'getAll', [checkSetup, get, getAll]);
