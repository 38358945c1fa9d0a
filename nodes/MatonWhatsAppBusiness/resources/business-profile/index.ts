import { defineResource } from '../../../shared/fields/operation';
import { get } from './get.operation';
import { update } from './update.operation';

export const businessProfile = defineResource('businessProfile', 'get', [get, update]);
