import { defineResource } from '../../../shared/fields/operation';
import { checkSetup } from './checkSetup.operation';
import { getCredits } from './getCredits.operation';
import { getTriggerStatus } from './getTriggerStatus.operation';
import { getUsage } from './getUsage.operation';
import { rotateToken } from './rotateToken.operation';

export const account = defineResource('account', 'getUsage', [
	checkSetup,
	getCredits,
	getTriggerStatus,
	getUsage,
	rotateToken,
]);
