import { defineResource } from '../../../shared/fields/operation';
import { get } from './get.operation';

export const analytics = defineResource('analytics', 'get', [get]);
