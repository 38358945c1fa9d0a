import { defineResource } from '../../../shared/fields/operation';
import { tokenOnly } from '../credential-notices';
import { getAll } from './getAll.operation';
import { start } from './start.operation';

export const chatbot = defineResource('chatbot', 'start', [getAll, start].map(tokenOnly));
