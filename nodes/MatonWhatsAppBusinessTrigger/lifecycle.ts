import type { IHookFunctions, WebhookSetupMethodNames } from 'n8n-workflow';

import { metaWaitingNode } from '../services/meta/waiting-node';
import { addListener, removeListener } from '../shared/waiting/in-process/listeners';
import { beginTest, getMemory, getStaticData } from '../shared/webhooks/memory/trigger-memory';
import { warnOfAddress } from '../shared/webhooks/public-address';
import { watchLeftTurnsOnPublish } from '../shared/webhooks/receiving/turn-taking';
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
		const place = [String(this.getWorkflow().id), this.getNode().id] as const;
		const now = Date.now();
		if (isTest) beginTest(...place);
		// Who opted out is known to the sends of this process before the first event after a restart.
		else getMemory(...place, now).merge(getStaticData(this), now);
		if (!isTest) watchLeftTurnsOnPublish(this);
		warnOfAddress(this);
		addListener(this, metaWaitingNode, {});
		return true;
	},
	async delete() {
		removeListener(this);
		return true;
	},
};
