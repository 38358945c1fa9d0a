import { resourceProperties } from '../operation';
import { getUsage } from './getUsage.operation';
import { rotateToken } from './rotateToken.operation';

export const account = resourceProperties('account', 'getUsage', [getUsage, rotateToken]);
