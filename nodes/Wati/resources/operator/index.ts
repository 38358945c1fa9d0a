import { defineResource } from '../../../shared/fields/operation';
import { assign } from './assign.operation';

export const operator = defineResource('operator', 'assign', [assign]);
