import { directOnly, resourceProperties } from '../../../shared/fields/operation';
import { getAll } from './getAll.operation';
import { start } from './start.operation';

export const chatbot = resourceProperties('chatbot', 'start', [getAll, start], directOnly);
