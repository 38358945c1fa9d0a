import { addAccountOptions } from '../../../shared/fields/delivery-fields';
import { defineResource } from '../../../shared/fields/operation';
import { tokenOnly } from '../credential-notices';
import { checkSetup } from './checkSetup.operation';
import { getCredits } from './getCredits.operation';
import { getTriggerStatus } from './getTriggerStatus.operation';
import { getUsage } from './getUsage.operation';
import { rotateToken } from './rotateToken.operation';

export const account = defineResource('account', 'getUsage', [
	addAccountOptions(checkSetup),
	addAccountOptions(tokenOnly(getCredits)),
	getTriggerStatus,
	getUsage,
	addAccountOptions(tokenOnly(rotateToken)),
]);
