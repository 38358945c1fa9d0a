import { directOnly, defineResource } from '../../../shared/fields/operation';
import { getAll } from './getAll.operation';
import { start } from './start.operation';

export const chatbot = defineResource('chatbot', 'start', [getAll, start], directOnly);
