import { directOnly, resourceProperties } from '../operation';
import { getAll } from './getAll.operation';
import { start } from './start.operation';

export const chatbot = resourceProperties('chatbot', 'start', [getAll, start], directOnly);
