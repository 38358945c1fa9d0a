import type { IHookFunctions, WebhookSetupMethodNames } from 'n8n-workflow';

import { metaWaitingNode } from '../services/meta/waiting-node';
import { addListener, removeListener } from '../shared/waiting/in-process/listeners';
import { ANY } from '../shared/webhooks/events';
import { checkedFields } from '../shared/webhooks/field-checks';
import { registrationIn } from '../shared/webhooks/memory/trigger-memory';
import { warnOfAddress } from '../shared/webhooks/public-address';
import { watchLeftTurnsOnPublish } from '../shared/webhooks/receiving/turn-taking';
import {
	isTestRun,
	keepRegistration,
	keepRemoved,
	prepareMemory,
	readRegistration,
} from '../shared/webhooks/registration/kept-registration';
import {
	cleansUp,
	explainRefusal,
	RegistrationRefused,
	type Warn,
} from '../shared/webhooks/registration/refused-registration';
import type { Settings } from '../shared/webhooks/settings';
import type { Callback } from './registration/callback-place';
import { choosePlace } from './registration/choose-place';
import { isRegistered, register, unregister } from './registration/register';
import { listFields, listOverridden } from './registration/webhook-fields';
import { readRegistrationKind, readSecrets } from './secrets';

type SetupMethods = Record<WebhookSetupMethodNames, (this: IHookFunctions) => Promise<boolean>>;

const UNREACHABLE = new RegistrationRefused(
	'Meta could not be reached to register the address of this trigger',
	"Check the n8n server's network connection, which must reach graph.facebook.com, then publish again.",
);

/** Checks the fields, and takes over what earlier processes knew. */
function prepare(context: IHookFunctions): Settings {
	const settings = checkedFields(context);
	// Who opted out is known to the sends of this process before the first event after a restart.
	prepareMemory(context);
	if (!isTestRun(context)) watchLeftTurnsOnPublish(context);
	warnOfAddress(context);
	return settings;
}

/** Only once events come: n8n says nothing more of a trigger that it could not publish. */
function listen(context: IHookFunctions): true {
	addListener(context, metaWaitingNode, {});
	return true;
}

/** What Meta is to call. @throws RegistrationRefused where chosen events cannot come */
async function buildCallback(
	context: IHookFunctions,
	{ choice, pauseMs }: Settings,
	warn: Warn = () => {},
): Promise<Callback> {
	const fields = listFields(choice.events, pauseMs !== null);
	const isOfApp = readRegistrationKind(context) === 'app';
	const { verifyToken } = await readSecrets(context);
	return {
		url: String(context.getNodeWebhookUrl('default')),
		verifyToken,
		fields: isOfApp ? fields : listOverridden(fields, choice.events, warn),
	};
}

/** Publishing, unpublishing and test runs of the address that Meta calls. */
export const addressOfMeta: SetupMethods = {
	async checkExists() {
		// Without a registration of its own, n8n goes on to create, which is the same for all its starts.
		if (readRegistrationKind(this) === 'manual') return false;
		const settings = prepare(this);
		const known = readRegistration(this);
		if (known?.url == null) return false;
		const exists = await explainRefusal(this, UNREACHABLE, async () => {
			const callback = await buildCallback(this, settings);
			return await isRegistered(await choosePlace(this), callback, known);
		});
		return exists && listen(this);
	},

	async create() {
		const settings = prepare(this);
		if (readRegistrationKind(this) === 'manual') return listen(this);
		const known = readRegistration(this);
		const registration = await explainRefusal(this, UNREACHABLE, async () => {
			const warn = (message: string) => this.logger.warn(`${this.getNode().name}: ${message}`);
			const callback = await buildCallback(this, settings, warn);
			return await register(await choosePlace(this), callback, known, {
				isTest: isTestRun(this),
				isAny: settings.choice.events.includes(ANY),
				warn,
				now: Date.now(),
			});
		});
		keepRegistration(this, registration);
		return listen(this);
	},

	async delete() {
		removeListener(this);
		if (readRegistrationKind(this) === 'manual') return true;
		const known = registrationIn(this.getWorkflowStaticData('node').registration);
		if (known?.url == null || known.id === null || cleansUp(this)) return true;
		const warn = (message: string) => this.logger.warn(message);
		if (!(await unregister(await choosePlace(this, known.id), known, warn))) return false;
		keepRemoved(this, known);
		return true;
	},
};

/** Meta verifies the address while it is being registered, so that of the verification is there before. */
export const addressOfVerification: SetupMethods = {
	async checkExists() {
		return true;
	},

	async create() {
		return true;
	},

	async delete() {
		return true;
	},
};
