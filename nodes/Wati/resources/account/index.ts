import { resourceProperties } from '../operation';
import { rotateToken } from './rotateToken.operation';

export const account = resourceProperties('account', 'rotateToken', [rotateToken]);
