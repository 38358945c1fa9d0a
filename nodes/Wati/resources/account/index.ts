import { resourceProperties } from '../operation';
import { checkSetup } from './checkSetup.operation';
import { getTriggerStatus } from './getTriggerStatus.operation';
import { getUsage } from './getUsage.operation';
import { rotateToken } from './rotateToken.operation';

export const account = resourceProperties('account', 'getUsage', [
	checkSetup,
	getTriggerStatus,
	getUsage,
	rotateToken,
]);
