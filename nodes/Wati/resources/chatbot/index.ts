import { defineResource } from '../../../shared/fields/operation';
import { directOnly } from '../fields';
import { getAll } from './getAll.operation';
import { start } from './start.operation';

export const chatbot = defineResource('chatbot', 'start', [getAll, start], directOnly);
