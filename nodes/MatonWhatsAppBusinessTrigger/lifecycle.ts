import type { IHookFunctions, WebhookSetupMethodNames } from 'n8n-workflow';

import { metaWaitingNode } from '../services/meta/waiting-node';
import { addListener, removeListener } from '../shared/waiting/in-process/listeners';
import { beginTest } from '../shared/webhooks/memory/trigger-memory';
import { warnOfAddress } from '../shared/webhooks/public-address';
import { checkedFields } from '../shared/webhooks/field-checks';

type SetupMethods = Record<WebhookSetupMethodNames, (this: IHookFunctions) => Promise<boolean>>;

/**
 * The address is entered at Meta by hand: an app has one for all its numbers, and registering it here would
 * take it from whatever receives the events now.
 */
export const addressOfMeta: SetupMethods = {
	async checkExists() {
		return false;
	},
	async create() {
		checkedFields(this);
		const isTest = this.getActivationMode() === 'manual';
		if (isTest) beginTest(String(this.getWorkflow().id), this.getNode().id);
		warnOfAddress(this);
		addListener(this, metaWaitingNode, {});
		return true;
	},
	async delete() {
		removeListener(this);
		return true;
	},
};
